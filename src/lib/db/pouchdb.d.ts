/**
 * The part of PouchDB 9 that is used here. The packages of DefinitelyTyped declare a global `Buffer` that contradicts
 * Node's, which breaks every file that touches one.
 */
declare namespace PouchDB {
  interface Plugin {
    (constructor: Static): void;
  }

  interface Static {
    new <Content extends object = object>(name: string, options?: DatabaseOptions): Database<Content>;
    plugin(plugin: Plugin): Static;
    defaults(options: DatabaseOptions): Static;
  }

  interface DatabaseOptions {
    adapter?: string;
    revs_limit?: number;
    skip_setup?: boolean;
    auto_compaction?: boolean;
    fetch?: (address: string | Request, options?: RequestInit) => Promise<Response>;
  }

  type Existing<Content> = Content & {
    _id: string;
    _rev: string;
    _deleted?: boolean;
    _conflicts?: string[];
    _revisions?: { start: number; ids: string[] };
  };
  type Writable<Content> = Content & {
    _id: string;
    _rev?: string;
    _deleted?: boolean;
    _revisions?: { start: number; ids: readonly string[] };
  };

  /** What became of one document of a `bulkDocs`. */
  type Answer =
    | { ok: true; id: string; rev: string; error?: undefined }
    | { id: string; rev?: string; error: string | true; status: number; name: string; reason?: string };

  interface ChangesOptions {
    since?: number | string;
    limit?: number;
    include_docs?: boolean;
    conflicts?: boolean;
    return_docs?: boolean;
  }
  interface Change<Content> {
    id: string;
    seq: number | string;
    deleted?: boolean;
    doc?: Existing<Content>;
  }
  interface Changes<Content> extends Promise<{ results: Change<Content>[]; last_seq: number | string }> {
    cancel(): void;
  }

  interface BulkGetRequest {
    docs: { id: string; rev?: string }[];
    revs?: boolean;
    latest?: boolean;
  }
  interface BulkGetAnswer {
    results: { id: string; docs: ({ ok: Existing<object> } | { error: object } | { missing: string })[] }[];
  }

  interface ReplicateOptions {
    batch_size?: number;
    batches_limit?: number;
    retry?: boolean;
    selector?: Record<string, unknown>;
  }
  interface ReplicationResult {
    ok: boolean;
    docs_read: number;
    docs_written: number;
    doc_write_failures: number;
    last_seq: number | string;
  }
  interface Replication extends Promise<ReplicationResult> {
    on(event: 'checkpoint', listener: (event: { checkpoint?: number | string }) => void): this;
    on(event: 'change', listener: (result: ReplicationResult) => void): this;
    cancel(): void;
  }

  interface Database<Content extends object = object> {
    readonly name: string;
    bulkDocs(
      documents: Writable<Content>[] | { docs: Writable<Content>[]; new_edits?: boolean },
      options?: { new_edits?: boolean }
    ): Promise<Answer[]>;
    bulkGet(request: BulkGetRequest): Promise<BulkGetAnswer>;
    changes(options: ChangesOptions): Changes<Content>;
    get<Wanted extends object = Content>(
      id: string,
      options?: { rev?: string; revs?: boolean; conflicts?: boolean }
    ): Promise<Existing<Wanted>>;
    put<Given extends object = Content>(
      document: Writable<Given>
    ): Promise<{ ok: true; id: string; rev: string }>;
    info(): Promise<{ doc_count: number; update_seq: number | string }>;
    id(): Promise<string>;
    close(): Promise<void>;
    /** Lets go of the content of revisions that stand no longer. */
    compact(): Promise<object>;
    destroy(): Promise<void>;
    setMaxListeners(count: number): this;
    replicate: {
      to(target: Database<Content>, options: ReplicateOptions): Replication;
      from(source: Database<Content>, options: ReplicateOptions): Replication;
    };
  }
}

declare module 'pouchdb-core' {
  const PouchDB: PouchDB.Static;
  export default PouchDB;
}
declare module 'pouchdb-adapter-http' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}
declare module 'pouchdb-adapter-idb' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}
declare module 'pouchdb-adapter-memory' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}
declare module 'pouchdb-replication' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}
