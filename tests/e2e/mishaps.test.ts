import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { crash, openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import {
  beginConversation,
  enrol,
  installed,
  open,
  review,
  saveReviewed,
  signUp,
  stateOfData,
  unlock
} from './steps.ts';

let server: ProductServer;
let profile: string;
let phone: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
});
afterAll(() => server.discard());

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  await takeUp();
  await enrol(page, server.origin, 'vet-voorstad-1');
  await stateOfData(page, 'alles verwerkt');
});
afterEach(async () => {
  await phone.close();
  rmSync(profile, { recursive: true, force: true });
});

async function takeUp(): Promise<void> {
  phone = await openProfile(profile);
  page = phone.pages()[0] ?? (await phone.newPage());
}

/** From now on no draft is removed, as when the browser dies between saving and that. */
async function keepDrafts(): Promise<void> {
  await page.evaluate(() => {
    IDBObjectStore.prototype.delete = function () {
      return this.count() as unknown as IDBRequest<undefined>;
    };
  });
}

test('a browser that dies while somebody types leaves the text, and one that dies after saving leaves no form', async () => {
  await beginConversation(page, 'Wie past er op de hond?');
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await crash(page);

  await takeUp();
  await unlock(page, `${server.origin}/werk`);
  await page.getByRole('link', { name: 'Wie past er op de hond?' }).click();
  expect(await page.getByLabel('De vraag').inputValue()).toBe('Wie past er op de hond?');
  await review(page);
  const address = page.url();
  await keepDrafts();
  await saveReviewed(page, 'Wie past er op de hond?');
  await crash(page);

  await takeUp();
  await unlock(page, address);
  await page.getByText('Het is al bewaard.').waitFor();
  await page.getByRole('link', { name: 'Naar Vandaag' }).click();
  await page.getByRole('heading', { name: 'Op te volgen' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Verder schrijven' }).count()).toBe(0);
});

test('a browser that dies in the middle of a word loses at most the last letter', async () => {
  await beginConversation(page, '');
  await page.getByLabel('De vraag').pressSequentially('Wie past er op de hond', { delay: 250 });
  await crash(page);

  await takeUp();
  await unlock(page, `${server.origin}/werk`);
  await page.getByRole('link', { name: 'Wie past er op de hon' }).click();
  expect(await page.getByLabel('De vraag').inputValue()).toMatch(/^Wie past er op de hond?$/);
});

test('the form of a new resident is empty again after one was saved, also when the browser died just then', async () => {
  await page.getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('link', { name: 'Nieuwe bewoner' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Mevrouw Nieuwendijk');
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await keepDrafts();
  await page.getByRole('button', { name: 'Kaart bewaren' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mevrouw Nieuwendijk' }).waitFor();
  await crash(page);

  await takeUp();
  await unlock(page, `${server.origin}/werk/bewoners/nieuw`);
  await page.getByLabel('Naam', { exact: true }).fill('Meneer Anders');
  await page.getByRole('button', { name: 'Kaart bewaren' }).click();
  await page.getByRole('heading', { level: 1, name: 'Meneer Anders' }).waitFor();
  await page.getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Mevrouw Nieuwendijk' }).waitFor();
});

test('work goes on after the server ended the session, and is sent once somebody logs in again', async () => {
  await phone.clearCookies();
  await beginConversation(page, 'Waar vind ik de sleutel?');
  await review(page);
  await saveReviewed(page, 'Waar vind ik de sleutel?');
  await stateOfData(page, 'opnieuw inloggen');

  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByText('1 stuk staat alleen hier').waitFor();
  await page.getByLabel('Wachtwoord').fill('demo-binnenzak');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await stateOfData(page, 'alles verwerkt');
});

test('what the server refuses stays, says why, and can be offered again', async () => {
  const writes = '**/_bulk_docs';
  await page.route(writes, async (route) => {
    const { docs } = route.request().postDataJSON() as { docs: { _id: string; _rev: string }[] };
    const json = docs.map(({ _id: id, _rev: rev }) => ({
      id,
      rev,
      error: 'forbidden',
      reason: 'Niet van u.'
    }));
    await route.fulfill({ status: 201, json });
  });
  await beginConversation(page, 'Mag ik dit wel vertellen?');
  await review(page);
  await saveReviewed(page, 'Mag ik dit wel vertellen?');
  await stateOfData(page, '1 geweigerd');
  await page.unroute(writes);
  await unlock(page, `${server.origin}/werk/gegevens`);

  await stateOfData(page, '1 geweigerd');
  await page.getByText('Gesprek: Mag ik dit wel vertellen?').waitFor();
  await page.getByText('Reden: Niet van u.').waitFor();
  await page.getByRole('button', { name: 'Nog eens verzenden' }).click();
  await stateOfData(page, 'alles verwerkt');
});

test('a colleague on the same phone sees nothing of the first, and sends nothing of the first', async () => {
  await installed(page);
  await phone.setOffline(true);
  await beginConversation(page, 'Blijft dit onder ons?');
  await review(page);
  await saveReviewed(page, 'Blijft dit onder ons?');
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('button', { name: 'Nu op slot' }).click();
  await phone.setOffline(false);

  await page.getByRole('button', { name: 'Iemand anders? Log in' }).click();
  await signUp(page, 'vet-bathmen-1');
  await stateOfData(page, 'alles verwerkt');
  await page.getByRole('link', { name: 'Bewoners' }).click();
  await page.getByText('3 bewoners').waitFor();

  await page.goto(`${server.origin}/werk/gegevens`);
  await page.getByText('Gebruiker 1').click();
  await open(page);
  await stateOfData(page, 'opnieuw inloggen');
  await page.getByText('1 stuk staat alleen hier').waitFor();
});
