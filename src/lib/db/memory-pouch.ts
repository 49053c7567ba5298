import memory from 'pouchdb-adapter-memory';
import { pouchWith, type Pouch } from './pouch.ts';

/** PouchDB in this process's memory, for tests and simulated devices: what was written is found again by its name. */
export const memoryPouch = (): Pouch => pouchWith(memory, 'memory');
