import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { chooseToRecord, enrol, installed, stateOfData } from './steps.ts';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
  // The log-in went well, and then the connection was gone.
  await context.route(/\/db\//, (route) => route.abort());
  await enrol(page, server.origin, 'vet-voorstad-1');
  await installed(page);
  await context.setOffline(true);
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

const notHere = () => page.getByText('Het werk van je team staat nog niet op dit toestel');
const today = () => page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();

test('a phone that received nothing shows what was made on it, and says that the work of the team is not here', async () => {
  await notHere().waitFor();
  await page.getByText('Hier staat nog niets open.').waitFor();
  // With a resident of its own it still knows nothing of the others.
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('link', { name: 'Nieuwe bewoner' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Meneer van Buiten');
  await page.getByRole('button', { name: 'Kaart bewaren' }).click();
  await page.getByRole('heading', { name: 'Meneer van Buiten' }).waitFor();
  await chooseToRecord(page, 'Belofte om terug te bellen');
  await page.getByLabel('Je belofte').fill('Terugbellen over de lamp');
  await page.getByRole('button', { name: 'Morgen' }).click();
  await page.getByLabel('Aan wie?').fill('buiten');
  await page.getByRole('main').getByRole('listitem').getByRole('button').click();
  await page.getByRole('button', { name: 'Belofte bewaren' }).click();
  await page.getByText('De belofte is bewaard op dit toestel').waitFor();
  await today();
  await notHere().waitFor();
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Terugbellen over de lamp' })
    .waitFor();
  expect(await page.getByRole('heading', { name: 'Nieuw van collega’s' }).count()).toBe(0);
});

test('once everything came in, it stands beside what was made here', async () => {
  await context?.unroute(/\/db\//);
  await context?.setOffline(false);
  await stateOfData(page, 'alles verwerkt');
  await page.getByRole('heading', { name: 'Nieuw van collega’s' }).waitFor();
  expect(await notHere().count()).toBe(0);
  // What the team has to do comes first, and fills the list.
  await page.getByRole('button', { name: /^Toon alle/ }).click();
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Terugbellen over de lamp' })
    .waitFor();
}, 90_000);
