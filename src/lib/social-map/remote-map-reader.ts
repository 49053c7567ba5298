import { MAP_METHODS } from './map-reader.ts';
import type { MapMethod, MapReader } from './map-reader.ts';

/** The server could not be asked; the page says so and what to do. */
export class MapUnreachable extends Error {}

/** Where a question to the map is asked over HTTP: `/antwoord/find?question={…}`. */
export const questionAddress = (method: MapMethod, question: unknown): string =>
  `/antwoord/${method}?question=${encodeURIComponent(JSON.stringify(question))}`;

/** The map as the server reads it, asked over HTTP. */
export function remoteMapReader(fetch: typeof globalThis.fetch): MapReader {
  return readerOver(async (method, question) => {
    const response = await fetch(questionAddress(method, question)).catch((cause: unknown) => {
      throw new MapUnreachable('no answer', { cause });
    });
    if (!response.ok) throw new MapUnreachable(`answer ${response.status}`);
    // A hotel's or a train's network may answer with a page of its own.
    return response.json().catch((cause: unknown) => {
      throw new MapUnreachable('no answer of ours', { cause });
    });
  });
}

/** A reader whose every question is handed to `ask`, which brings back what the same method of another reader answered. */
export function readerOver(ask: (method: MapMethod, question: unknown) => Promise<unknown>): MapReader {
  const methods = MAP_METHODS.map((method) => [method, (question: unknown) => ask(method, question)]);
  return Object.fromEntries(methods) as MapReader;
}
