import { createRequire } from 'node:module';
import { SERVER, type Identity } from '#server/engines/engine.ts';
import type { Subject } from './engines.ts';

export interface Replication extends Promise<{
  docs_read: number;
  docs_written: number;
  doc_write_failures: number;
}> {
  on(event: 'denied', listener: (error: { id: string; name: string; reason: string }) => void): this;
  on(event: 'change', listener: () => void): this;
  cancel(): void;
}

/** A document as a device has it. */
export type DeviceDocument = Record<string, unknown> & {
  _id: string;
  _rev?: string;
  _deleted?: boolean;
  _conflicts?: string[];
};

/** The part of PouchDB that the tests use as a device. */
export interface Device {
  put(document: DeviceDocument): Promise<{ rev: string }>;
  remove(id: string, rev: string): Promise<unknown>;
  get(id: string, options?: { conflicts: true }): Promise<DeviceDocument>;
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  allDocs(options?: { include_docs: true }): Promise<{ rows: { id: string; value: { rev: string } }[] }>;
  replicate: {
    to(target: Device, options?: object): Replication;
    from(source: Device, options?: object): Replication;
  };
  close(): Promise<void>;
}

interface Constructor {
  new (name: string, options: object): Device;
  plugin(plugin: unknown): void;
}

// Required, since these packages are CommonJS without types of their own.
const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb-core') as Constructor;
for (const plugin of ['adapter-memory', 'adapter-http', 'replication'])
  PouchDB.plugin(require(`pouchdb-${plugin}`));

let devices = 0;

/** A new device with an empty memory. */
export const newDevice = (): Device => new PouchDB(`device-${++devices}`, { adapter: 'memory' });

/** A database that answers through `handle`, as PouchDB's HTTP adapter sees it. */
export const answeredBy = (database: string, handle: (request: Request) => Promise<Response>): Device =>
  new PouchDB(database, {
    adapter: 'http',
    skip_setup: true,
    fetch: (url: string, options: RequestInit) => handle(new Request(url, options))
  });

/** A database of an engine as PouchDB's HTTP adapter sees it; `log` gets `method path` of every request. */
export function remote(
  subject: Subject,
  database: string,
  log: string[] = [],
  identity: Identity = SERVER
): Device {
  const handle = subject.engine.as(identity);
  return answeredBy(`http://engine/${database}`, (request) => {
    log.push(`${request.method} ${new URL(request.url).pathname}`);
    return handle(request);
  });
}
