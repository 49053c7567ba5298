import { describe, expect, it } from 'vitest';
import { refusal, type Candidate, type Writing } from './document-rules.ts';
import { RECORD_SCHEMAS } from '#lib/record-schemas.ts';
import { belongsIn, can, isKind } from '#lib/roles/can.ts';
import { ROLES } from '#lib/roles/user.ts';
import { conversation, resident, service } from './testing.ts';

const worker = { name: 'vet-voorstad-1', roles: ['field-worker' as const] };
const colleague = { name: 'vet-voorstad-2', roles: ['field-worker' as const] };
const curator = { name: 'beheer-1', roles: ['curator' as const] };

const judge = (document: Candidate, more: Partial<Writing> = {}) =>
  refusal(document, { user: worker, database: 'team-voorstad', previous: null, ...more });

describe('a fact', () => {
  it('is written by its author', () => {
    expect(judge(conversation(worker.name))).toBeNull();
  });

  it('is not written in somebody else’s name', () => {
    expect(judge(conversation(colleague.name))).toBe('Dit staat op naam van iemand anders.');
  });

  it('is not changed by anyone but its author, whatever name the change bears', () => {
    const previous = { ...conversation(colleague.name), _rev: '1-a' };
    expect(judge(conversation(worker.name), { previous })).toBe('Dit is door iemand anders vastgelegd.');
    expect(judge(conversation(colleague.name), { previous })).toBe('Dit is door iemand anders vastgelegd.');
  });

  it('is not taken away', () => {
    const tombstone = { _id: 'conversation:C1', _rev: '2-b', _deleted: true };
    expect(judge(tombstone, { previous: conversation(worker.name) })).toContain('blijft staan');
  });
});

describe('a card', () => {
  const previous = { ...resident(worker.name), _rev: '1-a' };

  it('is edited by a colleague, and keeps the name of who made it', () => {
    const edit = { ...previous, name: 'Mevrouw Anders', _rev: '2-b' };
    expect(judge(edit, { user: colleague, previous })).toBeNull();
    expect(judge({ ...edit, author: colleague.name }, { user: colleague, previous })).toContain('gemaakt');
    expect(judge({ ...edit, created: '2020-01-01T00:00:00.000Z' }, { user: colleague, previous })).toContain(
      'gemaakt'
    );
  });

  it('is made in one’s own name only', () => {
    expect(judge(resident(colleague.name))).toBe('Dit staat op naam van iemand anders.');
  });

  it('may lose the losing side of two edits, never the side that stands', () => {
    const closing = { _id: 'resident:R1', _rev: '3-c', _deleted: true };
    const history = { ..._revisions(3, 'c', 'b', 'x') };
    expect(
      judge({ ...closing, ...history }, { user: colleague, previous: { ...previous, _rev: '2-b' } })
    ).toContain('niet weghalen');
    expect(
      judge({ ...closing, ...history }, { user: colleague, previous: { ...previous, _rev: '3-z' } })
    ).toBeNull();
    expect(judge(closing, { previous: { ...previous, _rev: '3-c' } })).toContain('niet weghalen');
  });

  it('carries nothing along when a side of it is closed', () => {
    const closing = { _id: 'resident:R1', _rev: '3-c', _deleted: true, name: 'Een naam' };
    expect(judge(closing)).toContain('geen gegevens');
  });
});

describe('a card that two may begin', () => {
  const arrangement = (author: string, _rev: string): Candidate => ({
    _id: 'arrangement:R1',
    _rev,
    kind: 'arrangement',
    schema: 1,
    author,
    device: 'phone',
    created: '2026-11-22T10:00:00.000Z',
    resident: 'resident:R1',
    goal: 'Vaker eropuit',
    agreed: '',
    review: null,
    stamps: {},
    seen: {},
    kept: {}
  });

  it('is begun in one’s own name only', () => {
    expect(judge(arrangement(worker.name, '1-a'))).toBeNull();
    expect(judge(arrangement(colleague.name, '1-a'))).toBe('Dit staat op naam van iemand anders.');
  });

  it('is taken where a colleague was first, and so is a merge in the name of either', () => {
    const previous = arrangement(colleague.name, '1-a');
    expect(judge(arrangement(worker.name, '1-b'), { previous })).toBeNull();
    expect(judge(arrangement(worker.name, '2-c'), { user: colleague, previous })).toBeNull();
  });

  it('is not taken away', () => {
    const tombstone = { _id: 'arrangement:R1', _rev: '1-a', _deleted: true };
    expect(judge(tombstone, { previous: arrangement(worker.name, '1-a') })).toContain('niet weghalen');
  });
});

