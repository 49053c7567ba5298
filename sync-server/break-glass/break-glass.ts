import { randomUUID } from 'node:crypto';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentId, kindOf, type AnyDocument } from '#lib/core/document.ts';
import { REFERRAL_SCHEMAS } from '#lib/referrals/referral-book.ts';
import { asRecords } from '#lib/rights/ended-files.ts';
import { everythingAbout } from '#lib/rights/file-rights.ts';
import { teamDatabase } from '#lib/roles/databases.ts';
import type { User } from '#lib/roles/user.ts';
import { GlassBroken } from '#lib/visits/glass-broken.ts';
import { plainNumber } from '#lib/visits/resident-contact.ts';
import { nameWords } from '#lib/visits/resident-name.ts';
import type { Resident } from '#lib/visits/resident.ts';
import { readVisits, VISIT_SCHEMAS } from '#lib/visits/visit-book.ts';
import { listDatabases, openDatabase, type Database } from '../database.ts';
import { SERVER, type Engine } from '../engines/engine.ts';

/** Milliseconds for which a file of another team may be read. */
export const GLASS_BROKEN_FOR = 3 * 60 * 60_000;

/** Whose file is asked for: told by what only who knows the resident can tell, so that nobody goes through a team's list. */
export interface AskedFile {
  readonly team: string;
  readonly name: string;
  /** The year of birth, or a telephone number, as it stands on the card. */
  readonly known: string;
  readonly reason: string;
}

/** That somebody may read one file of another team, until a moment in UTC. */
export interface Grant {
  readonly id: string;
  readonly team: string;
  readonly until: string;
}

export interface BreakGlass {
  /**
   * Opens a file for three hours, once that is in the audit trail and on the file; null when there is not exactly one
   * resident who fits. Either way the trail tells of it.
   */
  open(asked: AskedFile, by: User): Promise<Grant | null>;
  /** Notes that somebody asked who may not. */
  refused(team: string, user: string): Promise<void>;
  /** What a user may read now. */
  running(user: string): Promise<readonly Grant[]>;
  /** The documents of the file that a grant is for; null when it is not that user's, or over. */
  read(team: string, id: string, user: string): Promise<readonly AnyDocument[] | null>;
}

export interface BreakGlassDependencies {
  readonly engine: Engine;
  /** The audit trail. */
  readonly trail: Database;
  readonly clock: Clock;
}

export function createBreakGlass({ engine, trail, clock }: BreakGlassDependencies): BreakGlass {
  const made = () => ({
    schema: 1 as const,
    author: SERVER.name,
    device: 'server',
    created: isoMoment(clock())
  });

  /** No name, and no reason: those stay on the file, and go with it. */
  async function note(
    who: string,
    outcome: 'opened' | 'not-found' | 'refused' | 'read',
    team: string,
    grant: { readonly id: string; readonly until: string } | null
  ): Promise<void> {
    const fact = { ...made(), kind: 'break-glass', who, outcome, team, grant };
    if (!(await trail.put({ ...fact, _id: `${prefixOf(who)}${fact.created}:${randomUUID()}` })))
      throw new Error('The audit trail refused that a file was opened.');
  }

  const databaseOf = async (team: string): Promise<Database | null> =>
    (await listDatabases(engine)).includes(teamDatabase(team))
      ? openDatabase(engine, teamDatabase(team))
      : null;

  return {
    async open({ team, name, known, reason }, by) {
      const database = await databaseOf(team);
      const resident = database && findResident(await allOf(database), name, known);
      if (!resident) {
        await note(by.name, 'not-found', team, null);
        return null;
      }
      const fact: GlassBroken = {
        ...made(),
        _id: documentId('glass-broken', randomUUID()),
        kind: 'glass-broken',
        resident,
        by: by.name,
        byName: by.displayName,
        teams: [...by.teams],
        reason: reason.trim(),
        until: isoMoment(clock() + GLASS_BROKEN_FOR)
      };
      const grant = { id: fact._id, until: fact.until };
      // The trail first: a file that was opened without a word of it is worse than a word too many.
      await note(by.name, 'opened', team, grant);
      if (!(await database.put(fact))) throw new Error('The team could not be told that a file was opened.');
      return { ...grant, team };
    },
    refused: (team, user) => note(user, 'refused', team, null),
    async running(user) {
      const facts = await trail.startingWith(prefixOf(user));
      return facts
        .filter(({ outcome }) => outcome === 'opened')
        .map(({ team, grant }) => ({ team: String(team), ...(grant as Omit<Grant, 'team'>) }))
        .filter(({ until }) => Date.parse(until) > clock());
    },
    async read(team, id, user) {
      const database = await databaseOf(team);
      const grant = GlassBroken.safeParse(await database?.get(id));
      if (!database || !grant.success || grant.data.by !== user) return null;
      if (Date.parse(grant.data.until) <= clock()) return null;
      const { until, resident } = grant.data;
      await note(user, 'read', team, { id, until });
      const all = await allOf(database);
      const { residentOf } = readVisits(asRecords(database.name, all));
      return everythingAbout(all, residentOf(resident), residentOf).filter(({ _id }) =>
        READ_KINDS.has(kindOf(_id))
      );
    }
  };
}

const prefixOf = (user: string): string => `break-glass:${user}:`;

/** What is read of a file: what happened with the resident, and not who looked or what a team made of it. */
const READ_KINDS: ReadonlySet<string> = new Set(
  [...Object.keys(VISIT_SCHEMAS), ...Object.keys(REFERRAL_SCHEMAS)].filter((kind) => kind !== 'glass-broken')
);

const allOf = async (database: Database): Promise<AnyDocument[]> =>
  (await database.startingWith('')) as unknown as AnyDocument[];

/** The id of the one resident who fits; null for none, and for more than one. */
function findResident(all: readonly AnyDocument[], name: string, known: string): string | null {
  const book = readVisits(asRecords('', all));
  const cards = [...book.residents.values(), ...[...book.merged.values()].flat()];
  const fitting = cards.filter(({ document }) => fits(document, name, known.trim()));
  const [only, ...others] = new Set(fitting.map(({ document }) => book.residentOf(document._id)));
  return only !== undefined && others.length === 0 ? only : null;
}

function fits(card: Resident, name: string, known: string): boolean {
  if (telling(card.name) !== telling(name)) return false;
  if (/^\d{4}$/.test(known)) return card.birthYear === Number(known);
  const number = plainNumber(known);
  return number !== null && number === plainNumber(card.contact);
}

/** The words of a name that tell people apart, in whatever order they were written. */
const telling = (name: string): string => nameWords(name).sort().join(' ');
