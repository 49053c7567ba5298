import { createRequire } from 'node:module';
import type { JsonObject } from '../body.ts';
import type { History } from './revisions.ts';

export type Stored = JsonObject & {
  readonly _id: string;
  readonly _rev: string;
  readonly _deleted?: true;
  readonly _conflicts?: readonly string[];
  readonly _revisions?: History;
};

export interface ReadOptions {
  rev?: string;
  revs?: boolean;
  revs_info?: boolean;
  conflicts?: boolean;
}

export interface ListOptions {
  keys?: readonly string[];
  startkey?: string;
  endkey?: string;
  inclusive_end?: boolean;
  limit?: number;
  skip?: number;
  descending?: boolean;
  include_docs?: boolean;
  conflicts?: boolean;
}

export interface Change {
  readonly id: string;
  readonly seq: number;
  readonly changes: readonly { rev: string }[];
  readonly deleted?: true;
  /** The winning revision. */
  readonly doc: Stored;
}

export interface ChangesOptions {
  since: number;
  style: 'main_only' | 'all_docs';
  descending: boolean;
  include_docs: true;
  conflicts: boolean;
  limit?: number;
  doc_ids?: readonly string[];
}

export type Written =
  { ok: true; id: string; rev: string } | { error: true; id: string; status: number; message: string };

/** What is used of a PouchDB. Rejections carry a `status` as HTTP has it. */
export interface Store {
  id(): Promise<string>;
  info(): Promise<{ doc_count: number; update_seq: number }>;
  get(id: string, options?: ReadOptions): Promise<Stored>;
  /** All leaf revisions, deleted ones too, each with its history. */
  get(id: string, options: { open_revs: 'all'; revs: true }): Promise<{ ok: Stored }[]>;
  put(document: JsonObject): Promise<{ id: string; rev: string }>;
  allDocs(options: ListOptions): Promise<{ total_rows: number; offset: number; rows: unknown[] }>;
  bulkDocs(documents: JsonObject[], options: { new_edits: boolean }): Promise<Written[]>;
  revsDiff(asked: Record<string, readonly string[]>): Promise<Record<string, { missing: string[] }>>;
  changes(options: ChangesOptions): Promise<{ results: Change[]; last_seq: number }>;
  compact(): Promise<unknown>;
  close(): Promise<void>;
  setMaxListeners(count: number): void;
}

interface PouchConstructor {
  new (folder: string, options: { adapter: 'leveldb'; revs_limit: number }): Store;
  plugin(plugin: unknown): void;
}

// Required, since these packages are CommonJS without types of their own.
const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb-core') as PouchConstructor;
PouchDB.plugin(require('pouchdb-adapter-leveldb'));

/** Opens or makes the leveldb database in a folder; its first use rejects when another process has it open. */
export function openStore(folder: string): Store {
  const store = new PouchDB(folder, { adapter: 'leveldb', revs_limit: 1000 });
  store.setMaxListeners(0);
  return store;
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof Object && 'status' in error && error.status === status;

/** Whether a 404 means that the document was there once. */
export const isDeletion = (error: unknown): boolean =>
  error instanceof Object && 'reason' in error && error.reason === 'deleted';
