import idb from 'pouchdb-adapter-idb';
import { pouchWith, type Pouch } from './pouch.ts';

/** PouchDB on the browser's IndexedDB. */
export const browserPouch = (): Pouch => pouchWith(idb);
