import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { chooseToRecord, enrol, installed, open, stateOfData } from './steps.ts';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, 'vet-voorstad-1');
  await installed(page);
  await stateOfData(page, 'alles verwerkt');
  // From here on the device has no reception, up to the last test.
  await context.setOffline(true);
}, 120_000);

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

/** Where the navigation says the page is. */
const place = () => page.getByRole('navigation').locator('[aria-current="page"]').innerText();
const article = (words: string) => page.getByRole('article').filter({ hasText: words });

test('a simple question is solved at first contact on three screens, without reception and without a card', async () => {
  await chooseToRecord(page, 'Melding');
  expect((await place()).trim()).toBe('Vastleggen');
  await page.getByLabel('De vraag', { exact: true }).fill('Waar kan ik samen eten?');
  await page.getByRole('button', { name: 'Zoek wat past' }).click();
  const offer = page.getByRole('dialog').getByRole('listitem').first().getByRole('button');
  const name = await offer.locator('strong').innerText();
  await offer.click();
  await page.getByRole('button', { name: 'Kort contact zonder naam' }).click();
  await page.getByLabel('Wijk').selectOption({ label: 'Voorstad' });
  await page.getByRole('button', { name: 'De bewoner zelf' }).click();
  await page.getByRole('button', { name: 'Geen haast' }).click();
  await page.getByRole('button', { name: 'Verder' }).click();

  await page.getByRole('radio', { name: 'Er komt een gesprek' }).check();
  await page.getByRole('button', { name: 'Melding bewaren' }).click();
  await page.getByRole('alert').getByText('Voor een gesprek is een kaart nodig').waitFor();
  await page.getByRole('radio', { name: 'Meteen opgelost' }).check();
  await page.getByRole('button', { name: 'Melding bewaren' }).click();

  await article('Waar kan ik samen eten?').getByText('Kort contact zonder naam').waitFor();
  await article('Meteen opgelost').getByRole('link', { name }).waitFor();
  await stateOfData(page, '2 op dit toestel');
  await page.getByRole('link', { name: 'Naar alle meldingen' }).click();
  await page.getByText('Er staat niets open').waitFor();
});

test('what was typed in a report outlives a reload, and then goes on to a conversation with a new resident', async () => {
  await chooseToRecord(page, 'Melding');
  await page.getByLabel('De vraag', { exact: true }).fill('Ik kom de deur niet meer uit, bel 111222333');
  await page.getByLabel('Van wie is de vraag?').fill('Meneer van Buiten');
  await page.getByText('Geen bewoner met deze naam').waitFor();
  await page.getByRole('button', { name: 'Nieuwe kaart' }).click();
  await page.getByRole('button', { name: 'Een buur' }).click();
  await page.getByRole('button', { name: 'Deze week' }).click();
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await page.reload();
  await open(page);

  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('alert').getByText('burgerservicenummer').waitFor();
  expect(await page.getByLabel('Naam', { exact: true }).inputValue()).toBe('Meneer van Buiten');
  await page.getByLabel('De vraag', { exact: true }).fill('Ik kom de deur niet meer uit');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('radio', { name: 'Er komt een gesprek' }).check();
  await page.getByRole('button', { name: 'Melding bewaren' }).click();

  await page.getByRole('heading', { name: 'Waar gaat het gesprek over?' }).waitFor();
  expect(await page.getByLabel('De vraag', { exact: true }).inputValue()).toBe(
    'Ik kom de deur niet meer uit'
  );
  await page.getByText('Meneer van Buiten').waitFor();
  await stateOfData(page, '5 op dit toestel');
});

