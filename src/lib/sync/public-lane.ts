import type { Clock, LastContact } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';
import type { MapChange, MapStore } from '../db/map-store.ts';

/**
 * How a round of the public lane ended. `unreachable` covers no network, a server in trouble and a captive portal that
 * answers in its own words: the map on this device is as it was.
 */
export type PublicRound = 'new-map' | 'changed' | 'unchanged' | 'unreachable';

export interface PublicLane {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly store: MapStore;
  readonly clock: Clock;
}

interface ChangesPage {
  readonly sequence: string;
  readonly changes: readonly MapChange[];
  readonly pending: number;
}

/** Documents written together: large enough to be quick, small enough for the memory of a cheap phone. */
const BATCH = 5000;

/** The server's answer cannot be used now; a later round tries again. */
class Unreachable extends Error {}

/** Brings the map on this device up to date: a snapshot when there is none, else the changes since the last round. */
export async function refreshMap(lane: PublicLane, signal: AbortSignal): Promise<PublicRound> {
  try {
    const state = await lane.store.state();
    const changed = state ? await takeChanges(lane, state.sequence, signal) : 'no-longer-known';
    if (changed !== 'no-longer-known') return changed;
    await takeSnapshot(lane, signal);
    return 'new-map';
  } catch (error) {
    if (error instanceof Unreachable || signal.aborted) return 'unreachable';
    throw error;
  }
}

async function takeChanges(
  lane: PublicLane,
  since: string,
  signal: AbortSignal
): Promise<'changed' | 'unchanged' | 'no-longer-known'> {
  let sequence = since;
  let seen = 0;
  for (;;) {
    const asked = await ask(lane, `/kaart/changes?since=${encodeURIComponent(sequence)}`, signal);
    const { response, contact } = asked;
    if (response.status === 410) return 'no-longer-known';
    const page = await changesPage(response);
    await lane.store.apply(page.changes, { sequence: page.sequence, ...contact });
    seen += page.changes.length;
    // A page that brings nothing and promises more would be asked for without end.
    if (page.pending === 0 || page.sequence === sequence) return seen > 0 ? 'changed' : 'unchanged';
    sequence = page.sequence;
  }
}

async function takeSnapshot(lane: PublicLane, signal: AbortSignal): Promise<void> {
  const { response, contact } = await ask(lane, '/kaart/snapshot', signal);
  if (!response.ok || !response.body || isPage(response)) throw new Unreachable('no snapshot');
  const lines = documentLines(response.body);
  const first = await lines.next();
  const about = first.done ? null : snapshotHead(first.value[0] ?? '');
  if (!about) throw new Unreachable('the answer is no snapshot');

  const writer = await lane.store.replace();
  let count = 0;
  let batch: string[] = first.value?.slice(1) ?? [];
  for await (const more of lines) {
    batch = batch.length === 0 ? more : batch.concat(more);
    if (batch.length < BATCH) continue;
    count += batch.length;
    await writer.write(parse(batch));
    batch = [];
  }
  await writer.write(parse(batch));
  if (count + batch.length !== about.count) throw new Unreachable('the snapshot was cut short');
  signal.throwIfAborted();
  await writer.activate({ sequence: about.sequence, ...contact });
}

async function ask(
  lane: PublicLane,
  address: string,
  signal: AbortSignal
): Promise<{ response: Response; contact: LastContact }> {
  try {
    const response = await lane.fetch(address, {
      signal,
      headers: { accept: 'application/json, application/x-ndjson' }
    });
    return { response, contact: contactAt(lane.clock(), response) };
  } catch (cause) {
    throw new Unreachable('no answer', { cause });
  }
}

/** What an answer tells of the server's clock. One that says no time is taken to agree. */
function contactAt(checked: number, response: Response): LastContact {
  const server = Date.parse(response.headers.get('date') ?? '');
  return { checked, ahead: Number.isNaN(server) ? 0 : server - checked };
}

const isPage = (response: Response) => response.headers.get('content-type')?.includes('html') ?? false;

/** Whole lines of NDJSON as they arrive, without the empty ones. Read by hand: Safari's streams cannot be iterated. */
async function* documentLines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string[]> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value: text } = await reader.read().catch((cause: unknown) => {
        throw new Unreachable('the connection broke', { cause });
      });
      if (done) break;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } finally {
    // Whoever stops half-way wants no more bytes; a stream that broke refuses to be ended, and has ended.
    reader.cancel().catch(() => undefined);
  }
  if (rest.trim() !== '') yield [rest];
}

/** One parse of a whole batch is quicker than one for each line. */
function parse(lines: readonly string[]): AnyDocument[] {
  try {
    return JSON.parse(`[${lines.filter((line) => line !== '').join(',')}]`) as AnyDocument[];
  } catch (cause) {
    throw new Unreachable('the snapshot is damaged', { cause });
  }
}

function snapshotHead(line: string): { sequence: string; count: number } | null {
  try {
    const head: unknown = JSON.parse(line);
    if (typeof head !== 'object' || head === null || !('sequence' in head) || !('count' in head)) return null;
    return typeof head.count === 'number' ? { sequence: String(head.sequence), count: head.count } : null;
  } catch {
    return null;
  }
}

async function changesPage(response: Response): Promise<ChangesPage> {
  if (!response.ok || isPage(response)) throw new Unreachable('no changes');
  try {
    const page: unknown = await response.json();
    if (typeof page === 'object' && page !== null && 'changes' in page && Array.isArray(page.changes)) {
      const { sequence, pending } = page as ChangesPage;
      return { sequence: String(sequence), changes: page.changes as MapChange[], pending };
    }
  } catch (cause) {
    throw new Unreachable('the answer cannot be read', { cause });
  }
  throw new Unreachable('the answer is no page of changes');
}
