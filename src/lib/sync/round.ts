import type { Pouch } from '../db/pouch.ts';
import type { Refusals } from '../db/refusals.ts';
import { pull, push, remoteDatabase, type Refused, type RemoteDatabase } from '../db/replication.ts';
import type { SealedRecords } from '../db/sealed-records.ts';
import { databaseKind } from '../roles/databases.ts';
import type { SessionAnswer } from '../roles/user.ts';
import { LinkTrouble, type Place, type ServerLink } from './server-link.ts';
import type { SyncPhase } from './sync-state.ts';

export interface RoundOptions {
  readonly pouch: Pouch;
  readonly records: SealedRecords;
  readonly refusals: Refusals;
  readonly link: ServerLink;
  /** User name of whose work this is. */
  readonly user: string;
  /** Told of every answer to who is signed in; opens the databases that are new. */
  onSession(session: SessionAnswer): Promise<void>;
  onPhase(phase: SyncPhase): void;
  /** Told of a team that the user left, once its lead has what was not sent. */
  onHandedIn(database: string): void;
}

/** How a round ended. `place` is from where to wait for news. */
export type RoundOutcome =
  | { kind: 'done'; received: number; place: Place; waitingForCourier: boolean }
  | { kind: 'no-connection' | 'signed-out' };

/** Why nothing goes to a database that the server does not open to the user any more. */
export const BARRED =
  'Je hebt geen toegang meer tot deze gegevens. Wat je nog niet had verzonden, staat nog op dit toestel.';

/** Documents in one request; fewer after a request that took too long. */
const BATCH = 500;
const SMALLEST_BATCH = 10;

/** Rounds of closing conflicts that came with what was received, before the rest waits for the next time. */
const MOST_REPEATS = 3;

/** Sends and receives everything once, database by database. */
export class Rounds {
  readonly #options: RoundOptions;
  readonly #remotes = new Map<string, RemoteDatabase>();
  /** Databases that were sent to since the start; from then on only when there is something to send. */
  readonly #pushed = new Set<string>();
  #batch = BATCH;

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  async run(): Promise<RoundOutcome> {
    const { link, records, user, onSession, onPhase } = this.#options;
    onPhase('connecting');
    link.begin();
    try {
      const session = await link.session();
      // On a shared device a colleague may be the one who is signed in: nothing of ours goes out under their name.
      if (session.user !== user) return { kind: 'signed-out' };
      await onSession(session);
      const since = new Map<string, string>();
      let received = 0;
      for (const name of records.names()) {
        if (!session.databases.includes(name)) {
          await this.#handIn(name);
          continue;
        }
        records.bar(name, null);
        const outcome = await this.#exchange(name);
        if (!outcome) continue;
        since.set(name, outcome.since);
        received += outcome.received;
      }
      this.#batch = Math.min(BATCH, this.#batch * 2);
      await this.#forgetSettled();
      const place = { open: session.databases, since };
      return { kind: 'done', received, place, waitingForCourier: records.count().sent > 0 };
    } catch (cause) {
      const trouble = cause instanceof LinkTrouble ? cause.trouble : link.trouble();
      // Without trouble on the way it is a fault of ours, and must not look like a bad connection.
      if (trouble === null) throw cause;
      if (trouble === 'signed-out') return { kind: 'signed-out' };
      this.#batch = Math.max(SMALLEST_BATCH, Math.floor(this.#batch / 4));
      return { kind: 'no-connection' };
    }
  }

  /** Sends, receives, and sends again while receiving led to merges. Answers null when the server bars the database. */
  async #exchange(name: string): Promise<{ received: number; since: string } | null> {
    const { records, onPhase, link } = this.#options;
    let received = 0;
    link.begin();
    try {
      for (let turn = 0; ; turn++) {
        await records.settled();
        if (!this.#pushed.has(name) || records.count(name).device > 0) {
          onPhase('sending');
          await this.#push(name);
          this.#pushed.add(name);
        }
        onPhase('receiving');
        const got = await pull(records.database(name), this.#remote(name), {
          batchSize: this.#batch,
          onReceived: () => records.catchUp(name)
        });
        received += got.received;
        await records.settled();
        if (records.count(name).device === 0 || turn === MOST_REPEATS) {
          await this.#askCourier(name);
          return { received, since: got.since };
        }
      }
    } catch (cause) {
      if (link.trouble() !== 'forbidden') throw cause;
      records.bar(name, BARRED);
      return null;
    }
  }

  async #push(name: string, remote = this.#remote(name)): Promise<void> {
    const { records } = this.#options;
    const onSent = (sent: number) => records.raiseMarks(name, { sent });
    await push(records.database(name), remote, { batchSize: this.#batch, onSent });
  }

  /** Gives what was not sent to the lead of a team that the user left; where that cannot be, it stays. */
  async #handIn(name: string): Promise<void> {
    const { records, refusals, link, onPhase, onHandedIn } = this.#options;
    records.bar(name, BARRED);
    await records.settled();
    if (databaseKind(name) !== 'team' || records.unsent(name) === 0) return;
    link.begin();
    try {
      onPhase('sending');
      const refusedBefore = refusals.all().filter(({ database }) => database === name);
      const refusedNow = new Set<string>();
      await this.#push(
        name,
        this.#remoteAt(name, link.leftAddress(name), ({ id, rev }) => refusedNow.add(`${id} ${rev}`))
      );
      // What the team did not take its lead may have.
      for (const refusal of refusedBefore)
        if (!refusedNow.has(`${refusal.id} ${refusal.rev}`)) await refusals.remove(refusal);
      const { sent } = await records.database(name).marks();
      await records.raiseMarks(name, { processed: sent });
      onHandedIn(name);
    } catch (cause) {
      if (link.trouble() !== 'forbidden') throw cause;
    }
  }

  /** Lets go of refusals of revisions that a later one has replaced. */
  async #forgetSettled(): Promise<void> {
    const { records, refusals } = this.#options;
    for (const refusal of refusals.all()) {
      const record = records.get(refusal.id);
      if (record && record.document._rev !== refusal.rev) await refusals.remove(refusal);
    }
  }

  /** What was acknowledged before the question counts as processed after a yes. */
  async #askCourier(name: string): Promise<void> {
    const { records, link } = this.#options;
    if (records.count(name).sent === 0) return;
    const { sent } = await records.database(name).marks();
    if (await link.courier(name)) await records.raiseMarks(name, { processed: sent });
  }

  #remote(name: string): RemoteDatabase {
    const known = this.#remotes.get(name);
    if (known) return known;
    const remote = this.#remoteAt(name, this.#options.link.address(name));
    this.#remotes.set(name, remote);
    return remote;
  }

  #remoteAt(name: string, address: string, onRefused: (refused: Refused) => void = () => undefined) {
    const { pouch, link, refusals, user } = this.#options;
    return remoteDatabase(pouch, address, link.fetch, async (refused) => {
      // A colleague who signed in since the round began: their refusal is no word on our work.
      if ((await link.session()).user !== user) throw link.fail('signed-out');
      onRefused(refused);
      await refusals.add({ database: name, ...refused });
    });
  }
}
