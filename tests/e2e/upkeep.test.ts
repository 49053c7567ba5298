import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KOFFIE_EN_WEGGEVEN } from '../../sync-server/demo/activities.ts';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrol, installed, open, stateOfData } from './steps.ts';

const KOFFIE = 'Koffie en de weggeefvraag';
const KOFFIE_PAGE = `/agenda/${KOFFIE_EN_WEGGEVEN.slice('activity:'.length)}`;

let server: ProductServer;
const folders: string[] = [];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  server = await productServer();
  await server.start();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

/** A phone of its own that holds the map and the app. */
async function phone(): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  folders.push(folder);
  const context = await openProfile(folder);
  contexts.push(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(server.origin);
  await installed(page);
  return page;
}

/** The same, on which somebody just enrolled. */
async function phoneOf(username: string): Promise<Page> {
  const page = await phone();
  await enrol(page, server.origin, username);
  await stateOfData(page, 'alles verwerkt');
  return page;
}

async function openUpkeep(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: /^Agenda bijhouden/ }).click();
  await page.getByRole('heading', { name: 'Agenda bijhouden', level: 1 }).waitFor();
}

async function openActivity(page: Page, name: string): Promise<void> {
  await openUpkeep(page);
  await page.getByRole('link', { name: new RegExp(`^${name} (elke|één)`, 'i') }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

/** The next session that stands on an activity's page. */
const firstSession = (page: Page) => page.getByRole('article').filter({ hasText: 'uur' }).first();

/** Opens an address again and again, as somebody who looks now and then, until a text is there. */
async function looksUntil(page: Page, path: string, words: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(server.origin + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        // What is on the device is shown at once; what is new comes a little later.
        await page.waitForTimeout(2000);
        return page.getByText(words, { exact: false }).count();
      },
      { timeout: 60_000, interval: 500 }
    )
    .toBeGreaterThan(0);
}

test('a session called off without a connection says so at once, and later on a phone of somebody else', async () => {
  const [page, visitor] = [await phoneOf('vet-voorstad-1'), await phone()];
  await page.context().setOffline(true);
  await openActivity(page, KOFFIE);
  await firstSession(page).getByRole('button', { name: 'Gaat niet door' }).click();
  await firstSession(page).getByRole('button', { name: 'Gaat toch door' }).waitFor();
  await firstSession(page).getByText('Nog niet gepubliceerd · op dit toestel').waitFor();
  expect(await findings(page)).toEqual([]);
  await openUpkeep(page);
  await page.getByRole('article').filter({ hasText: 'gaat niet door' }).getByText('op dit toestel').waitFor();

  await page.context().setOffline(false);
  await stateOfData(page, 'alles verwerkt');
  await page
    .getByRole('article')
    .filter({ hasText: 'gaat niet door' })
    .waitFor({ state: 'detached', timeout: 60_000 });
  await openActivity(page, KOFFIE);
  await firstSession(page).getByText('Gaat niet door', { exact: true }).waitFor();
  expect(await page.getByText('Nog niet gepubliceerd').count()).toBe(0);

  await looksUntil(visitor, KOFFIE_PAGE, 'gaat niet door');
}, 240_000);

test('an activity that nobody confirmed in time is asked for, and one tap of its volunteer answers for all', async () => {
  const volunteer = await phoneOf('vrijwilliger-1');
  await volunteer.getByRole('heading', { name: 'Klopt dit nog in de agenda?' }).waitFor();
  expect(await findings(volunteer)).toEqual([]);
  await volunteer.context().setOffline(true);
  await volunteer.getByRole('button', { name: 'Klopt nog' }).click();
  await volunteer.getByText(`Genoteerd: ${KOFFIE} klopt nog.`).waitFor();
  await volunteer
    .getByRole('heading', { name: 'Klopt dit nog in de agenda?' })
    .waitFor({ state: 'detached' });
  await volunteer.context().setOffline(false);
  await stateOfData(volunteer, 'alles verwerkt');

  const worker = contexts[0]?.pages()[0] as Page;
  await worker.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await worker.getByRole('button', { name: 'Nu verzenden' }).click();
  await openUpkeep(worker);
  const asked = worker
    .getByRole('article')
    .filter({ has: worker.getByRole('button', { name: 'Klopt nog' }) });
  await asked.filter({ hasText: KOFFIE }).waitFor({ state: 'detached', timeout: 60_000 });
  await asked
    .filter({ hasText: 'Boks je fit' })
    .getByText(/^niet bevestigd sinds/i)
    .waitFor();
  expect(await findings(worker)).toEqual([]);
}, 240_000);

test('what a volunteer says of a whole activity waits for the library, with the reason, and shows meanwhile', async () => {
  const page = contexts.at(-1)?.pages()[0] as Page;
  await openActivity(page, KOFFIE);
  await page.getByRole('link', { name: 'Voor wie het is veranderen' }).click();
  await page.getByText('Wat over de hele activiteit gaat, bekijkt de bibliotheek eerst.').waitFor();
  await page.getByLabel('Wat kost het?').fill('1 euro');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByText('Bewaard op dit toestel').waitFor();
  await page.getByRole('link', { name: 'Voor wie het is veranderen' }).getByText('1 euro').waitFor();
  await page.getByText('wacht op de bibliotheek').waitFor({ timeout: 60_000 });
  await page.getByText('Wat over de hele activiteit gaat, bekijkt de bibliotheek eerst.').waitFor();
}, 120_000);

test('a new activity is kept while it is written, refuses a citizen number, and reaches the agenda', async () => {
  const page = contexts[0]?.pages()[0] as Page;
  await page.context().setOffline(true);
  await openUpkeep(page);
  await page.getByRole('link', { name: 'Nieuwe activiteit' }).click();
  await page.getByText('Een activiteit').click();
  await page.getByLabel('Hoe heet het?').fill('Soep op dinsdag');
  await page.getByLabel('Wat is het, in een paar zinnen?').fill('Samen soep eten. Bel 123456782.');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('alert').getByText('burgerservicenummer').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Wat is het, in een paar zinnen?').fill('Samen soep eten.');
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await page.reload();
  await open(page);
  expect(await page.getByLabel('Hoe heet het?').inputValue()).toBe('Soep op dinsdag');
  await page.getByRole('button', { name: 'Verder' }).click();

  await page.getByRole('heading', { name: 'Wanneer het is' }).waitFor();
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Op welke dag is het?').fill(day);
  await page.getByLabel('Van', { exact: true }).fill('12:00');
  await page.getByLabel('Tot', { exact: true }).fill('13:00');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('heading', { name: 'Hoe vaak het is' }).waitFor();
  await page.getByText('Om de week').click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('heading', { name: 'Waar het is' }).waitFor();
  await page.getByRole('button', { name: 'Plek kiezen' }).click();
  await page.getByRole('searchbox', { name: 'Op welke plek?' }).fill('rode draad');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: /Rode Draad/ }).click();
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('heading', { name: 'Voor wie het is' }).waitFor();
  await page.getByText('Nee, gewoon komen').click();
  await page.getByText('Voor wie is het?').click();
  await page.getByRole('button', { name: 'ouderen', exact: true }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'In de agenda zetten' }).click();
  await page.getByRole('heading', { name: 'Soep op dinsdag', level: 1 }).waitFor();
  await page.getByText('Nog niet gepubliceerd · op dit toestel').waitFor();
  const address = new URL(page.url()).pathname.replace('/werk', '');

  await page.context().setOffline(false);
  await looksUntil(contexts[1]?.pages()[0] as Page, address, 'Samen soep eten.');
}, 240_000);

