import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
let worker: Page;
let colleague: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  worker = await phones.of(server.origin, 'vet-voorstad-1');
  colleague = await phones.of(server.origin, 'vet-voorstad-2');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

/** From wherever to the first resident of the list, and on to that resident's rights. Answers the resident's name. */
async function toRights(page: Page): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  const heading = page.getByRole('heading', { level: 1 });
  await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  const name = (await heading.textContent()) ?? '';
  await page.getByRole('link', { name: 'Inzage, correctie en bezwaar' }).click();
  await page.getByRole('heading', { name: 'Wie het dossier opende' }).waitFor();
  return name;
}

const readers = (page: Page) => page.getByRole('table').getByRole('row').nth(1);

test('who opened a file is on it, also when that was without a connection', async () => {
  await colleague.context().setOffline(true);
  const name = await toRights(worker);
  await readers(worker).getByText('Marloes Wegdam').waitFor();
  expect(await toRights(colleague)).toBe(name);
  await colleague.context().setOffline(false);
  await stateOfData(colleague, 'alles verwerkt');
  for (const page of [worker, colleague])
    await expect
      .poll(() => readers(page).textContent(), { timeout: 60_000 })
      .toMatch(/Marloes Wegdam.*,|,.*Marloes Wegdam/);
  expect(await findings(worker)).toEqual([]);
}, 240_000);

test('what a resident asks is on the file of every colleague', async () => {
  await worker.getByText('Een vraag van de bewoner opschrijven').click();
  await worker.getByRole('radio', { name: 'Wil iets veranderd hebben' }).check();
  await worker.getByLabel('In de woorden van de bewoner').fill('Ik woon niet meer alleen.');
  await worker.getByRole('button', { name: 'Bewaren' }).click();
  await colleague.getByText('Ik woon niet meer alleen.').waitFor({ timeout: 60_000 });
  expect(await findings(colleague)).toEqual([]);
}, 240_000);

test('a resident takes everything along on paper or as a file, without a connection', async () => {
  await worker.context().setOffline(true);
  await worker.emulateMedia({ media: 'print' });
  await worker.getByRole('heading', { name: 'Kaart' }).waitFor();
  await worker.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
  await worker.emulateMedia({ media: 'screen' });

  await worker.getByRole('button', { name: 'Als bestand' }).click();
  const downloading = worker.waitForEvent('download');
  await worker.getByRole('button', { name: 'Bestand maken' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('dossier.json');
  const documents = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>[];
  const kinds = new Set(documents.map(({ kind }) => kind));
  for (const kind of ['resident', 'file-read', 'rights-request']) expect(kinds).toContain(kind);
  expect(documents.filter(({ kind }) => kind === 'resident')).toHaveLength(1);
  expect(JSON.stringify(documents)).toContain('Ik woon niet meer alleen.');
  await worker.context().setOffline(false);
}, 240_000);
