import type { Pouch } from './pouch.ts';
import type { SealedDatabase } from './sealed-database.ts';

/** A database on the server, as replication meets it. */
export type RemoteDatabase = PouchDB.Database<{ sealed: string }>;

export type Fetch = (address: string | Request, init?: RequestInit) => Promise<Response>;

/** A revision that the server would not take. */
export interface Refused {
  readonly id: string;
  readonly rev: string;
  readonly reason: string;
}

export interface PushOptions {
  readonly batchSize: number;
  /** Everything up to this place in the order of writing has been answered for. */
  onSent(seq: number): Promise<void>;
}

/** Failures of the server that say nothing about the document: the batch is tried again. */
const TRANSIENT = new Set(['internal_server_error', 'unknown_error', 'unavailable', 'timeout']);

const TOO_LARGE = 'Dit is te groot om te verzenden. Verdeel de tekst over meer gesprekken.';

/**
 * A database on the server. `onRefused` is awaited before the replicator hears of a refusal, and so before it moves on
 * for good: a refused document is put aside first.
 */
export function remoteDatabase(
  constructor: Pouch,
  address: string,
  fetch: Fetch,
  onRefused: (refused: Refused) => Promise<void>
): RemoteDatabase {
  const remote = new constructor<{ sealed: string }>(address, { adapter: 'http', skip_setup: true, fetch });
  const write = remote.bulkDocs.bind(remote);
  type Documents = PouchDB.Writable<{ sealed: string }>[];

  /** One request; if that is too large for the server, halves, until the one document that is too large is alone. */
  async function send(docs: Documents): Promise<PouchDB.Answer[]> {
    try {
      return await write({ docs, new_edits: false });
    } catch (cause) {
      if (!isTooLarge(cause)) throw cause;
      const [only] = docs;
      if (docs.length === 1 && only) {
        return [{ id: only._id, error: 'forbidden', name: 'forbidden', status: 403, reason: TOO_LARGE }];
      }
      const half = Math.ceil(docs.length / 2);
      return [...(await send(docs.slice(0, half))), ...(await send(docs.slice(half)))];
    }
  }

  Object.assign(remote, {
    // The server names no id of its own, and asking would fetch the app's first page.
    id: () => Promise.resolve(address),
    // Only for a progress figure that nobody reads; a failed request for it would be nobody's either.
    info: () => Promise.resolve({ db_name: address, doc_count: 0, update_seq: 0 }),
    bulkDocs: async ({ docs }: { docs: Documents }) => {
      const answers = await send(docs);
      for (const answer of answers) {
        if (!answer.error || TRANSIENT.has(answer.name)) continue;
        const reason = answer.reason ?? 'De server wil dit niet aannemen.';
        const rev = answer.rev ?? docs.find(({ _id }) => _id === answer.id)?._rev ?? '';
        await onRefused({ id: answer.id, rev, reason });
        // Any other name makes the replicator drop the whole batch, and try it again for ever.
        answer.name = 'forbidden';
      }
      return answers;
    }
  });
  return remote;
}

/** Sends what was written on this device since the last time. Rejects when the connection or the server fails. */
export async function push(
  local: SealedDatabase,
  remote: RemoteDatabase,
  { batchSize, onSent }: PushOptions
): Promise<void> {
  let noted: Promise<void> = Promise.resolve();
  const note = (seq: number | string | undefined) => {
    if (seq !== undefined) noted = noted.then(() => onSent(Number(seq)));
  };
  const { last_seq: last } = await local.pouch.replicate
    .to(remote, { batch_size: batchSize, retry: false, selector: { here: true } })
    .on('checkpoint', ({ checkpoint }) => note(checkpoint));
  note(last);
  await noted;
}

/** Receives what is new on the server; answers how many documents, and the server's place to go on from. */
export async function pull(
  local: SealedDatabase,
  remote: RemoteDatabase,
  { batchSize, onReceived }: { readonly batchSize: number; onReceived(): void }
): Promise<{ received: number; since: string }> {
  const result = await local.pouch.replicate
    .from(remote, { batch_size: batchSize, retry: false })
    .on('change', onReceived);
  return { received: result.docs_written, since: String(result.last_seq) };
}

const isTooLarge = (cause: unknown): boolean =>
  cause instanceof Object && 'status' in cause && cause.status === 413;
