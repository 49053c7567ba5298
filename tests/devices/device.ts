import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { ulidMaker } from '#lib/core/id.ts';
import type { AnyDocument } from '#lib/core/document.ts';
import type { OpenSession } from '#lib/lock/lock.ts';
import { VaultLock } from '#lib/lock/vault-lock.ts';
import { memoryPouch } from '#lib/db/memory-pouch.ts';
import type { Fetch } from '#lib/db/replication.ts';
import { begin, merger, type Mergeable } from '#lib/sync/merge.ts';
import { noPasskeys } from '#lib/lock/testing.ts';
import { onlyTab } from '#lib/sync/tabs.ts';
import { RECORD_SCHEMAS } from '#lib/record-schemas.ts';
import type { Author } from '#lib/core/author.ts';
import type { Conversation } from '#lib/visits/conversation.ts';
import type { Resident } from '#lib/visits/resident.ts';
import type { App } from '#server/app.ts';
import { random } from './chance.ts';
import { ORIGIN, PASSWORD, TEAM } from './server.ts';

const pouch = memoryPouch();

export const PASSPHRASE = 'negen gele fietsen';

/** What happens to a request on its way: `deliver` hands it to the server. */
export type Weather = (request: Request, deliver: () => Promise<Response>) => Promise<Response>;

export const fair: Weather = (_, deliver) => deliver();
export const offline: Weather = () => Promise.reject(new TypeError('No connection.'));

/** A phone: storage of its own, cookies of its own, and the product's own code. */
export class Device {
  readonly nextId = ulidMaker(Date.now, random);
  readonly #app: App;
  readonly #storage = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly faults: unknown[] = [];
  weather: Weather = fair;
  lock: VaultLock;
  /** The browser's, which every tab and user of this phone shares. */
  cookie = '';

  constructor(app: App) {
    this.#app = app;
    this.lock = this.#boot();
  }

  get session(): OpenSession {
    const state = this.lock.state();
    if (state.kind !== 'open') throw new Error(`The device is ${state.kind}.`);
    return state.session;
  }

  async enrol(username: string): Promise<void> {
    const signedIn = await this.lock.signIn(username, PASSWORD);
    if (!signedIn.ok) throw new Error(signedIn.failure.kind);
    const enrolled = await this.lock.enrol(PASSPHRASE, null);
    if (!enrolled.ok) throw new Error(enrolled.failure.kind);
    await this.session.sync.syncNow();
  }

  /** The browser is closed and opened again, and the passphrase given. */
  async restart(): Promise<void> {
    await this.lock.lock();
    this.lock = this.#boot();
    await this.users();
    const [user] = await this.users();
    if (!user) throw new Error('Nobody is on this device.');
    const unlocked = await this.lock.unlock(user.id, PASSPHRASE);
    if (!unlocked.ok) throw new Error(unlocked.failure.kind);
  }

  /** Who is on this device, once it is locked. */
  async users(): Promise<readonly { id: string; old: boolean }[]> {
    for (;;) {
      const state = this.lock.state();
      if (state.kind === 'locked') return state.users;
      if (state.kind === 'broken') throw new Error('The device is broken.', { cause: this.faults[0] });
      await new Promise<void>((resolve) => {
        const stop = this.lock.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
  }

  async save(...documents: AnyDocument[]): Promise<void> {
    const saved = await this.session.records.save(TEAM, documents);
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure), { cause: saved.failure });
  }

  /** Who writes on this device. */
  get author(): Author {
    const { user, device, hlc } = this.session;
    return { user: user.name, device, clock: Date.now, nextId: this.nextId, stamps: hlc };
  }

  conversation(question: string): Conversation {
    return {
      _id: `conversation:${this.nextId()}`,
      kind: 'conversation',
      schema: 1,
      author: this.session.user.name,
      device: this.session.device,
      created: new Date().toISOString(),
      resident: 'resident:1',
      day: '2026-11-22',
      question,
      domains: [],
      notes: '',
      follows: null
    };
  }

  resident(name: string): Resident & Mergeable {
    const card: Resident = {
      _id: `resident:${this.nextId()}`,
      kind: 'resident',
      schema: 1,
      author: this.session.user.name,
      device: this.session.device,
      created: new Date().toISOString(),
      name,
      contact: '',
      zone: null,
      birthYear: null,
      household: '',
      language: null,
      stamps: {},
      seen: {},
      kept: {}
    };
    return begin(card, ['name', 'contact', 'zone', 'birthYear', 'household', 'language'], this.session.hlc);
  }

  /** A resident's card as it is on this device. */
  card(id: string): Resident & Mergeable {
    return this.session.records.get(id)?.document as Resident & Mergeable;
  }

  #boot(): VaultLock {
    return new VaultLock({
      clock: Date.now,
      random,
      fetch: this.#fetch,
      origin: ORIGIN,
      storage: this.#storage,
      pouch,
      schemas: RECORD_SCHEMAS,
      merger,
      tabs: onlyTab,
      wakeUps: { subscribe: () => () => undefined },
      idle: () => Promise.resolve(),
      presence: { onTouch: () => () => undefined, onVisible: () => () => undefined },
      passkeys: noPasskeys,
      persist: () => Promise.resolve(),
      onFault: (cause) => this.faults.push(cause),
      cost: { memoryKiB: 8, passes: 1, lanes: 1 }
    });
  }

  readonly #fetch: Fetch = (address, init) => {
    const request = new Request(address, init);
    if (this.cookie) request.headers.set('cookie', this.cookie);
    return this.weather(request, async () => {
      const { pathname, search } = new URL(request.url);
      const answer = await this.#app(request.clone(), { address: '127.0.0.1', target: pathname + search });
      const [cookie] = answer.headers.getSetCookie();
      if (cookie) this.cookie = cookie.slice(0, cookie.indexOf(';'));
      return answer;
    });
  };
}
