import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_DATABASE } from '../audit/audit.ts';
import { createAccountTrail } from '../log-in/account-trail.ts';
import { ACCOUNTS_DATABASE, createAccounts } from '../log-in/accounts.ts';
import { openDatabase } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { provisionServer } from '../provision.ts';
import { random, temporaryEngine } from '../testing.ts';
import { DEMO_PASSWORD, DEMO_USERS } from './accounts.ts';
import { demoDocuments } from './documents.ts';
import { fillWithDemo } from './fill.ts';

const MORNING = Date.UTC(2026, 10, 22, 9);
const FOLDER = 'demo/sociale-kaart';

let engine: Engine;
let discard: () => Promise<void>;
beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  await provisionServer(engine);
});
afterEach(() => discard());

function partsOn(on: Engine, moment: number) {
  const database = openDatabase(on, ACCOUNTS_DATABASE);
  const clock = () => moment;
  const trail = createAccountTrail(openDatabase(on, AUDIT_DATABASE), clock);
  const accounts = createAccounts({ database, trail, clock, random, demo: true });
  return { engine: on, accounts, database, clock, folder: FOLDER };
}

/** An engine that fails from its `limit`th request on, as one does when the process dies. */
function dyingAfter(limit: number): Engine {
  let left = limit;
  return {
    ...engine,
    as: (identity) => async (request) => {
      if (left-- <= 0) throw new Error('The process died.');
      return engine.as(identity)(request);
    }
  };
}

describe('filling with the example municipality', () => {
  it('goes on where it was cut short, with the days of the first beginning', async () => {
    for (const limit of [3, 6, 9, 14])
      await expect(fillWithDemo(partsOn(dyingAfter(limit), MORNING + limit))).rejects.toThrow();
    const parts = partsOn(engine, MORNING + 1e10);
    expect(await fillWithDemo(parts)).toBe('filled');

    const team = await openDatabase(engine, 'team-voorstad').startingWith('');
    const expected = demoDocuments(MORNING + 3).get('team-voorstad') ?? [];
    const stored = new Map(team.map(({ _id, _rev, ...rest }) => [_id, { first: _rev.startsWith('1-'), rest }]));
    expect(stored.size).toBe(expected.length);
    for (const { _id, ...rest } of expected) expect(stored.get(_id)).toEqual({ first: true, rest });
    expect(await parts.accounts.authenticate('wmo-1', DEMO_PASSWORD)).toMatchObject({ name: 'wmo-1' });
    expect(await parts.accounts.list()).toHaveLength(DEMO_USERS.length);
  });

  it('happens once', async () => {
    expect(await fillWithDemo(partsOn(engine, MORNING))).toBe('filled');
    expect(await fillWithDemo(partsOn(engine, MORNING + 1e10))).toBe('left-alone');
    expect(await openDatabase(engine, 'kaart').startingWith('zone:')).toHaveLength(14);
    const services = await openDatabase(engine, 'kaart').startingWith('service:');
    expect(services.length).toBeGreaterThan(300);
  });

  it('leaves an installation alone that has accounts of its own', async () => {
    const parts = partsOn(engine, MORNING);
    const user = { name: 'baas', displayName: 'Baas', roles: ['administrator' as const], teams: [], zones: [], activities: [] };
    await parts.accounts.create(user, 'een goed wachtwoord', { demo: false });
    expect(await fillWithDemo(parts)).toBe('left-alone');
    expect(await openDatabase(engine, 'kaart').startingWith('')).toEqual([]);
  });
});
