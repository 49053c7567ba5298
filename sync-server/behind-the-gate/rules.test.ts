import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoAttendance } from '../demo/attendance.ts';
import { demoDocuments } from '../demo/documents.ts';
import { mapDocument } from '../imports/map-document.ts';
import { readDirectory } from '../imports/read-directory.ts';
import { activity, conversation, resident, service } from '../testing.ts';
import { validateFunction } from './design-document.ts';

type Document = Readonly<Record<string, unknown>>;
type Validate = (newDoc: unknown, oldDoc: unknown, userCtx: unknown, secObj: unknown) => void;

/** What CouchDB's own engines have not, QuickJS above all. */
const NOT_THERE = ['Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'console', 'URL', 'TextEncoder'];

/** As CouchDB does: the source is put in brackets and read in a bare engine, the function kept, all of it JSON. */
async function compiled(database: string) {
  const context = createContext({});
  for (const name of NOT_THERE) runInContext(`delete globalThis.${name}`, context);
  const source = await validateFunction(database);
  expect(source.startsWith('function') && source.endsWith('}')).toBe(true);
  const validate = runInContext(`(${source})`, context) as Validate;
  const parse = runInContext('JSON.parse', context) as (text: string) => unknown;
  const plain = (value: unknown) => parse(JSON.stringify(value));
  return (sent: Document, stored: Document | null, roles: readonly string[], name = 'ik'): string | null => {
    const withHistory = sent['_rev'] === undefined ? { ...sent, _revisions: { start: 0, ids: [] } } : sent;
    try {
      validate(
        plain(withHistory),
        plain(stored),
        plain({ db: database, name, roles }),
        plain({ admins: {}, members: { roles: [database] } })
      );
      return null;
    } catch (thrown) {
      // Anything else would be taken for a failure of the rules themselves.
      expect(Object.keys(thrown as object)).toEqual(['forbidden']);
      return (thrown as { forbidden: string }).forbidden;
    }
  };
}

const WORKER = ['kaart', 'team-voorstad', 'role:field-worker'];
const at = (rev: string, ...past: readonly string[]) => ({
  _rev: rev,
  _revisions: { start: Number.parseInt(rev, 10), ids: [rev.slice(2), ...past] }
});

describe('the rules in CouchDB itself', () => {
  let judge: Awaited<ReturnType<typeof compiled>>;
  beforeAll(async () => {
    judge = await compiled('team-voorstad');
  });

  it('take what a worker writes in their own name', () => {
    expect(judge(conversation('ik'), null, WORKER)).toBeNull();
    expect(judge({ ...conversation('ik'), ...at('1-aa') }, null, WORKER)).toBeNull();
  });

  it('refuse another name, another role, another place and what no schema knows', async () => {
    expect(judge(conversation('een ander'), null, WORKER)).toContain('iemand anders');
    expect(judge({ ...conversation('een ander'), ...at('2-bb', 'aa') }, null, WORKER)).toContain(
      'iemand anders'
    );
    expect(judge(conversation('ik'), conversation('een ander'), WORKER)).toContain('iemand anders');
    expect(judge(conversation('ik'), null, ['team-voorstad', 'role:volunteer'])).toContain('rol');
    expect(judge(conversation('ik'), null, ['team-voorstad', 'field-worker'])).toContain('rol');
    expect(judge(service(), null, [...WORKER, 'role:curator'])).toContain('hoort hier niet');
    expect(judge({ ...conversation('ik'), _attachments: {} }, null, WORKER)).toContain('veld');
    expect(judge({ ...conversation('ik'), day: 'gisteren' }, null, WORKER)).not.toBeNull();
    const map = await compiled('kaart');
    expect(map(service(), null, ['kaart', 'role:curator'])).toBeNull();
    expect(map(service(), null, WORKER)).toContain('rol');
  });

  it('let what was told stand, and let a card be edited without its maker changing', () => {
    const told = { ...conversation('ik'), ...at('1-aa') };
    expect(judge({ _id: told._id, _deleted: true, ...at('2-bb', 'aa') }, told, WORKER)).toContain(
      'blijft staan'
    );
    const card = { ...resident('een ander'), ...at('1-aa') };
    expect(judge({ ...card, name: 'Mevrouw Nieuw' }, card, WORKER)).toBeNull();
    expect(judge({ ...card, author: 'ik' }, card, WORKER)).toContain('gemaakt');
  });

  it('hold up no merge: the loser is closed, and an edit comes whose past was cleared away', () => {
    const card = { ...resident('een ander'), ...at('1-aa') };
    expect(judge({ _id: card._id, _deleted: true, ...at('2-bb', 'aa') }, card, WORKER)).toBeNull();
    expect(judge({ ...card, ...at('2-bb', 'aa') }, null, WORKER)).toBeNull();
  });

  it('leave the server itself free, and count nobody as it', () => {
    expect(judge(conversation('een ander'), null, ['_admin'], 'admin')).toBeNull();
    expect(judge(conversation('een ander'), null, [...WORKER, 'role:_admin'])).not.toBeNull();
  });

  it('take everything that the example municipality has written', async () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const refused: string[] = [];
    let tried = 0;
    const map = await readDirectory(join(import.meta.dirname, '..', '..', 'demo', 'sociale-kaart'));
    const entries = map.ok ? map.value.entries : [];
    for (const [database, documents] of [
      ...demoDocuments(now),
      ...demoAttendance(now),
      ['kaart', entries.map((entry) => mapDocument(entry, now))] as const
    ]) {
      const its = await compiled(database);
      for (const document of documents) {
        tried++;
        const roles = ['role:field-worker', 'role:curator'];
        const reason = its({ ...document }, null, roles, document.author);
        if (reason !== null) refused.push(`${document._id}: ${reason}`);
      }
    }
    expect(refused).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });

  it('read a repeat whose end is in UTC, also in an engine without time zones', async () => {
    const map = await compiled('kaart');
    const curator = ['kaart', 'role:curator'];
    const repeated = (rrule: string) => activity('koffie', { rrule });
    expect(map(repeated('FREQ=WEEKLY;UNTIL=20261231T225959Z'), null, curator)).toBeNull();
    expect(map(repeated('FREQ=WEEKLY;UNTIL=ooit'), null, curator)).not.toBeNull();
  });
});
