import type { Handle } from '@sveltejs/kit';
import { createMemoryMapReader } from '#lib/agenda/memory-map-reader.ts';

/** While building and in development there is no map in memory; pages then show an empty one. */
const emptyMap = createMemoryMapReader({ version: () => 'empty', documents: () => [] }, () => Date.now());

export const handle: Handle = ({ event, resolve }) => {
  event.locals.map = event.platform?.req.map ?? emptyMap;
  return resolve(event);
};
