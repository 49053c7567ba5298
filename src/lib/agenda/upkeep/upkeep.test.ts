import { describe, expect, test } from 'vitest';
import type { Delivery, StoredRecord } from '../../db/records.ts';
import type { Activity } from '../activity.ts';
import { koffieWith } from '../testing.ts';
import type { ActivityChange, ActivityChangeResult, ActivityPerson, Change } from './activity-change.ts';
import { aboutSession, aboutWhole, ownChanges, propose, readUpkeep, type Proposed } from './upkeep.ts';

const koffie = koffieWith();
const FIRST = '2026-12-02T09:30:00';
const SECOND = '2026-12-09T09:30:00';
const off: Activity = { ...koffie, exdates: [FIRST] };
const cancel: Change = { type: 'cancel', session: FIRST };
const restore: Change = { type: 'restore', session: FIRST };

const written = { device: 'd1', schema: 1 as const };
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 26, 12, minutes)).toISOString();
const kept = (document: object, delivery: Delivery): StoredRecord => ({
  database: 'opkomst-voorstad',
  delivery,
  document: document as StoredRecord['document']
});

let last = 0;
/** A change by Ria, and what the courier said of it so many minutes after noon. */
function made(
  change: Change,
  delivery: Delivery,
  results: readonly [ActivityChangeResult['outcome'], number, string?][] = [],
  author = 'ria'
): StoredRecord[] {
  const number = ++last;
  const id = `activity-change:${String(number).padStart(3, '0')}`;
  const document: ActivityChange = {
    ...written,
    _id: id,
    kind: 'activity-change',
    author,
    created: at(number - 1000),
    activity: koffie._id,
    change,
    note: ''
  };
  const told = results.map(([outcome, minutes, reason = '']): ActivityChangeResult => ({
    ...written,
    _id: `activity-change-result:${number}-${outcome}`,
    kind: 'activity-change-result',
    author: 'server',
    created: at(minutes),
    change: id,
    outcome,
    reason
  }));
  return [kept(document, delivery), ...told.map((one) => kept(one, 'processed'))];
}

/** What a device shows whose map was compared with the server's so many minutes after noon. */
function shown(map: Activity | null, records: readonly StoredRecord[], minutes = -60): Proposed | null {
  const { changes } = readUpkeep(records);
  return propose(map, changes.get(koffie._id) ?? [], Date.parse(at(minutes)));
}
const published = (minutes: number): ['published', number] => ['published', minutes];

describe('the agenda as this device proposes it', () => {
  test('a change stands over what is published from the moment it is made, with how far it is', () => {
    const proposed = shown(koffie, [...made(cancel, 'device'), ...made({ type: 'end' }, 'sent')]);
    expect(proposed?.activity).toEqual({ ...off, cancelled: true });
    expect(proposed?.underWay.map(({ state }) => state.kind)).toEqual(['device', 'sent']);
    expect(proposed?.published).toEqual(koffie);
  });

  test('changes are applied in the order in which they were made, in whatever order they came', () => {
    const records = [...made(cancel, 'processed', [], 'bert'), ...made(restore, 'device')].reverse();
    expect(shown(koffie, records)?.activity).toEqual(koffie);
  });

  test('a change that waits for the curator stands there with the reason, until the curator decides', () => {
    const waits = ['waits', 1, 'De bibliotheek kijkt ernaar.'] as const;
    const record = made({ type: 'end' }, 'processed', [[...waits]]);
    expect(shown(koffie, record)?.underWay[0]?.state).toMatchObject({
      kind: 'waits',
      reason: 'De bibliotheek kijkt ernaar.'
    });
    const decided = made({ type: 'end' }, 'processed', [[...waits], ['refused', 5, 'Nee.']]);
    expect(shown(koffie, decided.reverse())).toMatchObject({ activity: koffie, underWay: [] });
  });

  test('a change that the server did not take is not shown over the agenda, and is told to its author', () => {
    const book = readUpkeep(made(cancel, 'refused'));
    expect(propose(koffie, book.changes.get(koffie._id) ?? [], 0)?.activity).toEqual(koffie);
    const [told] = ownChanges(book, 'ria', new Map(), Date.parse(at(0)));
    expect(told?.state).toMatchObject({ kind: 'refused', reason: expect.stringContaining('Je gegevens') });
  });

  test('a new activity is there before the map has it, and once', () => {
    const { name, form, description, organization, location, zone, start, durationMinutes, rrule } = koffie;
    const { cost, registration, capacity, themes, targetGroups, languages, wheelchair } = koffie;
    const fields = { name, form, description, organization, location, zone, start, durationMinutes, rrule };
    const rest = { cost, registration, capacity, themes, targetGroups, languages, wheelchair };
    const record = made({ type: 'begin', fields: { ...fields, ...rest } }, 'device');
    expect(shown(null, record)?.activity).toMatchObject({ _id: koffie._id, name: 'Koffie' });
    expect(shown(null, record)?.published).toBeNull();
  });

  test('nothing is shown of an activity that is nowhere', () => {
    expect(shown(null, made(cancel, 'device'))).toBeNull();
  });
});

