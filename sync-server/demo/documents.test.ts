import { describe, expect, it } from 'vitest';
import { refusal } from '../document-rules.ts';
import { readDirectory } from '../imports/read-directory.ts';
import { DEMO_USERS } from './accounts.ts';
import { demoDocuments } from './documents.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const all = [...demoDocuments(NOON)];
const documents = all.flatMap(([, list]) => list);

describe('the example histories', () => {
  it('tell of some twenty residents in Voorstad and a few elsewhere', () => {
    const residents = Object.fromEntries(
      all.map(([database, list]) => [database, list.filter(({ kind }) => kind === 'resident').length])
    );
    expect(residents['team-voorstad']).toBeGreaterThanOrEqual(20);
    expect(residents['team-bathmen']).toBeGreaterThanOrEqual(2);
    expect(residents['team-wmo']).toBeGreaterThanOrEqual(2);
  });

  it('would pass the gate for their author', () => {
    for (const [database, list] of all) {
      for (const document of list) {
        const user = DEMO_USERS.find(({ name }) => name === document.author);
        expect(user?.teams.map((team) => `team-${team}`)).toContain(database);
        const writing = { user: { name: document.author, roles: user?.roles ?? [] }, database };
        expect(refusal(document, { ...writing, previous: null }), document._id).toBeNull();
      }
    }
  });

  it('have ids of their own that do not depend on the day', () => {
    const ids = documents.map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...demoDocuments(NOON + 1e9)].flatMap(([, list]) => list.map(({ _id }) => _id))).toEqual(ids);
    expect(ids.every((id) => /^[a-z-]+:[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  });

  it('lie before the moment they are told from, with steps due around it', () => {
    expect(documents.every(({ created }) => Date.parse(created) <= NOON)).toBe(true);
    const due = documents.flatMap((document) => (document.kind === 'step' && document.by ? [document.by] : []));
    expect(due).toContain('2026-11-22');
    expect(due.some((day) => day < '2026-11-22')).toBe(true);
    expect(due.some((day) => day > '2026-11-22')).toBe(true);
  });

  it('point at offer that is on the example map', async () => {
    const map = await readDirectory('demo/sociale-kaart');
    const names = new Map(map.ok ? map.value.entries.map((entry) => [entry._id, entry]) : []);
    const chosen = documents.flatMap((document) =>
      document.kind === 'step' && document.entry ? [document.entry] : []
    );
    expect(chosen.length).toBeGreaterThan(10);
    for (const { id, name } of chosen) expect(names.get(id)).toMatchObject({ kind: 'service', name });
  });

  it('hold no word that the product avoids', () => {
    const texts = documents.filter(({ kind }) => kind !== 'step').map((document) => JSON.stringify(document));
    expect(texts.filter((text) => /cliënt|synchroni|cache/i.test(text))).toEqual([]);
  });
});
