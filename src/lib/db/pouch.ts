import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

/** PouchDB's constructor with replication over HTTP; where local databases live is the adapter's business. */
export type Pouch = PouchDB.Static;

/** A constructor whose local databases live in `adapter`, under the very names they are given. */
export function pouchWith(adapter: PouchDB.Plugin): Pouch {
  const constructor = PouchDB.plugin(http).plugin(replication).plugin(adapter);
  // PouchDB puts `_pouch_` before every name.
  Object.assign(constructor, { prefix: '' });
  return constructor;
}