describe('an entry of the map', () => {
  it('is written and removed by curators', () => {
    const where = { user: curator, database: 'kaart' };
    expect(judge(service(), where)).toBeNull();
    expect(
      judge({ _id: 'service:S1', _rev: '1-a', _deleted: true }, { ...where, previous: service() })
    ).toBeNull();
  });

  it('is not written by anyone else', () => {
    expect(judge(service(), { database: 'kaart' })).toBe('Met jouw rol kun je dit niet vastleggen.');
  });
});

describe('any document', () => {
  it('stays in the database of its kind', () => {
    expect(judge(service(), { user: curator })).toBe('Dit soort gegevens hoort hier niet.');
    expect(judge(conversation(worker.name), { database: 'opkomst-voorstad' })).toContain('hoort hier niet');
    expect(judge(conversation(worker.name), { database: 'kaart' })).toContain('hoort hier niet');
  });

  it.each([
    ['a kind that nobody knows', { _id: 'geheim:1', kind: 'geheim' }, 'kent dit soort gegevens niet'],
    ['a kind that an object has of itself', { _id: 'constructor:1', kind: 'constructor' }, 'kent dit soort'],
    ['an id of another kind', { kind: 'step' }, 'past niet bij'],
    ['an id without a name', { _id: 'conversation:' }, 'geen geldig kenmerk'],
    ['a design document', { _id: '_design/x' }, 'geen geldig kenmerk'],
    ['no id', { _id: undefined }, 'geen geldig kenmerk'],
    ['a newer schema', { schema: 2 }, 'nieuwere Binnenzak'],
    ['a schema that is no number', { schema: '1' }, 'niet kent'],
    ['a field of its own', { extra: 'x' }, 'veld in dat de server niet kent'],
    ['attachments', { _attachments: {} }, 'veld in dat de server niet kent'],
    ['no question', { question: '  ' }, 'Schrijf in een paar woorden'],
    ['a day that does not exist', { day: '2026-02-31' }, 'day'],
    ['an unknown life domain', { domains: [{ domain: 'money', note: '' }] }, 'domains.0.domain'],
    ['a citizen number', { notes: 'Haar nummer is 111222333.' }, 'burgerservicenummer']
  ])('is refused with %s', (_, change, reason) => {
    expect(judge({ ...conversation(worker.name), ...change })).toContain(reason);
  });

  it('is refused without telling what it says', () => {
    const reason = judge({ ...conversation(worker.name), notes: 'Geheim 111222333' });
    expect(reason).not.toContain('Geheim');
  });
});

const _revisions = (start: number, ...ids: string[]) => ({ _revisions: { start, ids } });

describe('what is written behind the lock', () => {
  const team = ['field-worker', 'team-lead'];
  const zone = ['field-worker', 'volunteer', 'team-lead'];
  const writtenByTeam = ['activity-person', 'group-list'];
  const broughtByServer = [
    'handover',
    'glass-broken',
    'activity-change-result',
    'check-in',
    'list-count',
    'change-to-judge'
  ];
  const readersOf: Record<string, readonly string[]> = {
    'team-voorstad': team,
    'opkomst-voorstad': zone,
    'groep-koffie': zone,
    beheer: ['curator']
  };

  it.each(Object.keys(RECORD_SCHEMAS))('%s is in one place, for those who open it', (kind) => {
    if (!isKind(kind)) throw new Error(`The table of roles does not know ${kind}.`);
    const places = Object.keys(readersOf).filter((database) => belongsIn(kind, database));
    expect(places).toHaveLength(1);
    const readers = readersOf[places[0] ?? ''];
    expect(ROLES.filter((role) => can(role, 'read', kind))).toEqual(readers);
    const writers = writtenByTeam.includes(kind) ? team : readers;
    expect(ROLES.filter((role) => can(role, 'write', kind))).toEqual(
      broughtByServer.includes(kind) ? [] : writers
    );
  });

  it('a handover is not written by a worker, also not in their own name', () => {
    expect(judge({ ...conversation(worker.name), _id: 'handover:F1', kind: 'handover' })).toBe(
      'Met jouw rol kun je dit niet vastleggen.'
    );
  });
});
