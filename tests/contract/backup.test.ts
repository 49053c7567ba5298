import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAudit, AUDIT_DATABASE } from '#server/audit/audit.ts';
import { createSeals } from '#server/audit/seals.ts';
import { verifyAudit } from '#server/audit/verify.ts';
import { backUp } from '#server/backup/backup.ts';
import { restore } from '#server/backup/restore.ts';
import { betweenTeamsStep } from '#server/between-teams.ts';
import { createCourier } from '#server/courier.ts';
import { listDatabases, openDatabase, type Stored } from '#server/database.ts';
import { SERVER, type Engine } from '#server/engines/engine.ts';
import { ensureDatabase } from '#server/engines/provision.ts';
import { CLOSED } from '#server/engines/security.ts';
import { ACCOUNTS_DATABASE } from '#server/log-in/accounts.ts';
import { SERVER_DATABASES } from '#server/provision.ts';
import { eventually, forEveryEngine, type Subject } from './engines.ts';
import { answeredBy, newDevice } from './pouch.ts';

const TEAM = 'team-voorstad';
const OTHER = 'team-wmo';
const NAMES = [TEAM, OTHER, 'kaart', ...SERVER_DATABASES];
let now = Date.UTC(2026, 10, 22, 12);
const clock = () => now;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-backup-'));
  file = join(folder, 'backup');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A server of its own within the engine under test: every database has a name there that nobody else has. */
function apart(subject: Subject): Engine {
  const names = new Map<string, string>();
  const there = (name: string): string => {
    const known = names.get(name) ?? subject.freeName();
    names.set(name, known);
    return known;
  };
  return {
    kind: subject.engine.kind,
    as: (identity) => async (request) => {
      const url = new URL(request.url);
      const [, name = '', ...rest] = url.pathname.split('/');
      const ask = subject.engine.as(identity);
      if (name === '_all_dbs') {
        const all = (await (await ask(request)).json()) as string[];
        return Response.json([...names].flatMap(([own, real]) => (all.includes(real) ? [own] : [])));
      }
      url.pathname = ['', there(name), ...rest].join('/');
      const text = request.method === 'GET' ? null : await request.text();
      const { method, headers, signal } = request;
      return ask(new Request(url, { method, headers, signal, body: text === '' ? null : text }));
    },
    close: () => Promise.resolve()
  };
}

async function filled(subject: Subject, names = NAMES): Promise<Engine> {
  const engine = apart(subject);
  for (const name of names) await ensureDatabase(engine, name, CLOSED);
  return engine;
}

const asRemote = (engine: Engine, name: string) => answeredBy(`http://engine/${name}`, engine.as(SERVER));

/** Every side of every document with its history, which one wins, and what is noted beside them. */
async function stateOf(engine: Engine, name: string) {
  const database = openDatabase(engine, name);
  const { results } = await database.changes({ since: '0', style: 'all_docs' });
  const leaves = await database.leaves(
    results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
  );
  const winners = await Promise.all(results.map(async ({ id }) => (await database.get(id))?._rev ?? id));
  const key = ({ _id, _rev }: Stored) => `${_id} ${_rev}`;
  return {
    winners: winners.sort(),
    leaves: leaves
      .map((leaf) => (leaf._id.startsWith('seal:') ? { ...leaf, place: '' } : leaf))
      .toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
  };
}

async function restored(subject: Subject): Promise<Engine> {
  const target = apart(subject);
  expect(await restore(target, file)).toMatchObject({ ok: true });
  return target;
}

const made = (kind: string, name: string, more: object = {}) => ({
  _id: `${kind}:${name}`,
  kind,
  schema: 1,
  author: 'anna',
  device: 'phone',
  created: '2026-11-22T10:00:00.000Z',
  ...more
});

const referral = (name: string) =>
  made('referral', name, {
    resident: 'resident:R1',
    day: '2026-11-22',
    to: { kind: 'team', team: 'wmo' },
    consent: 'consent:T1',
    who: 'Mevrouw Test',
    reach: '0570 00 00 00',
    question: 'Een traplift',
    background: 'Trap lopen lukt niet meer.',
    warm: null,
    by: null
  });

const courierOf = (engine: Engine) =>
  createCourier({
    engine,
    steps: [betweenTeamsStep({ engine, clock, displayName: (name) => Promise.resolve(name) })],
    onFailure: (_, error) => {
      throw error;
    },
    interval: 60_000
  });

