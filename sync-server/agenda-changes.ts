import {
  ActivityChange,
  ChangeToJudge,
  Judgement,
  type ActivityChangeResult
} from '#lib/agenda/upkeep/activity-change.ts';
import { waitsBecause } from '#lib/agenda/upkeep/apply-change.ts';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentId, kindOf, nameOf } from '#lib/core/document.ts';
import {
  CURATION_DATABASE,
  databaseKind,
  MAP_DATABASE,
  zoneDatabase,
  zoneOfDatabase
} from '#lib/roles/databases.ts';
import type { Accounts } from './log-in/accounts.ts';
import type { CourierStep } from './courier.ts';
import { bring, openDatabase } from './database.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { readLedger } from './field-ledger.ts';
import { publishChange, type Outcome } from './publish-change.ts';

/** What the courier needs to publish what the field changed. */
export interface AgendaChanges {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly accounts: Pick<Accounts, 'find'>;
  /** What people read for a user name. */
  readonly displayName: (user: string) => Promise<string>;
}

const LATE = 'Later is al iets anders gepubliceerd. De bibliotheek kijkt ernaar.';
const NOT_PUBLISHED = 'De bibliotheek heeft dit niet gepubliceerd.';

/**
 * Publishes what the field changed in the agenda where its author may, and lays the rest before a curator, whose word it
 * carries out. What became of a change stands in the zone's database, under ids that follow from the change: one for that
 * it waits, one for the end of it. A change that has its end is left alone.
 */
export function agendaChangesStep({ engine, clock, accounts, displayName }: AgendaChanges): CourierStep {
  const map = openDatabase(engine, MAP_DATABASE);
  const desk = openDatabase(engine, CURATION_DATABASE);
  const made = () => ({
    schema: 1 as const,
    author: SERVER.name,
    device: 'server',
    created: isoMoment(clock())
  });

  const endOf = (change: string): string => documentId('activity-change-result', nameOf(change));
  const waitOf = (change: string): string => `${endOf(change)}-wacht`;
  const tell = (zone: string, change: string, outcome: Outcome): Promise<void> =>
    bring(openDatabase(engine, zoneDatabase(zone)), {
      ...made(),
      ...outcome,
      _id: outcome.outcome === 'waits' ? waitOf(change) : endOf(change),
      kind: 'activity-change-result',
      change
    } satisfies ActivityChangeResult);

  async function decide(database: string, change: ActivityChange): Promise<void> {
    const zone = zoneOfDatabase(database);
    const told = await openDatabase(engine, database).getAll([waitOf(change._id), endOf(change._id)]);
    if (told.size > 0) return;
    const id = documentId('change-to-judge', nameOf(change._id));
    // Laid before a curator and cut short: it stays there, whatever its author may do by now.
    const laid = ChangeToJudge.safeParse(await desk.get(id));
    const author = await accounts.find(change.author);
    const outcome: Outcome = laid.success
      ? { outcome: 'waits', reason: laid.data.reason }
      : await publishChange(
          map,
          change,
          clock,
          (activity, late) => waitsBecause(change, activity, zone, author) ?? (late ? LATE : null)
        );
    if (outcome.outcome === 'waits')
      await bring(desk, {
        ...made(),
        _id: id,
        kind: 'change-to-judge',
        zone,
        change,
        authorName: await displayName(change.author),
        reason: outcome.reason
      } satisfies ChangeToJudge);
    await tell(zone, change._id, outcome);
  }

  async function carryOut({ of, verdict, note }: Judgement): Promise<void> {
    const waiting = ChangeToJudge.safeParse(await desk.get(of));
    if (!waiting.success) return;
    const { change, zone } = waiting.data;
    const ended = await openDatabase(engine, zoneDatabase(zone)).get(endOf(change._id));
    if (ended) return;
    // An earlier word that was cut short while it was carried out has been the first.
    const { entries } = await readLedger(map, change.activity);
    const publish = verdict === 'publish' || entries.some((entry) => entry.change === change._id);
    const outcome: Outcome = publish
      ? await publishChange(map, change, clock, () => null)
      : { outcome: 'refused', reason: note.trim() === '' ? NOT_PUBLISHED : note };
    await tell(zone, change._id, outcome);
  }

  return {
    async handle(database, revisions) {
      const kind = databaseKind(database);
      for (const revision of revisions) {
        if (revision['_deleted']) continue;
        if (kind === 'attendance' && kindOf(revision._id) === 'activity-change') {
          const change = ActivityChange.safeParse(revision);
          if (change.success) await decide(database, withoutRevision(change.data));
        }
        if (kind === 'curation' && kindOf(revision._id) === 'judgement') {
          const judgement = Judgement.safeParse(revision);
          if (judgement.success) await carryOut(judgement.data);
        }
      }
    }
  };
}

const withoutRevision = ({ _rev: _, ...change }: ActivityChange): ActivityChange => change;
