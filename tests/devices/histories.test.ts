import { afterAll, beforeAll, expect, test } from 'vitest';
import { edit, merge, otherTexts } from '#lib/sync/merge.ts';
import { dice } from './chance.ts';
import { Device, fair, offline, type Weather } from './device.ts';
import { ANNA, BRAM, startServer, TEAM, type TestServer } from './server.ts';

/** Seeds of histories; one that once failed stays in the list. */
const SEEDS = [1, 2, 3, 4, 5, 6];
const EVENTS = 40;

let server: TestServer;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startServer();
  for (const user of [ANNA, BRAM, ANNA]) {
    const device = new Device(server.app);
    await device.enrol(user.name);
    devices.push(device);
  }
});
afterAll(async () => {
  for (const device of devices) await device.lock.lock();
  await server.stop();
});

/** A network that loses requests on the way, loses answers on the way back, and delivers some twice. */
const storm =
  (throwDice: (limit: number) => number): Weather =>
  async (request, deliver) => {
    const isWrite = request.method !== 'GET';
    switch (throwDice(8)) {
      case 0:
        throw new TypeError('The request was lost.');
      case 1:
      case 2:
        await deliver();
        throw new TypeError('The answer was lost.');
      case 3:
        if (isWrite) await deliver();
        return deliver();
      default:
        return deliver();
    }
  };

interface Typed {
  readonly facts: Map<string, string>;
  /** Cards, each with the texts typed in it that nobody who saw them has replaced. */
  readonly texts: Map<string, Set<string>>;
}

async function live(seed: number): Promise<Typed> {
  const throwDice = dice(seed);
  const typed: Typed = { facts: new Map(), texts: new Map() };
  const pick = <Item>(items: readonly Item[]): Item => items[throwDice(items.length)] as Item;
  for (let event = 0; event < EVENTS; event++) {
    const device = pick(devices);
    const what = throwDice(20);
    if (what < 6) {
      const fact = device.conversation(`Gesprek ${seed}-${event}`);
      await device.save(fact);
      typed.facts.set(fact._id, fact.question);
    } else if (what < 8) {
      const card = device.resident(`Bewoner ${seed}-${event}`);
      await device.save(card);
      typed.texts.set(card._id, new Set());
    } else if (what < 13) {
      const known = [...typed.texts.keys()].filter((id) => device.session.records.get(id));
      if (known.length === 0) continue;
      const id = pick(known);
      const text = `Tekst ${seed}-${event}`;
      const field = pick(['contact', 'household'] as const);
      const seen = device.card(id);
      await device.save(edit(seen, { [field]: text }, device.session.hlc));
      typed.texts.get(id)?.add(text).delete(seen[field]);
    } else if (what < 16) device.weather = pick([offline, fair, storm(throwDice)]);
    else if (what < 19) await device.session.sync.syncNow();
    else await device.restart();
  }
  return typed;
}

/** Good weather until everybody has everything. */
async function calm(): Promise<void> {
  for (const device of devices) device.weather = fair;
  for (let round = 0; round < 2; round++) {
    for (const device of devices) await device.session.sync.syncNow();
  }
}

const withoutRevision = (document: object): object => ({ ...document, _rev: null });

test.each(SEEDS)(
  'whatever the network does, every fact exists once and every card is the same everywhere (history %i)',
  async (seed) => {
    const { facts, texts } = await live(seed);
    await calm();
    for (const device of devices) {
      const state = device.session.sync.state();
      expect(state).toMatchObject({ onDevice: 0, sent: 0, refused: [] });
      expect(device.faults).toEqual([]);
    }
    const { results } = await server.database(TEAM).changes({ since: '0', style: 'all_docs' });
    for (const [id, question] of facts) {
      expect(results.filter((change) => change.id === id).map(({ changes }) => changes.length)).toEqual([1]);
      expect(await server.database(TEAM).get(id)).toMatchObject({ question });
      for (const device of devices) {
        expect(device.session.records.get(id)?.document).toMatchObject({ question });
      }
    }
    for (const [id, standing] of texts) {
      const cards = devices.map((device) => device.card(id));
      for (const card of cards) {
        expect(withoutRevision(card)).toEqual(withoutRevision(merge(cards)));
        const found = ['contact', 'household'].flatMap((field) => [
          card[field],
          ...otherTexts(card, field).map(({ text }) => text)
        ]);
        expect(found.filter((text) => text !== '').sort()).toEqual([...standing].sort());
      }
    }
  }
);
