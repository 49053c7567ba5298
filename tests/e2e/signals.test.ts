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

test('a signal recorded without a connection is confirmed by a colleague, once, however often they touch', async () => {
  const [page, other] = [
    await phones.of(server.origin, 'vet-voorstad-1'),
    await phones.of(server.origin, 'vet-voorstad-2')
  ];
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