test('a session is moved and one is added, and both stand on the page at once', async () => {
  const page = contexts[0]?.pages()[0] as Page;
  await page.context().setOffline(true);
  await page.goto(`${server.origin}/werk/agenda`);
  await open(page);
  await openActivity(page, 'Voorstad aan Tafel');
  await firstSession(page).getByRole('link', { name: 'Verplaatsen' }).click();
  await page.getByLabel('Van', { exact: true }).fill('18:15');
  await page.getByRole('button', { name: 'Verplaatsen' }).click();
  await firstSession(page).getByText('18.15 tot').waitFor();
  await firstSession(page).getByText('Verplaatst van').waitFor();
  await page.getByRole('link', { name: 'Extra keer' }).click();
  await page.getByRole('button', { name: 'Extra keer bewaren' }).click();
  await page.getByRole('alert').getByText('Kies op welke dag het is.').waitFor();
  expect(await findings(page)).toEqual([]);
  await page
    .getByLabel('Op welke dag?')
    .fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  await page.getByLabel('Van', { exact: true }).fill('11:05');
  await page.getByRole('button', { name: 'Extra keer bewaren' }).click();
  await page.getByRole('article').filter({ hasText: '11.05 tot' }).getByText('op dit toestel').waitFor();
}, 120_000);
