import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutchWallTime } from '#lib/core/dutch-date.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { installed, open, stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
/** Of two volunteers and the worker of their activities. */
let ria: Page;
let bert: Page;
let worker: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  ria = await phones.of(server.origin, 'vrijwilliger-1');
  bert = await phones.of(server.origin, 'vrijwilliger-2');
  worker = await phones.of(server.origin, 'vet-voorstad-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

/** From Vandaag to the counter of the coffee morning of which nobody told yet. */
async function openCoffee(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(Alle opkomst|Opkomst)$/ })
    .first()
    .click();
  const coffee = page.getByRole('main').locator('section').filter({ hasText: 'Koffie en de weggeefvraag' });
  await coffee
    .getByRole('link', { name: /niet geteld/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: 'Eén erbij' })
    .or(page.getByRole('button', { name: 'Nieuw' }))
    .waitFor();
}

async function countAt(page: Page, entrance: string): Promise<void> {
  await page.getByRole('button', { name: 'Anders' }).click();
  await page.getByRole('radio', { name: 'Iedereen samen' }).check();
  await page.getByRole('button', { name: entrance, exact: true }).click();
  await page.getByRole('button', { name: 'Verder tellen' }).click();
}

const tap = (page: Page) => page.getByRole('button', { name: 'Eén erbij' }).click();
const total = (page: Page, count: number, timeout = 30_000) =>
  page.getByRole('heading', { name: new RegExp(`^${count} mens`) }).waitFor({ timeout });

test('a coffee morning counted by two volunteers without a connection and put right by a third adds up on every phone', async () => {
  for (const page of [ria, bert]) {
    await page.context().setOffline(true);
    await openCoffee(page);
  }
  await countAt(ria, 'Voordeur');
  for (let head = 0; head < 12; head++) await tap(ria);
  await ria.getByRole('button', { name: 'Eén terug' }).click();
  await total(ria, 11);
  expect(await findings(ria)).toEqual([]);
  await countAt(bert, 'Achterdeur');
  for (let head = 0; head < 8; head++) await tap(bert);
  await total(bert, 8);

  // The page is gone right after the last tap was seen.
  await ria.reload();
  await open(ria);
  await total(ria, 11);

  for (const page of [ria, bert]) await page.context().setOffline(false);
  await total(ria, 19, 60_000);
  await total(bert, 19, 60_000);
  await ria.getByText(/^Bert Olthof telt nu mee, al 8 bij de achterdeur/).waitFor();
  await ria.getByText('Jullie tellen elk bij een eigen ingang').waitFor();
  expect(await findings(ria)).toEqual([]);

  await worker.getByRole('link', { name: 'Opkomst' }).click();
  const coffee = worker.getByRole('main').locator('section').filter({ hasText: 'Koffie en de weggeefvraag' });
  await coffee.getByRole('link', { name: /19 mensen/ }).click({ timeout: 60_000 });
  await worker.getByRole('link', { name: 'Klopt het aantal niet?' }).click();
  await worker.getByLabel('Hoeveel mensen waren er?').fill('21');
  await worker.getByRole('button', { name: 'Aantal veranderen' }).click();
  await worker.getByRole('alert').waitFor();
  expect(await findings(worker)).toEqual([]);
  await worker.getByLabel('Waarom verander je het?').fill('Twee mensen zaten in de tuin.');
  await bert.context().setOffline(true);
  await tap(bert);
  await worker.getByRole('button', { name: 'Aantal veranderen' }).click();
  await total(worker, 21);
  await worker.getByText('Marloes Wegdam veranderde het aantal van 19 naar 21.').waitFor();
  await bert.context().setOffline(false);
  await stateOfData(bert, 'alles verwerkt');
  for (const page of [ria, bert, worker]) await total(page, 22, 60_000);
}, 300_000);

