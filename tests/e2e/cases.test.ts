import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { stateOfData } from './steps.ts';
import { findings, openTeamWork } from './team-work.ts';

let server: ProductServer;
const phones = new Phones();

beforeAll(async () => {
  server = await productServer();
  await server.start();
});
afterAll(async () => {
  await phones.close();
  await server.discard();
});

test('a case that names a resident is refused, and reaches team Wmo once it names nobody', async () => {
  const page = await phones.of(server.origin, 'vet-voorstad-1');
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

  const wmo = await phones.of(server.origin, 'wmo-1');
  await openTeamWork(wmo, 'Casussen');
  await wmo.getByRole('link', { name: /Alleen na een verlies/ }).click();
  await wmo.getByText('Een vrouw van tachtig komt niet meer buiten.').waitFor();
  await wmo.getByLabel('Wat leerden jullie?').fill('Eerst samen langsgaan.');
  await wmo.getByRole('button', { name: 'Les bewaren en delen' }).click();
  await wmo.getByRole('article').getByText('Eerst samen langsgaan.').waitFor();
  await page.getByRole('article').getByText('Eerst samen langsgaan.').waitFor({ timeout: 60_000 });
}, 240_000);
