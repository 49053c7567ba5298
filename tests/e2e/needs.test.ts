import type { Page } from 'playwright-core';
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

test('two plans written without a connection for one collective need both stay, until somebody settles it', async () => {
  const [page, other] = [
    await phones.of(server.origin, 'vet-voorstad-1'),
    await phones.of(server.origin, 'vet-voorstad-2')
  ];
  await openTeamWork(page, 'Signalen');
  await page.getByRole('link', { name: 'Nieuw signaal' }).click();
  await page.getByLabel('Wat zag of hoorde je?').fill('Ouderen in de flat eten alleen.');
  await page.getByLabel('In welke wijk?').selectOption('voorstad');
  await page.getByLabel('Hoe vaak zag je dit?').fill('3');
  await page.getByRole('button', { name: 'Signaal bewaren' }).click();
  await page.getByRole('article').filter({ hasText: 'Ouderen in de flat eten alleen.' }).waitFor();
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
