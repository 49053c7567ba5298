import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditOfWrites, changeFact, createAudit } from './audit/audit.ts';
import { auditStep, createCourier, type CourierStep } from './courier.ts';
import { openDatabase, type Database } from './database.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { provisionServer, provisionUsers } from './provision.ts';
import { conversation, resident, temporaryEngine } from './testing.ts';
import { DEMO_USERS } from './demo/accounts.ts';

let engine: Engine;
let discard: () => Promise<void>;
let team: Database;
let trail: Database;

beforeEach(async () => {
  ({ engine, discard } = await temporaryEngine());
  await provisionServer(engine);
  await provisionUsers(engine, DEMO_USERS);
  team = openDatabase(engine, 'team-voorstad');
  trail = openDatabase(engine, 'audit');
});
afterEach(() => discard());

const facts = async () => (await trail.startingWith('change:')).map(({ _id }) => _id);

function courierOn(on: Engine, ...more: readonly CourierStep[]) {
  const failures: unknown[] = [];
  const audit = createAudit(openDatabase(on, 'audit'), () => Date.UTC(2026, 10, 22));
  const courier = createCourier({
    engine: on,
    steps: [auditStep(audit), ...more],
    onFailure: (_, error) => failures.push(error),
    interval: 20
  });
  return { courier, failures };
}

/** An engine that fails from its `limit`th request on, as one does when the process dies. */
function dyingAfter(limit: number): Engine {
  let left = limit;
  return {
    ...engine,
    as: (identity) => async (request) => {
      if (left-- <= 0) throw new Error('The process died.');
      return engine.as(identity)(request);
    }
  };
}