describe('a published change', () => {
  test('stays until the map on this device shows it, so that the old does not come back for a while', () => {
    const records = made(cancel, 'processed', [published(1)]);
    expect(shown(koffie, records)).toMatchObject({
      activity: off,
      underWay: [{ change: { change: cancel } }]
    });
    expect(shown(off, records)).toMatchObject({ activity: off, underWay: [] });
  });

  test('stays for as long as the map is from before it, however long ago that is', () => {
    const records = made(cancel, 'processed', [published(-60 * 24 * 40)]);
    expect(shown(koffie, records, -60 * 24 * 41)?.activity).toEqual(off);
  });

  test('is over when the map was compared with the server’s well after it: a curator may have changed it since', () => {
    const records = made(cancel, 'processed', [published(1)]);
    expect(shown(koffie, records, 5)?.activity).toEqual(off);
    expect(shown(koffie, records, 15)).toMatchObject({ activity: koffie, underWay: [] });
  });

  test('does not come back when a colleague took it back and the map shows that', () => {
    const records = [
      ...made(cancel, 'processed', [published(1)]),
      ...made(restore, 'processed', [published(2)], 'bert')
    ];
    expect(shown(koffie, records)).toMatchObject({ activity: koffie, underWay: [] });
    expect(shown(off, records)).toMatchObject({
      activity: koffie,
      underWay: [{ change: { change: restore } }]
    });
  });

  test('of which the map shows the first and not yet the second leaves only the second under way', () => {
    const other: Change = { type: 'cancel', session: SECOND };
    const records = [
      ...made(cancel, 'processed', [published(1)]),
      ...made(other, 'processed', [published(2)])
    ];
    const proposed = shown(off, records);
    expect(proposed?.activity.exdates).toEqual([FIRST, SECOND]);
    expect(proposed?.underWay.map(({ change }) => change.change)).toEqual([other]);
  });

  test('makes no difference where the map names the same sessions in another order', () => {
    const map: Activity = { ...koffie, exdates: [SECOND, FIRST] };
    expect(shown(map, made(cancel, 'processed', [published(1)]))?.underWay).toEqual([]);
  });

  test('is over at once on the server’s own map', () => {
    const { changes } = readUpkeep(made(cancel, 'processed', [published(1)]));
    expect(propose(koffie, changes.get(koffie._id) ?? [], null)?.underWay).toEqual([]);
  });
});

describe('what is under way', () => {
  test('is told apart for one session and for the whole', () => {
    const proposed = shown(koffie, [...made(cancel, 'device'), ...made({ type: 'confirm' }, 'device')]);
    expect(proposed && aboutSession(proposed, FIRST).map(({ change }) => change.change.type)).toEqual([
      'cancel'
    ]);
    expect(proposed && aboutSession(proposed, SECOND)).toEqual([]);
    expect(proposed && aboutWhole(proposed).map(({ change }) => change.change.type)).toEqual(['confirm']);
  });

  test('is told to its author, the last first; a refusal for two weeks', () => {
    const records = [
      ...made(cancel, 'device'),
      ...made({ type: 'cancel', session: SECOND }, 'device', [], 'bert'),
      ...made({ type: 'end' }, 'processed', [['refused', 1, 'Nee.']])
    ];
    const book = readUpkeep(records);
    const proposed = new Map([[koffie._id, shown(koffie, records) as Proposed]]);
    const told = (day: number) =>
      ownChanges(book, 'ria', proposed, Date.parse(at(day * 24 * 60))).map(
        ({ change }) => change.change.type
      );
    expect(told(1)).toEqual(['end', 'cancel']);
    expect(told(15)).toEqual(['cancel']);
  });
});

test('who looks after an activity is what was said last of each', () => {
  const said = (user: string, state: ActivityPerson['state'], minutes: number): StoredRecord =>
    kept(
      {
        ...written,
        _id: `activity-person:${user}-${minutes}`,
        kind: 'activity-person',
        author: 'marloes',
        created: at(minutes),
        activity: koffie._id,
        user,
        state
      } satisfies ActivityPerson,
      'processed'
    );
  const { people } = readUpkeep([
    said('ria', 'ends', 3),
    said('ria', 'begins', 1),
    said('bert', 'begins', 2)
  ]);
  expect([...(people.get(koffie._id) ?? [])]).toEqual([
    ['ria', false],
    ['bert', true]
  ]);
});
