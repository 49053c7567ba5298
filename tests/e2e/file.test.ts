import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrol, stateOfData, unlock } from './steps.ts';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;
/** The first resident, and the address of their page. */
let name: string;
let address: string;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, 'vet-voorstad-1');
  await stateOfData(page, 'alles verwerkt');
  await toResidents();
  const first = page.getByRole('main').getByRole('listitem').first().getByRole('link');
  await first.click();
  const title = page.getByRole('heading', { level: 1 });
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  name = await title.innerText();
  address = page.url();
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

async function toResidents(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('heading', { name: 'Bewoners', level: 1 }).waitFor();
}
const telling = (words: string) => page.getByRole('article').filter({ hasText: words });
const onPage = (words: string) => page.getByRole('heading', { name: words, level: 1 }).waitFor();

test('consent is asked for one purpose, and withdrawing it stands beside what was said before', async () => {
  const handover = page.getByRole('link', { name: /^Gegevens doorgeven/ });
  await handover.getByText('Nog niet gevraagd').waitFor();
  for (const [answer, word] of [
    ['Ja, dat is goed', 'Ja'],
    ['Nee, of niet meer', 'Nee']
  ] as const) {
    await handover.click();
    await onPage(`Toestemming van ${name}`);
    await page.getByText(answer).click();
    await page.getByText('In het gesprek gezegd').click();
    await page.getByRole('button', { name: 'Vandaag' }).click();
    await page.getByRole('button', { name: 'Toestemming vastleggen' }).click();
    await handover.getByText(word, { exact: true }).waitFor();
  }
  const title = 'Gegevens doorgeven aan wie verder helpt';
  await page.getByRole('heading', { name: `Geen toestemming: ${title}`, exact: true }).waitFor();
  await page.getByRole('heading', { name: `Toestemming: ${title}`, exact: true }).waitFor();
});

test('who is involved can be called, and leaves the list when no longer involved', async () => {
  await page.getByRole('link', { name: 'Iemand toevoegen' }).click();
  await onPage(`Wie is er betrokken bij ${name}?`);
  await page.getByLabel('Wie is het?').fill('Fatma');
  await page.getByLabel(/^Wat is deze persoon/).fill('dochter');
  await page.getByLabel(/^Hoe bereik je/).fill('na zes uur, 06 12345678');
  await page.getByRole('button', { name: 'Toevoegen' }).click();
  const call = page.getByRole('link', { name: 'Bel Fatma, 06 12345678' });
  await call.waitFor();
  expect(await call.getAttribute('href')).toBe('tel:0612345678');
  // The form is empty again, for the next one.
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#name')?.value === '');
  await page.getByRole('button', { name: 'Niet meer betrokken: Fatma' }).click();
  await page.getByRole('button', { name: 'Toch weer betrokken: Fatma' }).waitFor();
  await page.getByRole('link', { name: `Terug naar ${name}` }).click();
  await telling('Niet meer betrokken: Fatma').waitFor();
});

test('a new card of somebody who has one is asked about before it is saved', async () => {
  await toResidents();
  await page.getByRole('link', { name: 'Nieuwe bewoner' }).click();
  // The list that is left has a field for a name too.
  await onPage('Nieuwe bewoner');
  await page.getByLabel('Naam').fill(name.split(' ').reverse().join(' ').toUpperCase());
  await page.getByLabel('Hoe bereik je deze bewoner?').fill('via de overkant');
  await page.getByRole('button', { name: 'Kaart bewaren' }).click();
  await page.getByRole('heading', { name: 'Heeft deze bewoner al een kaart?' }).waitFor();
  await page.getByRole('listitem').getByRole('link', { name, exact: true }).waitFor();
  await page.getByRole('button', { name: 'Toch een nieuwe kaart' }).click();
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  expect(page.url()).not.toBe(address);
});

test('two cards become one that is found at both addresses, and go apart again', async () => {
  const other = page.url();
  await unlock(page, address);
  await page.getByRole('link', { name: 'Dubbele kaart samenvoegen' }).click();
  await onPage('Twee kaarten samenvoegen');
  await page.getByText('Deze kaarten lijken erop').waitFor();
  await page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('button', { name: /via de overkant/ })
    .click();
  for (const question of await page.getByRole('group').all())
    await question.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Samenvoegen' }).click();
  await page
    .getByText(/^Samengevoegd met de kaart van/)
    .first()
    .waitFor();
  await telling('via de overkant').waitFor();
  await unlock(page, other);
  await page.waitForURL(address);
  await onPage(name);
  await page.getByRole('button', { name: 'Dit klopt niet, haal uit elkaar' }).click();
  await telling('Weer een eigen kaart').waitFor();
  await toResidents();
  await page.getByLabel('Zoek op naam').fill(name);
  await page.getByRole('status').filter({ hasText: '2 bewoners' }).waitFor();
});

test('a file is closed with a reason, says so, and is opened again', async () => {
  await page.getByRole('listitem').getByRole('link', { name }).first().click();
  await page.getByRole('link', { name: 'Dossier afsluiten' }).click();
  await page.getByRole('button', { name: 'Dossier afsluiten' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Waarom sluit je het af?').fill('Woont nu in Raalte');
  await page.getByRole('button', { name: 'Dossier afsluiten' }).click();
  await page.getByRole('status').filter({ hasText: 'Dit dossier is afgesloten' }).waitFor();
  await page.getByRole('link', { name: 'Weer openen', exact: true }).click();
  await page.getByRole('button', { name: 'Weer openen' }).click();
  await telling('Dossier weer geopend').waitFor();
  expect(await page.getByText('Dit dossier is afgesloten').count()).toBe(0);
});
