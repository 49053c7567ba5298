import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { belongsIn, can, isKind } from '#lib/roles/can.ts';
import { groupDatabase } from '#lib/roles/databases.ts';
import { RECORD_SCHEMAS } from '#lib/record-schemas.ts';
import { KOFFIE_EN_WEGGEVEN } from '#server/demo/activities.ts';
import { openProfile } from '../support/browser.ts';
import { exampleOf } from '../support/example.ts';
import { filesThatHold, filesThatHoldBytes } from '../support/profile.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { beginConversation, deviceLock, enrol, installed, makeLockPasskey, stateOfData } from './steps.ts';

/** What the server alone writes, and what is a curator's: a worker cannot plant a word in it. */
const OF_OTHERS = [
  'handover',
  'glass-broken',
  'activity-change-result',
  'check-in',
  'list-count',
  'change-to-judge',
  'judgement'
];
/** What no word of anybody's is in. */
const WITHOUT_WORDS = ['headcount', 'group-list', 'activity-person', 'attendance-mark', 'participant'];
const USER = 'vet-voorstad-1';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let cookie = '';

beforeAll(async () => {
  server = await productServer();
  await server.start();
  const login = await fetch(`${server.origin}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: USER, password: 'demo-binnenzak' })
  });
  cookie = login.headers.getSetCookie().map((set) => set.slice(0, set.indexOf(';')))[0] ?? '';
});
afterAll(async () => {
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

/** Made of chance, so that no compression of the browser's files takes it apart. */
const canary = (): string => randomBytes(12).toString('hex');

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(server.origin + path, {
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) })
  });
  return (await response.json()) as Answer;
}

/** Writes one document of every kind that a worker writes, with a canary wherever there is room. Answers them by kind. */
async function plant(database: string): Promise<Map<string, string>> {
  const kinds = Object.entries(RECORD_SCHEMAS).filter(
    ([kind]) => isKind(kind) && belongsIn(kind, database) && can('field-worker', 'write', kind)
  );
  const canaries = new Map(kinds.map(([kind]) => [kind, canary()]));
  const docs = kinds.map(([kind, schema]) => ({
    ...exampleOf(schema, canaries.get(kind) ?? '', {
      author: USER,
      device: 'proef',
      activity: KOFFIE_EN_WEGGEVEN,
      resident: 'resident:KANARIE',
      session: '2026-11-24T10:00:00',
      start: '2026-11-24T10:00:00',
      zone: 'voorstad'
    }),
    _id: `${kind}:KANARIE`,
    _rev: undefined
  }));
  const outcomes = await ask<{ id: string; error?: string; reason?: string }[]>(
    `/db/${database}/_bulk_docs`,
    { docs }
  );
  expect(outcomes.filter(({ error }) => error)).toEqual([]);
  for (const kind of WITHOUT_WORDS) canaries.delete(kind);
  return canaries;
}

/** Begins a list of names for the coffee morning and puts somebody on it. */
async function plantName(): Promise<string> {
  const made = { schema: 1, author: USER, device: 'proef', created: new Date().toISOString() };
  const list = { ...made, _id: 'group-list:LIJST', kind: 'group-list', activity: KOFFIE_EN_WEGGEVEN };
  await ask('/db/opkomst-voorstad/_bulk_docs', { docs: [{ ...list, state: 'kept', keepDays: 90 }] });
  const database = groupDatabase(KOFFIE_EN_WEGGEVEN);
  await expect
    .poll(async () => (await ask<{ databases: string[] }>('/auth/session')).databases, { timeout: 30_000 })
    .toContain(database);
  const word = canary();
  const person = { ...made, _id: 'participant:KANARIE', kind: 'participant', firstName: word };
  const docs = [{ ...person, consentOn: '2026-11-01', left: null, stamps: {}, seen: {}, kept: {} }];
  expect(JSON.stringify(await ask(`/db/${database}/_bulk_docs`, { docs }))).not.toContain('error');
  return word;
}

/** What the passkeys of a page give from now on, as it comes in. */
async function secretsOf(page: Page): Promise<Buffer[]> {
  const secrets: Buffer[] = [];
  await page.exposeFunction('tellSecret', (bytes: number[]) => void secrets.push(Buffer.from(bytes)));
  const listen = () => {
    const told = (globalThis as unknown as { tellSecret(bytes: number[]): Promise<void> }).tellSecret;
    for (const way of ['create', 'get'] as const) {
      const ask = navigator.credentials[way].bind(navigator.credentials);
      navigator.credentials[way] = async (options?: object) => {
        const answer = await ask(options);
        const given = (answer as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results?.first;
        if (given) await told([...new Uint8Array(given as ArrayBuffer)]);
        return answer;
      };
    }
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return secrets;
}

test('of no confidential kind a word lies on the disk after a day of use and the lock', async () => {
  const canaries = new Map([
    ...(await plant('team-voorstad')),
    ...(await plant('opkomst-voorstad')),
    ['a name on a list', await plantName()] as const
  ]);
  const missing = Object.keys(RECORD_SCHEMAS).filter(
    (kind) => !canaries.has(kind) && ![...OF_OTHERS, ...WITHOUT_WORDS].includes(kind)
  );
  expect(missing).toEqual([]);
  const typed = canary();

  const context = await openProfile(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, USER);
  await stateOfData(page, 'alles verwerkt');
  await installed(page);
  await deviceLock(page, true);
  const secrets = await secretsOf(page);
  await makeLockPasskey(page);
  await page.getByText('De passkey werkt.').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('link', { name: canaries.get('resident') ?? '' }).click();
  await page
    .getByText(canaries.get('conversation') ?? '')
    .first()
    .waitFor();
  await page.goto(`${server.origin}/werk/opkomst`);
  await page.getByRole('button', { name: 'Openen met passkey' }).click();
  await page.getByRole('heading', { name: 'Opkomst' }).waitFor();
  await beginConversation(page, typed);
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('button', { name: 'Nu op slot' }).click();
  await page.getByRole('heading', { name: 'Binnenzak is op slot' }).waitFor();
  await context.close();

  const found = [...canaries, ['a draft', typed] as const].flatMap(([kind, word]) =>
    filesThatHold(profile, word).map((file) => `${kind}: ${file.slice(profile.length)}`)
  );
  expect(found).toEqual([]);
  // At its making and at its opening the passkey gave the same; neither the bytes nor a spelling of them were kept.
  expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
  expect(secrets.length).toBeGreaterThan(1);
  expect(secrets.flatMap((secret) => filesThatHoldBytes(profile, secret))).toEqual([]);
  expect(filesThatHold(profile, 'Schalkhaar')).not.toEqual([]);
}, 240_000);