test('what a volunteer tells the team becomes a signal with one tap, once', async () => {
  await ria.getByRole('link', { name: 'Klaar' }).click();
  await ria.getByLabel('Hoe was het?').fill('Gezellig druk.');
  await ria.getByLabel('Moet het team iets weten?').fill('De buitenlamp is stuk.');
  expect(await findings(ria)).toEqual([]);
  await ria.getByRole('button', { name: 'Bewaren' }).click();
  await ria.getByText('Het is bewaard op dit toestel').waitFor();
  await stateOfData(ria, 'alles verwerkt');

  await worker.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  const told = worker.getByRole('listitem').filter({ hasText: 'De buitenlamp is stuk.' });
  await told.getByRole('link', { name: 'Maak er een signaal van' }).click({ timeout: 60_000 });
  expect(await worker.getByLabel('Wat zag of hoorde je?').inputValue()).toBe('De buitenlamp is stuk.');
  expect(await worker.getByLabel('In welke wijk?').inputValue()).toBe('voorstad');
  await worker.getByLabel('Hoe vaak zag je dit?').fill('1');
  await worker.getByRole('button', { name: 'Signaal bewaren' }).click();
  await worker.getByRole('article').filter({ hasText: 'De buitenlamp is stuk.' }).waitFor();
  await worker.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await worker.getByRole('heading', { name: 'Op te volgen' }).waitFor();
  await told.waitFor({ state: 'detached' });
}, 240_000);

test('what an activity comes to is shown without a connection, with a table behind every plot', async () => {
  await ria.context().setOffline(true);
  await ria.getByRole('link', { name: 'Koffie en de weggeefvraag' }).first().click();
  await ria.getByRole('heading', { name: 'Het laatste halfjaar' }).waitFor();
  await ria.getByText('Kwetsbaar').waitFor();
  for (const plot of ['Mensen per keer', 'Bezoeken per maand']) {
    const figure = ria.getByRole('figure', { name: plot });
    await figure.getByText('Als tabel').click();
    expect(await figure.getByRole('row').count()).toBeGreaterThan(6);
  }
  expect(await findings(ria)).toEqual([]);
  await ria.getByRole('link', { name: 'Code voor aan de muur' }).click();
  await ria.getByRole('img', { name: /QR-code/ }).waitFor();
  expect(await findings(ria)).toEqual([]);
  await ria.context().setOffline(false);
}, 240_000);

/** Puts an activity in the agenda that began half an hour ago, and answers the start of that session. */
async function somethingNow(name: string): Promise<string> {
  const login = await fetch(`${server.origin}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'beheer-1', password: 'demo-binnenzak' })
  });
  const [cookie = ''] = login.headers.getSetCookie().map((set) => set.slice(0, set.indexOf(';')));
  const start = `${dutchWallTime(Date.now() - 30 * 60_000).slice(0, 16)}:00`;
  const activity = {
    _id: `activity:${name}`,
    kind: 'activity',
    schema: 1,
    author: 'beheer-1',
    device: 'proef',
    created: new Date().toISOString(),
    name: 'Buurtkoffie van nu',
    description: 'Koffie.',
    service: null,
    organization: null,
    location: null,
    zone: 'voorstad',
    start,
    durationMinutes: 120,
    rrule: null,
    exdates: [],
    cost: null,
    registration: 'none',
    capacity: null,
    themes: [],
    targetGroups: [],
    languages: [],
    cancelled: false,
    verifiedOn: null
  };
  const put = await fetch(`${server.origin}/db/kaart/activity:${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(activity)
  });
  expect(put.status).toBe(201);
  return start;
}

test('a visitor counts themselves once from their own phone, also without a connection, and the volunteer sees it', async () => {
  const start = await somethingNow('nu');
  const visitor = await phones.empty();
  await expect
    .poll(async () => (await fetch(`${server.origin}/agenda/nu/hier`)).status, { timeout: 30_000 })
    .toBe(200);
  await visitor.goto(`${server.origin}/agenda/nu/hier`);
  await installed(visitor);
  await visitor.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
  await visitor.context().setOffline(true);
  await visitor.reload();
  const here = visitor.getByRole('button', { name: 'Ik ben er' });
  await here.waitFor();
  expect(await findings(visitor)).toEqual([]);
  await here.click();
  await visitor.getByText('Het staat op uw telefoon').waitFor();
  expect(await findings(visitor)).toEqual([]);
  await visitor.reload();
  await visitor.getByText('Het staat op uw telefoon').waitFor();
  await visitor.context().setOffline(false);
  await visitor.getByText('U bent geteld.').waitFor();
  await visitor.reload();
  await visitor.getByText('U bent geteld.').waitFor();
  expect(await here.count()).toBe(0);

  await ria.goto(`${server.origin}/werk/opkomst/nu/${start.replace(/[-:]/g, '')}`);
  await open(ria);
  await total(ria, 1, 60_000);
  await ria.getByText('1 mens telde zichzelf met de code').waitFor();
}, 240_000);