describe('the courier', () => {
  it('tells the audit trail who changed what, when and from where, and nothing of what it says', async () => {
    await team.write([conversation('vet-voorstad-1')]);
    await courierOn(engine).courier.process('team-voorstad');
    const [fact] = await trail.startingWith('change:');
    expect(fact).toMatchObject({
      kind: 'change',
      author: SERVER.name,
      database: 'team-voorstad',
      document: 'conversation:C1',
      documentKind: 'conversation',
      who: 'vet-voorstad-1',
      fromDevice: 'phone',
      when: '2026-11-22T10:00:00.000Z',
      removed: false
    });
    expect(JSON.stringify(fact)).not.toMatch(/verder|Woont/);
  });

  it('tells it once, however often it passes', async () => {
    await team.write([conversation('vet-voorstad-1'), resident('vet-voorstad-1')]);
    const { courier } = courierOn(engine);
    await courier.process('team-voorstad');
    await courier.process('team-voorstad');
    await courierOn(engine).courier.process('team-voorstad');
    expect(await facts()).toHaveLength(2);
  });

  it('tells of both sides of two edits, and of the end of one', async () => {
    const rev = (letter: string) => letter.repeat(32);
    const side = (letter: string, more: object = {}) => ({
      ...resident('vet-voorstad-1'),
      _rev: `2-${rev(letter)}`,
      _revisions: { start: 2, ids: [rev(letter), rev('a')] },
      ...more
    });
    const replicate = (docs: object[]) =>
      engine.as(SERVER)(
        new Request('http://engine/team-voorstad/_bulk_docs', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ docs, new_edits: false })
        })
      );
    await replicate([side('b'), side('c')]);
    await courierOn(engine).courier.process('team-voorstad');
    expect(await facts()).toEqual([
      `change:team-voorstad:resident:R1:2-${rev('b')}`,
      `change:team-voorstad:resident:R1:2-${rev('c')}`
    ]);
  });

  it('gets everything done though it dies after any of its steps', async () => {
    const count = 250;
    await team.write(
      Array.from({ length: count }, (_, number) => conversation('vet-voorstad-1', `N${number}`))
    );
    let deaths = 0;
    for (let limit = 1; ; limit++) {
      const { courier } = courierOn(dyingAfter(limit));
      const died = await courier.process('team-voorstad').then(
        () => false,
        () => true
      );
      if (!died) break;
      deaths++;
      // Nothing may be marked as done that was not.
      const checkpoint = await team.get('_local/courier');
      const told = (await facts()).length;
      if (checkpoint) expect(told).toBeGreaterThanOrEqual(200);
    }
    expect(deaths).toBeGreaterThan(5);
    expect(await facts()).toHaveLength(count);
  });

  it('does not go past a step that failed', async () => {
    await team.write([conversation('vet-voorstad-1')]);
    let broken = true;
    const seen: string[] = [];
    const { courier } = courierOn(engine, {
      async handle(_, revisions) {
        if (broken) throw new Error('not now');
        seen.push(...revisions.map(({ _id }) => _id));
      }
    });
    await expect(courier.process('team-voorstad')).rejects.toThrow('not now');
    broken = false;
    await courier.process('team-voorstad');
    expect(seen).toEqual(['conversation:C1']);
    expect(await facts()).toHaveLength(1);
  });

  it('answers with a pass that began after it was asked', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<null>();
    let passes = 0;
    const { courier } = courierOn(engine, {
      async handle() {
        if (++passes === 1) await gate;
      }
    });
    await team.write([conversation('vet-voorstad-1', 'before')]);
    const first = courier.process('team-voorstad');
    while (passes === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await team.write([conversation('vet-voorstad-1', 'after')]);
    const second = courier.process('team-voorstad');
    expect(courier.process('team-voorstad')).toBe(second);
    open(null);
    await first;
    await second;
    expect(await facts()).toHaveLength(2);
  });

  it('looks after the databases by itself, and of these alone', async () => {
    await team.write([conversation('vet-voorstad-1')]);
    await openDatabase(engine, 'opkomst-voorstad').write([{ _id: 'session:1', kind: 'session' }]);
    await openDatabase(engine, 'kaart').write([{ _id: 'theme:1', kind: 'theme' }]);
    const { courier, failures } = courierOn(engine);
    courier.start();
    for (let waited = 0; waited < 200 && (await facts()).length < 2; waited++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await courier.stop();
    expect(await facts()).toEqual([
      expect.stringContaining('change:opkomst-voorstad:session:1:'),
      expect.stringContaining('change:team-voorstad:conversation:C1:')
    ]);
    expect(failures).toEqual([]);
  });
});

describe('what the audit trail says of a card', () => {
  it('is who edited it, also when the courier came by before that was noted', async () => {
    await team.write([resident('vet-voorstad-1')]);
    const [stored] = await team.startingWith('resident:');
    const edited = { ...stored, name: 'Mevrouw Anders' };
    const [outcome] = await team.write([edited]);
    await courierOn(engine).courier.process('team-voorstad');
    const [fact] = await trail.startingWith('change:');
    expect(fact).toMatchObject({ rev: outcome?.rev, who: 'unknown' });
    const [editor] = DEMO_USERS.filter(({ name }) => name === 'vet-voorstad-2');
    if (!editor) throw new Error('There is no such user.');
    const noted = auditOfWrites(createAudit(trail, Date.now));
    await noted('team-voorstad', editor, [{ document: edited, rev: outcome?.rev ?? '' }]);
    await courierOn(engine).courier.process('team-voorstad');
    expect(await trail.startingWith('change:')).toMatchObject([{ rev: outcome?.rev, who: 'vet-voorstad-2' }]);
  });

  it('is the device and the time of the latest stamp, not of the making', () => {
    const card = resident('vet-voorstad-1', 'R1', {
      stamps: { name: '1763805600000-0000-first', contact: '1763805700000-0002-second-device' }
    });
    expect(changeFact('team-voorstad', card, '2-b', 'vet-voorstad-2')).toMatchObject({
      who: 'vet-voorstad-2',
      fromDevice: 'second-device',
      when: '2025-11-22T10:01:40.000Z'
    });
  });
});
