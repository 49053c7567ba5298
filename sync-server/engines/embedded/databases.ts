import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDatabaseName } from '../address.ts';
import { notFound, Refusal } from '../answers.ts';
import { CLOSED, readSecurity, type Security } from '../security.ts';
import { Database } from './database.ts';
import { createQueue } from './lock.ts';

/**
 * The databases in one folder. Each has a folder of its own: `security.json`, whose presence says that the database
 * exists, and `documents`, which is leveldb's. Making, opening and deleting happen one at a time.
 */
export class Databases {
  readonly #folder: string;
  readonly #open = new Map<string, Database>();
  readonly #inTurn = createQueue();
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Refuses with 404 when there is none of that name. */
  async get(name: string): Promise<Database> {
    return (
      this.#open.get(name) ??
      this.#inTurn(async () => {
        const ready = this.#open.get(name);
        if (ready) return ready;
        const security = await this.#readSecurity(name);
        if (!security) throw notFound('Database does not exist.');
        return this.#load(name, security);
      })
    );
  }

  /** Refuses with 412 when it exists already. */
  async create(name: string): Promise<void> {
    if (!isDatabaseName(name))
      throw new Refusal(
        400,
        'illegal_database_name',
        `Name: '${name}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.`
      );
    await this.#inTurn(async () => {
      if (await this.#readSecurity(name))
        throw new Refusal(412, 'file_exists', 'The database could not be created, the file already exists.');
      // What a delete that was cut short left behind.
      await rm(this.#folderOf(name), { recursive: true, force: true });
      await mkdir(this.#folderOf(name), { recursive: true });
      await this.#storeSecurity(name, CLOSED);
      await this.#load(name, CLOSED);
    });
  }

  async delete(name: string): Promise<void> {
    const database = await this.get(name);
    await this.#inTurn(async () => {
      if (database.gone) throw notFound('Database does not exist.');
      await rm(join(this.#folderOf(name), 'security.json'));
      this.#open.delete(name);
      await database.close();
      await rm(this.#folderOf(name), { recursive: true, force: true });
    });
  }

  async setSecurity(database: Database, security: Security): Promise<void> {
    await this.#inTurn(async () => {
      if (database.gone) throw notFound('Database does not exist.');
      await this.#storeSecurity(database.name, security);
      database.security = security;
    });
  }

  async names(): Promise<string[]> {
    const names: string[] = [];
    for (const folder of await readdir(this.#folder)) {
      // Folders of ours are escaped names; anything else that lies here is none of our business.
      if (!/^[a-z](?:[a-z0-9_()-]|%2F|%24|%2B)*$/.test(folder)) continue;
      const name = decodeURIComponent(folder);
      if (await this.#readSecurity(name)) names.push(name);
    }
    return names.sort();
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      this.#closed = true;
      await Promise.all([...this.#open.values()].map((database) => database.close()));
      this.#open.clear();
    });
  }

  async #load(name: string, security: Security): Promise<Database> {
    if (this.#closed) throw new Refusal(503, 'service_unavailable', 'The engine is stopping.');
    const database = await Database.open(name, join(this.#folderOf(name), 'documents'), security);
    this.#open.set(name, database);
    return database;
  }

  /** `null` where there is no such database. */
  async #readSecurity(name: string): Promise<Security | null> {
    if (!isDatabaseName(name)) return null;
    try {
      return readSecurity(JSON.parse(await readFile(join(this.#folderOf(name), 'security.json'), 'utf8')));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw error;
    }
  }

  #storeSecurity(name: string, security: Security): Promise<void> {
    return writeWhole(join(this.#folderOf(name), 'security.json'), JSON.stringify(security));
  }

  // Names hold `/`, `$` and `+`, but nothing that could leave the folder once escaped.
  #folderOf(name: string): string {
    return join(this.#folder, encodeURIComponent(name));
  }
}

/** Replaces a file's content so that a crash leaves the old or the new one whole. */
async function writeWhole(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
