import { CONFIRM_EVERY } from '#lib/agenda/upkeep/apply-change.ts';
import { dutchDay, type Clock } from '#lib/core/clock.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import type { Accounts } from '../log-in/accounts.ts';
import { openDatabase, type Database } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { applyToMap } from '../imports/apply-to-map.ts';
import type { MapEntry } from '../imports/map-document.ts';
import { readDirectory } from '../imports/read-directory.ts';
import { provisionUsers } from '../provision.ts';
import { DEMO_PASSWORD, DEMO_USERS } from './accounts.ts';
import { CONFIRM_WITHIN } from './activities.ts';
import { demoAttendance } from './attendance.ts';
import { demoDocuments } from './documents.ts';

export const DEMO_MARK = '_local/demo';

export interface FillDependencies {
  readonly engine: Engine;
  readonly accounts: Accounts;
  /** The database of accounts, where it is noted how far the filling has come. */
  readonly database: Database;
  readonly clock: Clock;
  /** The example municipality's map, as files. */
  readonly folder: string;
}

/**
 * Fills an empty installation with the example municipality. One that was cut short goes on at the next start: every
 * id is fixed, and the moment that the histories are told from is kept.
 */
export async function fillWithDemo(dependencies: FillDependencies): Promise<'filled' | 'left-alone'> {
  const { engine, accounts, database, clock, folder } = dependencies;
  const mark = await database.get(DEMO_MARK);
  const begun = typeof mark?.['begun'] === 'number' ? mark['begun'] : null;
  if (mark?.['done'] === true || (begun === null && (await accounts.list()).length > 0)) return 'left-alone';
  const moment = begun ?? clock();
  if (begun === null) await database.put({ _id: DEMO_MARK, begun: moment, done: false });

  await fillMap(engine, folder, moment);
  await provisionUsers(engine, DEMO_USERS);
  for (const [name, documents] of [...demoDocuments(moment), ...demoAttendance(moment)])
    await add(openDatabase(engine, name), documents);
  await Promise.all(DEMO_USERS.map((user) => accounts.create(user, DEMO_PASSWORD, { demo: true })));

  const current = await database.get(DEMO_MARK);
  await database.put({ ...current, _id: DEMO_MARK, begun: moment, done: true });
  return 'filled';
}

async function fillMap(engine: Engine, folder: string, moment: number): Promise<void> {
  const outcome = await readDirectory(folder);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const entries = outcome.value.entries.map((entry) => confirmed(entry, dutchDay(moment)));
  await applyToMap(engine, entries, moment);
}

/** Some activities were confirmed so long ago that somebody is asked again. */
function confirmed(entry: MapEntry, today: string): MapEntry {
  const within = entry.kind === 'activity' ? CONFIRM_WITHIN.get(entry._id) : undefined;
  if (entry.kind !== 'activity' || within === undefined) return entry;
  const confirmBy = addDays(today, within);
  return { ...entry, confirmBy, verifiedOn: addDays(confirmBy, -CONFIRM_EVERY) };
}

async function add(database: Database, documents: readonly object[]): Promise<void> {
  const outcomes = await database.write(documents);
  const failed = outcomes.find(({ error }) => error !== undefined && error !== 'conflict');
  if (failed) throw new Error(`The engine refused ${failed.id} of the example data: ${failed.error}.`);
}