forEveryEngine((subject) => {
  it('brings back every side of every document with its history, deleted ones and all', async () => {
    const engine = await filled(subject());
    const team = openDatabase(engine, TEAM);
    await team.write(
      Array.from({ length: 130 }, (_, number) => ({ _id: `note:${number}`, text: 'é\u2028😀' }))
    );
    const side = (rev: string, start: number, ids: string[], more: object = {}) => ({
      _id: 'resident:R1',
      _rev: `${start}-${rev}`,
      _revisions: { start, ids: [rev, ...ids] },
      ...more
    });
    const [root, left, right, gone] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32)) as [
      string,
      string,
      string,
      string
    ];
    await team.graft([
      side(left, 2, [root], { name: 'links' }),
      side(right, 2, [root], { name: 'rechts' }),
      side(gone, 3, ['e'.repeat(32), root], { _deleted: true })
    ]);
    const last = await team.get('note:7');
    if (last) await team.remove(last);
    await openDatabase(engine, 'kaart').put(made('activity', 'koffie'));
    await openDatabase(engine, 'kaart').put({ _id: '_local/field:koffie', entries: [] });
    await openDatabase(engine, ACCOUNTS_DATABASE).put(made('account', 'anna'));

    const saved = await eventually(async () => {
      await rm(file, { force: true });
      const outcome = await backUp(engine, file, clock);
      expect(outcome).toEqual({
        ok: true,
        value: {
          ...Object.fromEntries(NAMES.map((name) => [name, 0])),
          [TEAM]: 133,
          kaart: 1,
          [ACCOUNTS_DATABASE]: 1
        }
      });
      return outcome;
    });
    const target = apart(subject());
    expect(await restore(target, file)).toEqual(saved);
    await eventually(async () => {
      expect((await listDatabases(target)).toSorted()).toEqual(NAMES.toSorted());
      for (const name of NAMES) expect(await stateOf(target, name)).toEqual(await stateOf(engine, name));
    });
    expect(await openDatabase(target, 'kaart').get('_local/field:koffie')).toMatchObject({ entries: [] });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['backup']);
  });

  it('leaves out who is logged in, and codes that enrol a screen', async () => {
    const engine = await filled(subject(), [ACCOUNTS_DATABASE]);
    const accounts = openDatabase(engine, ACCOUNTS_DATABASE);
    for (const kind of ['session', 'known-browser', 'kiosk-code', 'account', 'device', 'kiosk'])
      await accounts.put(made(kind, 'K1'));
    await eventually(async () => {
      await rm(file, { force: true });
      expect(await backUp(engine, file, clock)).toEqual({ ok: true, value: { [ACCOUNTS_DATABASE]: 3 } });
    });
    const text = gunzipSync(await readFile(file)).toString();
    expect(text).toContain('"device:K1"');
    expect(text).not.toMatch(/session|known-browser|kiosk-code/);
  });

  it('lets a device go on that was in touch before and after the backup was made', async () => {
    const engine = await filled(subject(), [TEAM]);
    const device = newDevice();
    const first = await device.put({ _id: 'a', text: 'voor' });
    await device.put({ _id: 'b', text: 'blijft' });
    await device.replicate.to(asRemote(engine, TEAM));
    await eventually(async () => {
      await rm(file, { force: true });
      expect(await backUp(engine, file, clock)).toEqual({ ok: true, value: { [TEAM]: 2 } });
    });
    await device.put({ _id: 'a', _rev: first.rev, text: 'na' });
    await device.replicate.to(asRemote(engine, TEAM));
    await device.put({ _id: 'c', text: 'nog niet verstuurd' });

    const target = await restored(subject());
    const colleague = newDevice();
    const written = await device.replicate.to(asRemote(target, TEAM));
    expect(written).toMatchObject({ doc_write_failures: 0 });
    await device.replicate.from(asRemote(target, TEAM));
    await eventually(async () => {
      await colleague.replicate.from(asRemote(target, TEAM));
      for (const one of [device, colleague]) {
        expect((await one.allDocs()).rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
        const a = await one.get('a', { conflicts: true });
        expect(a).toMatchObject({ text: 'na' });
        expect(a).not.toHaveProperty('_conflicts');
      }
    });
  });

  it('has the courier carry what it had not carried yet once, and nothing again that was destroyed since', async () => {
    const engine = await filled(subject(), [TEAM, OTHER]);
    const [team, other] = [openDatabase(engine, TEAM), openDatabase(engine, OTHER)];
    const before = courierOf(engine);
    await team.put(referral('F1'));
    await eventually(async () => {
      await before.process(TEAM);
      expect(await other.get('handover:F1')).not.toBeNull();
    });
    const handover = await other.get('handover:F1');
    if (handover) await other.remove(handover);
    await before.stop();
    await team.put(referral('F2'));
    await eventually(async () => {
      await rm(file, { force: true });
      await backUp(engine, file, clock);
      const text = gunzipSync(await readFile(file)).toString();
      expect(text).toContain('"referral:F2","_rev"');
      expect(await other.get('handover:F1')).toBeNull();
    });

    const target = await restored(subject());
    const after = courierOf(target);
    await eventually(async () => {
      await after.process(TEAM);
      expect(await openDatabase(target, OTHER).get('handover:F2')).not.toBeNull();
    });
    await after.process(TEAM);
    expect(await openDatabase(target, OTHER).get('handover:F1')).toBeNull();
    const states = await openDatabase(target, TEAM).startingWith('referral-state:');
    expect(states.map(({ _id }) => _id)).toEqual([
      'referral-state:F1-ontvangen',
      'referral-state:F2-ontvangen'
    ]);
    await after.stop();
  });

  it('keeps the chain over the audit trail whole, and the chain goes on', async () => {
    const engine = await filled(subject(), [AUDIT_DATABASE]);
    const told = (on: Engine, document: string) =>
      createAudit(openDatabase(on, AUDIT_DATABASE), clock).add([
        {
          database: TEAM,
          document,
          rev: '1-a',
          documentKind: 'conversation',
          who: 'anna',
          fromDevice: 'phone',
          when: '2026-11-22T11:00:00.000Z',
          removed: false
        }
      ]);
    const sealed = async (on: Engine, facts: number) => {
      now += 2 * 60_000;
      await eventually(async () => {
        await createSeals(openDatabase(on, AUDIT_DATABASE), clock).seal();
        const verdict = await verifyAudit(openDatabase(on, AUDIT_DATABASE), now);
        expect(verdict).toMatchObject({ facts, unsealed: 0, breaks: [] });
      });
    };
    await told(engine, 'conversation:C1');
    await sealed(engine, 1);
    await backUp(engine, file, clock);
    const target = await restored(subject());
    await sealed(target, 1);
    await told(target, 'conversation:C2');
    await sealed(target, 2);
  });

  it('refuses a file that is cut off, changed or something else, and writes nothing', async () => {
    const engine = await filled(subject(), [TEAM]);
    await openDatabase(engine, TEAM).put({ _id: 'resident:R1', name: 'Mevrouw Test' });
    await backUp(engine, file, clock);
    const whole = await readFile(file);
    const text = gunzipSync(whole).toString();
    const lines = text.trimEnd().split('\n');
    const refuses = async (content: Buffer | string) => {
      await writeFile(file, content);
      const target = apart(subject());
      expect(await restore(target, file)).toMatchObject({ ok: false, failure: { kind: 'damaged' } });
      expect(await listDatabases(target)).toEqual([]);
    };
    await refuses(whole.subarray(0, whole.length - 20));
    await refuses('');
    await refuses('geen back-up');
    await refuses(gzipSync(text.slice(0, -2)));
    await refuses(gzipSync(`${lines.slice(0, -1).join('\n')}\n`));
    await refuses(gzipSync(text.replace('Mevrouw Test', 'Meneer Proef')));
    await refuses(gzipSync(`${lines.filter((line) => !line.includes('resident:R1')).join('\n')}\n`));
    await refuses(gzipSync(`${text}${lines.at(-1)}\n`));
    await refuses(gzipSync(text.replaceAll(`"${TEAM}"`, '"vreemd"')));
    const bent = Buffer.from(whole);
    bent[Math.floor(bent.length / 2)] = (bent[Math.floor(bent.length / 2)] ?? 0) ^ 0xff;
    await refuses(bent);
    await rm(file);
    expect(await restore(apart(subject()), file)).toEqual({ ok: false, failure: { kind: 'no-file' } });
  });

  it('refuses to go onto a server that is not empty, and changes nothing there', async () => {
    const engine = await filled(subject(), [TEAM]);
    const { _rev } = await openDatabase(engine, TEAM)
      .put({ _id: 'resident:R1' })
      .then(async () => (await openDatabase(engine, TEAM).get('resident:R1')) ?? { _rev: '' });
    await backUp(engine, file, clock);
    await eventually(async () =>
      expect(await restore(engine, file)).toEqual({
        ok: false,
        failure: { kind: 'not-empty', databases: [TEAM] }
      })
    );
    expect(await openDatabase(engine, TEAM).get('resident:R1')).toMatchObject({ _rev });
  });

  it('goes onto a server on which everything is provisioned and nothing was written', async () => {
    const engine = await filled(subject(), [TEAM]);
    await openDatabase(engine, TEAM).put({ _id: 'resident:R1' });
    await eventually(async () => {
      await rm(file, { force: true });
      expect(await backUp(engine, file, clock)).toEqual({ ok: true, value: { [TEAM]: 1 } });
    });
    const target = await filled(subject());
    expect(await restore(target, file)).toEqual({ ok: true, value: { [TEAM]: 1 } });
  });

  it('leaves a file that is there already as it is, and makes none of a server that keeps nothing', async () => {
    const engine = await filled(subject(), [TEAM]);
    await writeFile(file, 'van gisteren');
    expect(await backUp(engine, file, clock)).toEqual({ ok: false, failure: { kind: 'file-exists' } });
    expect(await readFile(file, 'utf8')).toBe('van gisteren');
    const empty = join(folder, 'empty');
    const none = { ok: false, failure: { kind: 'nothing-there' } };
    expect(await backUp(apart(subject()), empty, clock)).toEqual(none);
    expect(await readdir(folder)).toEqual(['backup']);
  });
});