test('of two reports that are half written each is offered on Vandaag, and a saved one is not written twice', async () => {
  const question = page.getByLabel('De vraag', { exact: true });
  for (const text of ['De huur is te hoog', 'De bel doet het niet']) {
    await chooseToRecord(page, 'Melding');
    await page.getByRole('heading', { name: 'Nieuwe melding' }).waitFor();
    expect(await question.inputValue()).toBe('');
    await question.fill(text);
    await page.getByText('Opgeslagen op dit toestel').waitFor();
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: 'Melding De bel doet het niet' }).waitFor();
  await page.getByRole('link', { name: 'Melding De huur is te hoog' }).click();
  expect(await question.inputValue()).toBe('De huur is te hoog');
  await page.getByRole('button', { name: 'Kort contact zonder naam' }).click();
  await page.getByRole('button', { name: 'De bewoner zelf' }).click();
  await page.getByRole('button', { name: 'Geen haast' }).click();
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('radio', { name: 'Meteen opgelost' }).check();
  await page.getByLabel('Wat heb je gedaan?').fill('Samen de huurcommissie gebeld.');
  await page.getByRole('button', { name: 'Melding bewaren' }).click();
  await article('De huur is te hoog').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Deze melding is bewaard' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: 'Melding De bel doet het niet' }).waitFor();
  expect(await page.getByRole('link', { name: 'Melding De huur is te hoog' }).count()).toBe(0);
});

test('a report that stays open stands in the list of its zone until it is settled', async () => {
  await chooseToRecord(page, 'Melding');
  await page.getByLabel('De vraag', { exact: true }).fill('De lamp in de straat is stuk');
  await page.getByRole('button', { name: 'Kort contact zonder naam' }).click();
  await page.getByRole('button', { name: 'Een buur' }).click();
  await page.getByRole('button', { name: 'Vandaag' }).first().click();
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('radio', { name: 'Nog open laten' }).check();
  await page.getByRole('button', { name: 'Melding bewaren' }).click();
  await page.getByRole('link', { name: 'Naar alle meldingen' }).click();
  await page.getByRole('status').getByText('1 open', { exact: true }).waitFor();
  await page.getByLabel('Wijk').selectOption({ label: 'Bathmen' });
  await page.getByText('Er staat niets open').waitFor();
  await page.getByLabel('Wijk').selectOption({ label: 'Alle wijken' });
  await page.getByRole('link', { name: 'De lamp in de straat is stuk' }).click();
  await page.getByRole('radio', { name: 'Niets meer nodig' }).check();
  await page.getByRole('button', { name: 'Uitkomst bewaren' }).click();
  await article('Niets meer nodig').waitFor();
});

test('a report without a card is brought to a resident later, without reception, and taken back again', async () => {
  // The question that was solved at first contact.
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: 'Meldingen', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: 'Waar kan ik samen eten?' }).click();
  await page.getByRole('button', { name: 'Alsnog bij een bewoner zetten' }).click();
  await page.getByLabel('Van wie is de vraag?').fill('buiten');
  await page.getByRole('main').getByRole('listitem').getByRole('button').click();
  await page.getByRole('button', { name: 'Bij deze bewoner zetten' }).click();
  await page.getByText(/^Bij deze bewoner gezet door Marloes Wegdam/).waitFor();
  await article('Waar kan ik samen eten?').getByRole('link', { name: 'Meneer van Buiten' }).click();
  await page.getByRole('heading', { name: 'Melding: Waar kan ik samen eten?' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Dit klopt niet, haal los' }).click();
  await article('Waar kan ik samen eten?').getByText('Kort contact zonder naam').waitFor();
  await page.getByRole('button', { name: 'Alsnog bij een bewoner zetten' }).waitFor();
});

test('a promise is kept, and everything reaches the server once there is reception', async () => {
  await chooseToRecord(page, 'Belofte om terug te bellen');
  await page.getByLabel('Je belofte').fill('Terugbellen over de lamp');
  await page.getByRole('button', { name: 'Morgen' }).click();
  await page.getByLabel('Aan wie?').fill('buiten');
  await page.getByRole('main').getByRole('listitem').getByRole('button').click();
  await page.getByRole('button', { name: 'Belofte bewaren' }).click();
  await page.getByText('De belofte is bewaard op dit toestel').waitFor();
  await context?.setOffline(false);
  await stateOfData(page, 'alles verwerkt');
}, 90_000);
