import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { teamDatabase, teamOf } from '#lib/roles/databases.ts';
import { Role, type User } from '#lib/roles/user.ts';
import { changeFact, type Audit } from '../audit/audit.ts';
import { openDatabase, type Database, type RevsById, type WriteOutcome } from '../database.ts';
import { idOf, refusals, revOf, type Candidate } from '../document-rules.ts';
import { SERVER, type Engine } from '../engines/engine.ts';

/** What waits for a team lead. Only the server opens it. */
export const LEFT_DATABASE = 'left-work';

/** Revisions that one person may have put aside for one team: more than anybody writes without a connection. */
export const MOST_PUT_ASIDE = 2000;

const Piece = z.object({
  ...documentFields,
  kind: z.literal('left-work'),
  schema: z.literal(1),
  team: z.string(),
  /** User name of who wrote it, and what they might do in that team. */
  by: z.string(),
  roles: z.array(Role),
  /** The revision as it came, with its history. */
  document: z.record(z.string(), z.unknown())
});
type Piece = z.infer<typeof Piece>;

/** A revision that waits. */
export interface WaitingPiece {
  readonly id: string;
  readonly by: string;
  /** When it was put aside. */
  readonly since: string;
  readonly document: Candidate;
}

/** What became of pieces: `refused` are those that the rules do not take any more, with the reason. */
export interface Settled {
  readonly done: number;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/** Work that somebody had not sent when they left a team, put aside for its lead. */
export interface LeftWork {
  /** Of revisions by id, those that neither the team has nor were put aside before. */
  missing(database: string, by: User, revs: RevsById): Promise<Record<string, { missing: string[] }>>;
  /** Puts revisions aside that the author might have written in the team; answers those that were refused. */
  putAside(database: string, by: User, documents: readonly Candidate[]): Promise<readonly WriteOutcome[]>;
  waiting(team: string): Promise<readonly WaitingPiece[]>;
  /** Brings pieces to the team as they were written, in their author's name. */
  accept(team: string, ids: readonly string[], lead: string): Promise<Settled>;
  /** Destroys pieces. */
  discard(team: string, ids: readonly string[], lead: string): Promise<Settled>;
}

export interface LeftWorkDependencies {
  readonly engine: Engine;
  readonly audit: Audit;
  /** The audit trail. */
  readonly trail: Database;
  readonly clock: Clock;
  /** Told of a team that got something. */
  readonly onAccepted: (database: string) => void;
}

export function createLeftWork({ engine, audit, trail, clock, onAccepted }: LeftWorkDependencies): LeftWork {
  const store = openDatabase(engine, LEFT_DATABASE);

  /** No word of what was written: that is in the team, or is gone. */
  async function note(
    outcome: 'put-aside' | 'accepted' | 'discarded',
    who: string,
    team: string,
    by: string,
    documents: readonly Candidate[]
  ): Promise<void> {
    const fact = { ...made(), kind: 'left-work', outcome, who, team, by };
    const revisions = documents.map((document) => `${idOf(document)} ${revOf(document)}`);
    const _id = `left-work:${team}:${fact.created}:${randomUUID()}`;
    if (!(await trail.put({ ...fact, _id, revisions })))
      throw new Error('The audit trail refused what became of work that was left.');
  }

  const made = () => ({
    schema: 1 as const,
    author: SERVER.name,
    device: 'server',
    created: isoMoment(clock())
  });

  const read = async (prefix: string) =>
    (await store.startingWith(prefix)).map((stored) => ({ ...Piece.parse(stored), _rev: stored._rev }));

  /** The named pieces of a team, earlier revisions of a document first. */
  async function pieces(team: string, ids: readonly string[]): Promise<(Piece & { _rev: string })[]> {
    const all = await read(prefixOf(team));
    return all
      .filter(({ _id }) => ids.includes(_id))
      .sort((one, other) => generation(one) - generation(other));
  }

  async function remove(settled: readonly { _id: string; _rev: string }[]): Promise<void> {
    await store.write(settled.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
    await store.compact();
  }

  return {
    async missing(database, by, revs) {
      const there = new Set((await read(prefixOf(teamOf(database), by.name))).map(({ _id }) => _id));
      const missing = await openDatabase(engine, database).missing(revs);
      const wanted = [...missing].map(([id, of]): [string, string[]] => [
        id,
        of.filter((rev) => !there.has(pieceId(database, by.name, id, rev)))
      ]);
      return Object.fromEntries(
        wanted.filter(([, of]) => of.length > 0).map(([id, of]) => [id, { missing: of }])
      );
    },

    async putAside(database, by, documents) {
      const team = teamOf(database);
      const before = await read(prefixOf(team, by.name));
      if (before.length + documents.length > MOST_PUT_ASIDE) return documents.map(refusedFor(TOO_MUCH));
      const user = { name: by.name, roles: [...new Set<Role>([...by.roles, 'field-worker'])] };
      const stored = await openDatabase(engine, database).getAll(documents.map(idOf));
      const reasons = refusals(documents, { user, database }, stored);
      const taken = documents.filter((_, place) => reasons[place] === null);
      if (taken.length > 0) await note('put-aside', by.name, team, by.name, taken);
      const outcomes = await store.write(
        taken.map((document): Piece => ({
          ...made(),
          _id: pieceId(database, by.name, idOf(document), revOf(document) ?? ''),
          kind: 'left-work',
          team,
          by: by.name,
          roles: user.roles,
          document: { ...document }
        }))
      );
      // One that is there already was put aside before its answer got lost.
      const failed = outcomes.find(({ error }) => error && error !== 'conflict');
      if (failed) throw new Error(`What was left could not be put aside: ${failed.error}.`);
      return documents.flatMap((document, place) => {
        const reason = reasons[place];
        return reason ? [refusedFor(reason)(document)] : [];
      });
    },

    async waiting(team) {
      return (await read(prefixOf(team))).map(({ _id, by, created, document }) => ({
        id: _id,
        by,
        since: created,
        document
      }));
    },

    async accept(team, ids, lead) {
      const meant = await pieces(team, ids);
      const database = openDatabase(engine, teamDatabase(team));
      const stored = new Map(await database.getAll(meant.map(({ document }) => idOf(document))));
      const refused: { id: string; reason: string }[] = [];
      const done: (Piece & { _rev: string })[] = [];
      // One by one: each is judged by what stands after the one before.
      for (const piece of meant) {
        const { document, by, roles, _id } = piece;
        const user = { name: by, roles };
        const [reason] = refusals([document], { user, database: database.name }, stored);
        const outcome = reason ? null : (await database.graft([document]))[0];
        if (reason || outcome?.error) {
          refused.push({ id: _id, reason: reason ?? outcome?.reason ?? 'De server nam dit niet aan.' });
          continue;
        }
        await audit.add([changeFact(database.name, document, revOf(document) ?? '', by)]);
        await note('accepted', lead, team, by, [document]);
        const now = await database.get(idOf(document));
        if (now) stored.set(now._id, now);
        done.push(piece);
      }
      await remove(done);
      if (done.length > 0) onAccepted(database.name);
      return { done: done.length, refused };
    },

    async discard(team, ids, lead) {
      const meant = await pieces(team, ids);
      for (const { by, document } of meant) await note('discarded', lead, team, by, [document]);
      await remove(meant);
      return { done: meant.length, refused: [] };
    }
  };
}

const TOO_MUCH = 'Er wacht al te veel op de teamleider. Vraag je vroegere teamleider om het na te kijken.';

const refusedFor =
  (reason: string) =>
  (document: Candidate): WriteOutcome => {
    const rev = revOf(document);
    return { id: idOf(document), ...(rev === null ? {} : { rev }), error: 'forbidden', reason };
  };

const generation = ({ document }: Piece): number => Number.parseInt(revOf(document) ?? '0', 10);

const prefixOf = (team: string, by?: string): string => `left:${team}:${by === undefined ? '' : `${by}:`}`;

const pieceId = (database: string, by: string, id: string, rev: string): string =>
  `${prefixOf(teamOf(database), by)}${id}:${rev}`;
