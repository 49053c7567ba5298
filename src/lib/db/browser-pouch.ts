import idb from 'pouchdb-adapter-idb';
import { pouchWith, type Pouch } from './pouch.ts';

/** What PouchDB leaves behind while it is loaded, to see whether there is a local storage. */
const LEFTOVER = '_pouch_check_localstorage';

/** PouchDB on the browser's IndexedDB. Takes away what its loading left in the local storage. */
export function browserPouch(localStorage: Storage): Pouch {
  localStorage.removeItem(LEFTOVER);
  return pouchWith(idb, 'idb');
}
