import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
let worker: Page;

/** What WCAG 2.2 AA asks, and what is known to help beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

beforeAll(async () => {
  server = await productServer();
  await server.start();
  worker = await phones.of(server.origin, 'vet-voorstad-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

test('a handover reaches the other team, which gives it back, and the sender reads why', async () => {
  const name = await openResident(worker, 0);
  await worker.getByRole('link', { name: 'Doorverwijzen' }).click();
  await worker.getByText('Ja, dit mag').click();
  await worker.getByText('In het gesprek gezegd').click();
  expect(await worker.getByLabel('Om wie gaat het?').inputValue()).toBe(name);
  await worker.getByText('Een ander team').click();
  await worker.getByText('Team Toegang Wmo').first().click();
  await worker.getByLabel('Wat is je vraag?').fill('Kan er een traplift komen?');
  await worker.getByRole('button', { name: 'Over twee weken' }).click();
  await accessible(worker);
  await worker.getByRole('button', { name: 'Bewaren' }).click();
  await worker.getByRole('heading', { name: 'Doorverwijzing naar Team Toegang Wmo' }).waitFor();
  await stateOfData(worker, 'alles verwerkt');

  const receiver = await phones.of(server.origin, 'wmo-1');
  await receiver
    .getByRole('link', { name: /^Overdracht van .*: Kan er een traplift komen\?$/ })
    .first()
    .waitFor();
  await receiver.getByRole('link', { name: 'Overdrachten', exact: true }).click();
  await receiver.getByRole('link', { name }).waitFor();
  await accessible(receiver);
  await receiver.getByRole('link', { name }).click();
  await receiver.getByText('Kan er een traplift komen?').waitFor();
  await receiver.getByText('Teruggeven').click();
  await receiver.getByRole('button', { name: 'Bewaren' }).click();
  await receiver.getByRole('alert').getByText('Schrijf op waarom het teruggaat.').waitFor();
  await receiver.getByLabel('Waarom?').fill('De woning wordt binnenkort gesloopt.');
  await receiver.getByRole('button', { name: 'Bewaren' }).click();
  await receiver.getByText('Teruggegeven.').waitFor();
  await accessible(receiver);
  await stateOfData(receiver, 'alles verwerkt');

  await fetchAnew(worker);
  await worker.getByText('Team Toegang Wmo geeft het terug.').waitFor();
  await worker.getByText('‘De woning wordt binnenkort gesloopt.’').waitFor();
  await worker.getByRole('link', { name: 'Opnieuw doorverwijzen' }).waitFor();
  await accessible(worker);
});

test('a referral to an activity is made and followed until it is taken up, without a connection', async () => {
  await worker.context().setOffline(true);
  const name = await openResident(worker, 1);
  await worker.getByRole('link', { name: 'Doorverwijzen' }).click();
  await worker.getByText('Ja, dit mag').click();
  await worker.getByText('In het gesprek gezegd').click();
  await worker.getByText('Aanbod op de sociale kaart').click();
  await worker.getByRole('button', { name: 'Aanbod zoeken' }).click();
  await worker.getByLabel('Zoek op de sociale kaart').fill('samen eten');
  const offer = worker.getByRole('dialog').getByRole('listitem').first().getByRole('button');
  const chosen = await offer.locator('strong').innerText();
  await offer.click();
  await worker.getByLabel('Wat is je vraag?').fill('Een keer mee aan tafel.');
  await worker.getByRole('button', { name: 'Bewaren' }).click();
  await worker.getByRole('heading', { name: `Doorverwijzing naar ${chosen}` }).waitFor();
  await worker.getByRole('button', { name: `Deel ${chosen}` }).waitFor();

  await worker.getByText('Opgepakt', { exact: true }).first().click();
  await worker.getByLabel('Hoe ging het?').fill('Gaat nu elke dinsdag.');
  await worker.getByRole('button', { name: 'Bewaren' }).click();
  await worker.getByText(`${chosen} pakt het op.`).waitFor();
  await worker.getByRole('link', { name, exact: true }).click();
  await worker
    .getByRole('link', { name: new RegExp(`^${chosen}.*Opgepakt`) })
    .first()
    .waitFor();
  await stateOfData(worker, '3 op dit toestel');
  await worker.context().setOffline(false);
  await stateOfData(worker, 'alles verwerkt');
});

test('where the resident says no, nothing goes on and the form says what can be done', async () => {
  await openResident(worker, 2);
  await worker.getByRole('link', { name: 'Doorverwijzen' }).click();
  await worker.getByText('Nee, liever niet').click();
  await worker.getByText('Dan geef je niets door.').waitFor();
  expect(await worker.getByLabel('Wat is je vraag?').count()).toBe(0);
  await worker.getByRole('button', { name: 'Bewaren' }).click();
  await worker.getByRole('link', { name: 'Doorverwijzen' }).click();
  await worker.getByText('wilde de bewoner niet dat je gegevens doorgeeft').waitFor();
});

/** Asks for no accessibility finding on the screen as it stands, from its top. */
async function accessible(page: Page): Promise<void> {
  // What lies under the header at the moment is no smaller for it.
  await page.evaluate(() => scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
}

/** Opens the page of a resident by place in the list; answers the name. */
async function openResident(page: Page, place: number): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('heading', { name: 'Bewoners', level: 1 }).waitFor();
  await page.getByRole('main').getByRole('listitem').nth(place).getByRole('link').click();
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** Asks the server for what is new, and comes back to the page that was open. */
async function fetchAnew(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('button', { name: 'Nu verzenden' }).click();
  await page.getByRole('button', { name: 'Nu verzenden' }).waitFor();
  await page.goBack();
}
