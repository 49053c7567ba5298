import type { Handle, HandleServerError } from '@sveltejs/kit';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';

/** While building and in development there is no map in memory; pages then show an empty one. */
const emptyMap = createMemoryMapReader({ version: () => 'empty', documents: () => [] }, () => Date.now());

export const handle: Handle = ({ event, resolve }) => {
  event.locals.map = event.platform?.req.map ?? emptyMap;
  return resolve(event);
};

export const handleError: HandleServerError = ({ error, status }) => {
  if (status === 404) return { message: 'Misschien is het adres veranderd of is er een letter verkeerd.' };
  console.error(error);
  return {
    message: 'Er ging iets mis bij ons. Er is niets verloren. Probeer het over een paar minuten nog eens.'
  };
};
