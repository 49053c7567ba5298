import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrol, installed, stateOfData } from './steps.ts';

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

/** A phone of its own, on which somebody just enrolled. */
async function phoneOf(username: string): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  folders.push(folder);
  const context = await openProfile(folder);
  contexts.push(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(server.origin);
  await installed(page);
  await enrol(page, server.origin, username);
  await stateOfData(page, 'alles verwerkt');
  return page;
}

async function openTeamWork(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: 'Werk van het team' }).click();
  await page.getByRole('main').getByRole('link', { name: place }).click();
  await page.getByRole('heading', { name: place, level: 1 }).waitFor();
}

const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

test('a signal recorded without a connection is confirmed by a colleague, once, however often they touch', async () => {
  const [page, other] = [await phoneOf('vet-voorstad-1'), await phoneOf('vet-voorstad-2')];
  await page.context().setOffline(true);
  await openTeamWork(page, 'Signalen');
  await page.getByRole('link', { name: 'Nieuw signaal' }).click();
  await page.getByRole('button', { name: 'Signaal bewaren' }).click();
  await page.getByRole('alert').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Wat zag of hoorde je?').fill('Ouderen in de flat eten alleen.');
  await page.getByLabel('In welke wijk?').selectOption('voorstad');
  await page.getByLabel('Hoe vaak zag je dit?').fill('3');
  await page.getByRole('button', { name: 'Signaal bewaren' }).click();
  const signal = (on: Page) => on.getByRole('article').filter({ hasText: 'Ouderen in de flat eten alleen.' });
  await signal(page).getByText('op dit toestel').waitFor();
  await page.context().setOffline(false);
  await stateOfData(page, 'alles verwerkt');

  await openTeamWork(other, 'Signalen');
  await signal(other).getByRole('button', { name: 'Dit zie ik ook' }).click();
  await signal(other).getByLabel('Wat zag je? (mag leeg)').fill('In de Rode Dorp ook.');
  await signal(other).getByRole('button', { name: 'Bewaren' }).dblclick();
  await signal(other).getByText('Dat jij dit vandaag ook zag').waitFor();
  await signal(other).getByText('Door 1 collega gezien').waitFor();
  expect(await findings(other)).toEqual([]);

  await signal(page).getByText('Door 1 collega gezien').waitFor({ timeout: 60_000 });
  expect(await signal(page).getByText('In de Rode Dorp ook.').count()).toBe(1);
}, 240_000);

test('a case that names a resident is refused, and reaches team Wmo once it names nobody', async () => {
  const page = contexts[0]?.pages()[0] as Page;
  await openTeamWork(page, 'Casussen');
  await page.getByRole('link', { name: 'Nieuwe casus' }).click();
  await page.getByLabel('Hoe noem je deze casus?').fill('Alleen na een verlies');
  await page.getByLabel('Wat speelt er?').fill('Mevrouw Ketelaar komt niet meer buiten.');
  await page.getByLabel('Wat wil je van je collega’s weten?').fill('Wie van jullie kent dit?');
  await page.getByRole('button', { name: 'Team Toegang Wmo' }).click();
  await page.getByText('Hier staat een naam die bij een bewoner hoort: Ketelaar').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Casus bewaren en delen' }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Ketelaar/ })
    .waitFor();
  await page.getByLabel('Wat speelt er?').fill('Een vrouw van tachtig komt niet meer buiten.');
  await page.getByRole('button', { name: 'Casus bewaren en delen' }).click();
  await page.getByRole('heading', { name: 'Alleen na een verlies' }).waitFor();
  await stateOfData(page, 'alles verwerkt');

  const wmo = await phoneOf('wmo-1');
  await openTeamWork(wmo, 'Casussen');
  await wmo.getByRole('link', { name: /Alleen na een verlies/ }).click();
  await wmo.getByText('Een vrouw van tachtig komt niet meer buiten.').waitFor();
  await wmo.getByLabel('Wat leerden jullie?').fill('Eerst samen langsgaan.');
  await wmo.getByRole('button', { name: 'Les bewaren en delen' }).click();
  await wmo.getByRole('article').getByText('Eerst samen langsgaan.').waitFor();
  await page.getByRole('article').getByText('Eerst samen langsgaan.').waitFor({ timeout: 60_000 });
}, 240_000);

test('two plans written without a connection for one collective need both stay, until somebody settles it', async () => {
  const [page, other] = contexts.slice(0, 2).map((context) => context.pages()[0]) as [Page, Page];
  await openTeamWork(page, 'Collectieve vragen');
  await page.getByRole('link', { name: 'Vragen samenbrengen' }).click();
  await page.getByLabel('Waar gaan deze vragen over?').fill('Samen eten');
  await page.getByLabel('In welke wijk?').selectOption('voorstad');
  await page.getByRole('button', { name: 'Bewaren en vragen kiezen' }).click();
  await page.getByRole('checkbox', { name: /Ouderen in de flat eten alleen/ }).check();
  await page.getByRole('row', { name: 'Signalen 1' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await stateOfData(page, 'alles verwerkt');

  await openTeamWork(other, 'Collectieve vragen');
  await other.getByRole('link', { name: /Samen eten/ }).click();
  for (const [phone, plan] of [
    [page, 'Het buurthuis vragen.'],
    [other, 'Een eettafel beginnen.']
  ] as const) {
    await phone.context().setOffline(true);
    await phone.getByRole('link', { name: 'Veranderen' }).click();
    await phone.getByLabel('Wat we ermee doen').fill(plan);
    await phone.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await phone.getByText(plan).waitFor();
  }
  for (const phone of [page, other]) {
    await phone.context().setOffline(false);
    await stateOfData(phone, 'alles verwerkt');
  }
  const kept = (on: Page) => on.getByRole('heading', { name: 'Wat we ermee doen: twee teksten' });
  await kept(page).waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Alle teksten samen houden' }).click();
  await kept(page).waitFor({ state: 'detached' });
  await kept(other).waitFor({ state: 'detached', timeout: 60_000 });
  const plan = await other.getByText('Het buurthuis vragen.').innerText();
  expect(plan).toContain('Een eettafel beginnen.');
}, 240_000);
