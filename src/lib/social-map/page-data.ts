import { mapFor, onDevice } from './map-access.ts';
import { MapUnreachable } from './remote-map-reader.ts';
import type { MapReader } from './map-reader.ts';

/** What a page shows now, or in a moment when it is still being read from this device. */
export type Soon<Value> = Value | Promise<Value>;

/**
 * Reads for a page. From the server it is awaited, so that the first page comes whole; on a device that holds the map the
 * page stands at once and the answer follows.
 */
export async function readSoon<Value>(
  fetch: typeof globalThis.fetch,
  read: (map: MapReader) => Promise<Value>
): Promise<{ soon: Soon<Value> }> {
  if (onDevice())
    return {
      soon: firstView()
        .then(() => mapFor(fetch))
        .then(read)
    };
  try {
    return { soon: await read(await mapFor(fetch)) };
  } catch (error) {
    // Without a connection and without a map the page itself still stands, and says so.
    if (error instanceof MapUnreachable) return { soon: rejected(error) };
    throw error;
  }
}

/** A failure that is shown where the answer would have stood. */
function rejected(error: MapUnreachable): Promise<never> {
  const failure = Promise.reject(error);
  failure.catch(() => undefined);
  return failure;
}

/** Resolves when what is on screen now has been painted. */
const firstView = () => new Promise<void>((painted) => requestAnimationFrame(() => setTimeout(painted)));
