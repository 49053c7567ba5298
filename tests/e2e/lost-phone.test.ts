import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { beginConversation, stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
/** Two phones that get lost, the first one open and the other locked, and the one on which that is told. */
let lost: Page;
let locked: Page;
let own: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  lost = await phones.of(server.origin, 'vet-voorstad-1');
  locked = await phones.of(server.origin, 'vet-voorstad-1');
  own = await phones.of(server.origin, 'vet-voorstad-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

/** Names of what the browser keeps besides the public map and the list of vaults. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name = '' }) => name)
      .filter((name) => /binnenzak-[0-9a-f]{16}/.test(name))
  );

async function toDevices(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await page.getByRole('link', { name: /^Toestellen/ }).click();
  await page.getByRole('heading', { name: 'Toestellen' }).waitFor();
}

test('a phone that is lost while it is open destroys what is on it at its next contact, and says so', async () => {
  await toDevices(own);
  await own.getByText('Laatst gezien').nth(2).waitFor();
  await lost.context().setOffline(true);
  await locked.context().setOffline(true);
  await beginConversation(lost, 'Dit werd nooit verzonden.');
  expect(await kept(lost)).not.toEqual([]);

  expect((await new AxeBuilder({ page: own }).analyze()).violations).toEqual([]);
  // The one that was last seen stands first: their own, then the locked one, then the first that was lost.
  for (let phone = 0; phone < 2; phone++) {
    await own
      .getByRole('button', { name: /^Kwijt/ })
      .last()
      .click();
    await own.getByRole('button', { name: 'Ja, trek in' }).click();
    await own
      .getByText(/trok dit toestel in/)
      .nth(phone)
      .waitFor();
  }
  expect((await new AxeBuilder({ page: own }).analyze()).violations).toEqual([]);

  await lost.context().setOffline(false);
  await lost.getByText('Dit toestel is ingetrokken.').waitFor({ timeout: 60_000 });
  expect(await kept(lost)).toEqual([]);
  expect(await lost.getByText('Dit werd nooit verzonden.').count()).toBe(0);
  await lost.reload();
  await lost.getByRole('heading', { name: 'Inloggen voor medewerkers' }).waitFor();
}, 240_000);

test('a phone that is lost while it is locked destroys what is on it without being opened', async () => {
  await locked.reload();
  await locked.getByRole('heading', { name: 'Binnenzak is op slot' }).waitFor();
  expect(await kept(locked)).not.toEqual([]);
  await locked.context().setOffline(false);
  await locked.reload();
  await locked.getByText('Dit toestel is ingetrokken.').waitFor({ timeout: 60_000 });
  expect(await kept(locked)).toEqual([]);
}, 240_000);

test('who told of it sees that they were wiped, and works on', async () => {
  await own.reload();
  await own.getByLabel('Wachtzin', { exact: true }).waitFor();
  await own.getByLabel('Wachtzin', { exact: true }).fill('negen groene fietsen');
  await own.getByRole('button', { name: 'Openen' }).click();
  await own
    .getByText(/^Gewist/)
    .nth(1)
    .waitFor();
  await stateOfData(own, 'alles verwerkt');
}, 240_000);
