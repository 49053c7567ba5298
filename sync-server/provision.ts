import {
  CURATION_DATABASE,
  databaseKind,
  databasesOf,
  MAP_DATABASE,
  zoneDatabase
} from '#lib/roles/databases.ts';
import type { User } from '#lib/roles/user.ts';
import { ACCOUNTS_DATABASE } from './log-in/accounts.ts';
import { AUDIT_DATABASE } from './audit/audit.ts';
import { ensureRules } from './behind-the-gate/design-document.ts';
import { listDatabases } from './database.ts';
import { LEFT_DATABASE } from './left-work/left-work.ts';
import { MISSED_DATABASE } from './missed.ts';
import type { Engine } from './engines/engine.ts';
import { ensureDatabase } from './engines/provision.ts';

const closed = { names: [], roles: ['_admin'] };

/** What the server keeps for itself: no user ever opens it. */
export const SERVER_DATABASES: readonly string[] = [
  ACCOUNTS_DATABASE,
  AUDIT_DATABASE,
  MISSED_DATABASE,
  LEFT_DATABASE
];

/**
 * What the server keeps for itself, the map, and the desk of its curators: work is laid there before there is one. What
 * there is already of others gets the rules of this version.
 */
export async function provisionServer(engine: Engine): Promise<void> {
  for (const name of SERVER_DATABASES)
    await ensureDatabase(engine, name, { admins: closed, members: closed });
  const there = (await listDatabases(engine)).filter((name) => databaseKind(name) !== null);
  await provision(engine, [...new Set([MAP_DATABASE, CURATION_DATABASE, ...there])]);
}

/**
 * Every database that one of these users may open, but for those of groups, which are made when a group begins a list;
 * each is a role that only its users have.
 */
export const provisionUsers = (engine: Engine, users: readonly User[]): Promise<void> =>
  provision(engine, [
    ...new Set(users.flatMap((user) => databasesOf(user).filter((name) => databaseKind(name) !== 'group')))
  ]);

/** The database of a group that keeps a list; where it is there, nothing happens. */
export const provisionGroup = (engine: Engine, database: string): Promise<void> =>
  provision(engine, [database]);

/** The database of a zone in which nobody has an account yet; where it is there, nothing happens. */
export const provisionZone = (engine: Engine, zone: string): Promise<void> =>
  provision(engine, [zoneDatabase(zone)]);

/** The database of a screen in a public place: nobody's but the server's. Where it is there, nothing happens. */
export async function provisionKiosk(engine: Engine, database: string): Promise<void> {
  await ensureDatabase(engine, database, { admins: closed, members: closed });
}

async function provision(engine: Engine, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      await ensureDatabase(engine, name, { admins: closed, members: { names: [], roles: [name] } });
      // The embedded engine has the rules of itself.
      if (engine.kind === 'couchdb') await ensureRules(engine, name);
    })
  );
}
