import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { createCouchEngine } from '#server/engines/couchdb.ts';
import { createEmbeddedEngine } from '#server/engines/embedded.ts';
import { SERVER, type DocumentGuard, type Engine, type Identity } from '#server/engines/engine.ts';

/** An engine under test, as its clients meet it. */
export class Subject {
  readonly engine: Engine;
  readonly #made: string[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Answers of `method path`; a body that is no text goes as JSON. The server itself asks unless told otherwise. */
  async ask<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    identity: Identity = SERVER
  ): Promise<Answer<Body>> {
    const response = await this.engine.as(identity)(
      new Request(`http://engine${path}`, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
      })
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) as Body };
  }

  /** Writes one document and gives its revision. */
  async write(database: string, document: Record<string, unknown> & { _id: string }): Promise<string> {
    const answer = await this.ask<Written>(
      'PUT',
      `/${database}/${encodeURIComponent(document._id)}`,
      document
    );
    if (answer.status !== 201 && answer.status !== 202) throw new Error(`Not written: ${answer.status}`);
    return answer.body.rev;
  }

  /** Stores revisions as replication brings them. */
  async replicate(database: string, ...docs: object[]): Promise<void> {
    const answer = await this.ask('POST', `/${database}/_bulk_docs`, { docs, new_edits: false });
    if (answer.status !== 201 && answer.status !== 202) throw new Error(`Not stored: ${answer.status}`);
  }

  /** A new empty database of a name that nobody else has; removed when the suite ends. */
  async database(): Promise<string> {
    const name = this.freeName();
    const { status } = await this.ask('PUT', `/${name}`);
    if (status !== 201 && status !== 202) throw new Error(`Could not make ${name}: ${status}`);
    return name;
  }

  /** A name for a database that a test makes itself; removed as well. */
  freeName(): string {
    const name = `binnenzak-test-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.#made.push(name);
    return name;
  }

  async cleanUp(): Promise<void> {
    for (const name of this.#made) await this.ask('DELETE', `/${name}`);
    await this.engine.close();
  }
}

/** What an engine said; a test names the type of body that it expects. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Written {
  readonly id: string;
  readonly rev: string;
}

export interface Changes {
  readonly results: readonly {
    readonly id: string;
    readonly seq: string | number;
    readonly changes: readonly { readonly rev: string }[];
    readonly deleted?: boolean;
    readonly doc?: Record<string, unknown>;
  }[];
  readonly last_seq: string | number;
  readonly pending: number;
}

export interface Rows {
  readonly total_rows: number;
  readonly rows: readonly { readonly id?: string; readonly key: string }[];
}

/** Tries again until it holds: what was just written, a cluster may show a moment later. */
export const eventually = (check: () => Promise<unknown>): Promise<unknown> =>
  vi.waitFor(check, { timeout: 15_000, interval: 20 });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Runs one suite for every engine there is: the embedded one, and the CouchDB of `COUCHDB_URL` where that is set.
 * A cluster is consistent in the end only: read with `eventually` what was just written.
 */
export function forEveryEngine(suite: (subject: () => Subject) => void): void {
  describeEmbedded('embedded engine', () => null, suite);
  const url = process.env['COUCHDB_URL'];
  if (!url) return;
  describe('CouchDB', () => {
    let subject: Subject;
    beforeAll(() => {
      subject = new Subject(createCouchEngine({ url, fetch }));
    });
    afterAll(() => subject.cleanUp());
    suite(() => subject);
  });
}

/**
 * Runs a suite for the embedded engine alone, with a guard for every database. What is tested so is what CouchDB has
 * not of itself: there the gate in front decides who may read and write.
 */
export function describeEmbedded(
  title: string,
  guard: DocumentGuard,
  suite: (subject: () => Subject) => void
): void {
  describe(title, () => {
    let subject: Subject;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'binnenzak-engine-'));
      subject = new Subject(await createEmbeddedEngine({ folder, guard: () => guard }));
    });
    afterAll(async () => {
      await subject.cleanUp();
      await rm(folder, { recursive: true, force: true });
    });
    suite(() => subject);
  });
}
