import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

/** PouchDB's constructor with replication over HTTP; where local databases live is the adapter's business. */
export type Pouch = PouchDB.Static;

// There is one constructor for everybody who imports it, and it takes replication once.
PouchDB.plugin(http).plugin(replication);
// PouchDB puts `_pouch_` before every name.
Object.assign(PouchDB, { prefix: '' });

/**
 * A constructor whose local databases live in the adapter of that name, under the very names they are given. Left to
 * itself, PouchDB takes whichever adapter it was told of first, by whoever else imports it.
 */
export const pouchWith = (adapter: PouchDB.Plugin, name: string): Pouch =>
  PouchDB.plugin(adapter).defaults({ adapter: name });
