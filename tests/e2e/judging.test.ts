import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '#lib/agenda/upkeep/activity-change.ts';
import { KOFFIE_EN_WEGGEVEN } from '#server/demo/activities.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { stateOfData } from './steps.ts';

const DATABASE = 'opkomst-voorstad';
let server: ProductServer;
const phones = new Phones();
let context: BrowserContext;

/** What WCAG 2.2 AA asks, and what is known to help beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

beforeAll(async () => {
  server = await productServer();
  await server.start();
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

/** Somebody of the field, as their device speaks to the server. */
async function fieldOf(username: string) {
  const login = await fetch(`${server.origin}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'demo-binnenzak' })
  });
  const cookie = login.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const ask = (path: string, body?: unknown) =>
    fetch(server.origin + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  return {
    async says(name: string, change: Change, note = ''): Promise<void> {
      const document = {
        _id: `activity-change:${name}`,
        kind: 'activity-change',
        schema: 1,
        author: username,
        device: 'phone',
        created: new Date().toISOString(),
        activity: KOFFIE_EN_WEGGEVEN,
        change,
        note
      };
      const written = await ask(`/db/${DATABASE}/_bulk_docs`, { docs: [document] });
      expect((await written.json())[0]).not.toHaveProperty('error');
      await ask(`/courier/${DATABASE}`, {});
    },
    async hears(name: string): Promise<{ outcome: string; reason: string } | null> {
      const answer = await ask(`/db/${DATABASE}/activity-change-result:${name}`);
      return answer.ok ? answer.json() : null;
    }
  };
}

async function accessible(page: Page): Promise<void> {
  // What lies under the header at the moment is no smaller for it.
  await page.evaluate(() => scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a curator publishes and refuses without a connection, and the field hears of it', async () => {
  const volunteer = await fieldOf('vrijwilliger-1');
  await volunteer.says(
    'kosten',
    { type: 'edit', fields: { cost: '€ 1,50', name: 'Koffie met taart' } },
    'De koffie is duurder geworden.'
  );
  await volunteer.says('stop', { type: 'end' });
  const desk = await phones.of(server.origin, 'beheer-1');
  context = desk.context();
  await desk.getByRole('link', { name: 'Voorstellen uit de wijk (2)' }).click();
  const edit = desk.getByRole('article').filter({ hasText: 'wordt anders: naam en kosten' });
  await edit.getByText('Koffie met taart').waitFor();
  await edit.getByText('De koffie is duurder geworden.').waitFor();
  await accessible(desk);

  await context.setOffline(true);
  await edit.getByRole('button', { name: 'Publiceren' }).click();
  await desk.getByText(/^Gepubliceerd: .* wordt anders: naam en kosten\.$/).waitFor();
  const end = desk.getByRole('article').filter({ hasText: 'stopt' });
  await end.getByRole('button', { name: 'Afwijzen' }).click();
  await end.getByRole('button', { name: 'Afwijzen met deze reden' }).click();
  await end.getByRole('alert').getByText('Schrijf op waarom dit niet op de kaart komt.').waitFor();
  await accessible(desk);
  await end.getByLabel('Waarom niet?').fill('We zoeken eerst een andere gastvrouw.');
  await end.getByRole('button', { name: 'Afwijzen met deze reden' }).click();
  await desk.getByText('Er wacht niets op jou.', { exact: false }).waitFor();
  await accessible(desk);
  expect(await volunteer.hears('kosten')).toBeNull();

  await context.setOffline(false);
  await stateOfData(desk, 'alles verwerkt');
  await expect
    .poll(() => volunteer.hears('kosten'), { timeout: 30_000 })
    .toMatchObject({
      outcome: 'published',
      reason: ''
    });
  await expect
    .poll(() => volunteer.hears('stop'), { timeout: 30_000 })
    .toMatchObject({
      outcome: 'refused',
      reason: 'We zoeken eerst een andere gastvrouw.'
    });
});

test('a session that a worker calls off is called off on the phone of a resident, also without a connection', async () => {
  const resident = await context.newPage();
  await resident.goto(`${server.origin}/agenda/${KOFFIE_EN_WEGGEVEN.slice('activity:'.length)}`);
  const start = (await resident.locator('time').first().getAttribute('datetime')) ?? '';
  const session = resident.locator('li').filter({ has: resident.locator(`time[datetime="${start}"]`) });
  const worker = await fieldOf('vet-voorstad-1');
  await worker.says('uit', { type: 'cancel', session: start });
  expect(await worker.hears('uit')).toMatchObject({ outcome: 'published' });
  // A page that was loaded before the change came shows it the next time.
  const called = session.getByText('gaat niet door');
  const seen = async () => {
    await resident.reload();
    return called.waitFor({ state: 'attached', timeout: 5000 }).then(
      () => true,
      () => false
    );
  };
  await expect.poll(seen, { timeout: 90_000, interval: 500 }).toBe(true);
  await context.setOffline(true);
  await resident.reload();
  await called.waitFor({ state: 'attached' });
  await context.setOffline(false);
});
