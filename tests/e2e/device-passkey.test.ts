import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { deviceLock, makeLockPasskey, open, PASSPHRASE } from './steps.ts';

const NEXT = 'twaalf paarse ballonnen';

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

/** A phone at work without a connection, whose own lock knows its owner. `hasPrf`: its passkeys give secrets. */
async function phoneWith(hasPrf: boolean) {
  const phone = await phones.of(server.origin, 'vet-voorstad-1');
  const owner = await deviceLock(phone, hasPrf);
  await phone.context().setOffline(true);
  return { phone, owner };
}

async function look(phone: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: phone }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
  const folder = process.env['SCREENS'];
  if (folder) await phone.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function lock(phone: Page): Promise<void> {
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('button', { name: 'Nu op slot' }).click();
  await phone.getByRole('heading', { name: 'Binnenzak is op slot' }).waitFor();
}

const openByPasskey = (phone: Page) => phone.getByRole('button', { name: 'Openen met passkey' });
const isOpen = (phone: Page) => phone.getByRole('link', { name: 'Stand van je gegevens' }).waitFor();

test('a passkey opens the lock without a connection, also after the page was loaded anew, until it is taken away', async () => {
  const { phone, owner } = await phoneWith(true);
  await makeLockPasskey(phone, 'een verkeerde wachtzin');
  await phone.getByRole('alert').getByText('Deze wachtzin klopt niet.').waitFor();
  await makeLockPasskey(phone);
  await phone.getByText('De passkey werkt.').waitFor();
  await look(phone, 'lock passkey made');
  await lock(phone);
  await phone.reload();
  await openByPasskey(phone).waitFor();
  await look(phone, 'locked with passkey');

  await openByPasskey(phone).click();
  await isOpen(phone);
  await phone.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await phone.getByRole('main').getByRole('listitem').first().waitFor();

  // Another passphrase leaves it opening.
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('link', { name: 'Het slot: tijden' }).click();
  await phone.getByLabel('Wachtzin van nu').fill(PASSPHRASE);
  await phone.getByLabel('Nieuwe wachtzin', { exact: true }).fill(NEXT);
  await phone.getByLabel('Nog een keer de nieuwe wachtzin').fill(NEXT);
  await phone.getByRole('button', { name: 'Wachtzin veranderen' }).click();
  await phone.getByText('Vanaf nu open je dit toestel met je nieuwe wachtzin.').waitFor();
  await lock(phone);
  await openByPasskey(phone).click();
  await isOpen(phone);

  // Its owner is not recognised: the phone stays closed, says so, and lets the passphrase open.
  await lock(phone);
  await owner.setOwnerThere(false);
  await openByPasskey(phone).click();
  await phone.getByText('Het ging niet door').waitFor();
  await look(phone, 'passkey refused');
  await phone.getByRole('button', { name: 'Openen met je wachtzin' }).click();
  await open(phone, NEXT);

  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('link', { name: 'Het slot: tijden' }).click();
  await phone.getByRole('button', { name: 'Passkey weghalen' }).click();
  await phone.getByText('De passkey opent niet meer.').waitFor();
  await lock(phone);
  await phone.getByLabel('Wachtzin', { exact: true }).waitFor();
  expect(await openByPasskey(phone).count()).toBe(0);
  await open(phone, NEXT);
}, 240_000);

test('where passkeys open no lock that is said, and the passphrase goes on opening', async () => {
  const { phone } = await phoneWith(false);
  await makeLockPasskey(phone);
  await phone.getByText('kan een passkey het slot niet openen').waitFor();
  await look(phone, 'no prf');
  await lock(phone);
  await phone.getByLabel('Wachtzin', { exact: true }).waitFor();
  expect(await openByPasskey(phone).count()).toBe(0);
  await open(phone);
}, 240_000);
