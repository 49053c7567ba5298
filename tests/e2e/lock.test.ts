import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { open, PASSPHRASE } from './steps.ts';

let server: ProductServer;
let phone: Page;
const phones = new Phones();

beforeAll(async () => {
  server = await productServer();
  await server.start();
  phone = await phones.of(server.origin, 'vet-voorstad-1');
  await phone.context().setOffline(true);
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

const findings = async (): Promise<string[]> =>
  (await new AxeBuilder({ page: phone }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

async function toTheLock(): Promise<void> {
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('link', { name: 'Het slot: tijden' }).click();
  await phone.getByRole('heading', { name: 'Het slot van dit toestel' }).waitFor();
}

async function lock(): Promise<void> {
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('button', { name: 'Nu op slot' }).click();
  await phone.getByRole('heading', { name: 'Binnenzak is op slot' }).waitFor();
}

async function setCode(code: string): Promise<void> {
  await phone.getByLabel('Je wachtzin').fill(PASSPHRASE);
  await phone.getByLabel('Code van zes cijfers').fill(code);
  await phone.getByRole('button', { name: 'Code bewaren' }).click();
}

async function tryCode(code: string): Promise<void> {
  await phone.getByLabel('Code', { exact: true }).fill(code);
  await phone.getByRole('button', { name: 'Openen met code' }).click();
}

const isOpen = () => phone.getByRole('link', { name: 'Stand van je gegevens' }).waitFor();

test('a code of six digits opens the lock, without a connection and until the page is loaded anew', async () => {
  await toTheLock();
  await setCode('12345');
  await phone.getByRole('alert').getByText('Kies een code van zes cijfers.').waitFor();
  await setCode('274915');
  await phone.getByText('Je code werkt.').waitFor();
  expect(await findings()).toEqual([]);
  await lock();
  expect(await findings()).toEqual([]);
  await tryCode('274916');
  await phone.getByText('Je kunt het nog 4 keer proberen').waitFor();
  await tryCode('274915');
  await isOpen();
  await phone.reload();
  await phone.getByRole('heading', { name: 'Binnenzak is op slot' }).waitFor();
  expect(await phone.getByLabel('Code', { exact: true }).count()).toBe(0);
  await open(phone);
});

test('five wrong codes leave the passphrase alone', async () => {
  await toTheLock();
  await setCode('274915');
  await phone.getByText('Je code werkt.').waitFor();
  await lock();
  for (const left of [4, 3, 2, 1]) {
    await tryCode('000000');
    await phone.getByText(`nog ${left} keer proberen`).waitFor();
  }
  await tryCode('000000');
  await phone.getByText('De code was vijf keer verkeerd').waitFor();
  await open(phone);
});

test('another passphrase opens from then on, and the earlier one does not', async () => {
  await toTheLock();
  const change = async (from: string, to: string) => {
    await phone.getByLabel('Wachtzin van nu').fill(from);
    await phone.getByLabel('Nieuwe wachtzin', { exact: true }).fill(to);
    await phone.getByLabel('Nog een keer de nieuwe wachtzin').fill(to);
    await phone.getByRole('button', { name: 'Wachtzin veranderen' }).click();
  };
  await change(PASSPHRASE, 'twaalf paarse ballonnen');
  await phone.getByText('Vanaf nu open je dit toestel met je nieuwe wachtzin.').waitFor();
  await lock();
  await phone.getByLabel('Wachtzin', { exact: true }).fill(PASSPHRASE);
  await phone.getByRole('button', { name: 'Openen' }).click();
  await phone.getByText('Deze wachtzin klopt niet').waitFor();
  await phone.getByLabel('Wachtzin', { exact: true }).fill('twaalf paarse ballonnen');
  await phone.getByRole('button', { name: 'Openen' }).click();
  await isOpen();
});

test('how long the lock waits is kept for the next time', async () => {
  await toTheLock();
  await phone.getByRole('radio', { name: 'Na 2 minuten' }).check();
  await phone.getByRole('button', { name: 'Tijden bewaren' }).click();
  await phone.getByText('Dit geldt vanaf nu voor jou op dit toestel.').waitFor();
  await lock();
  await phone.getByLabel('Wachtzin', { exact: true }).fill('twaalf paarse ballonnen');
  await phone.getByRole('button', { name: 'Openen' }).click();
  await isOpen();
  await toTheLock();
  expect(await phone.getByRole('radio', { name: 'Na 2 minuten' }).isChecked()).toBe(true);
});
