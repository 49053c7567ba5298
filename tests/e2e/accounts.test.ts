import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { choosePassphrase, deviceLock } from './steps.ts';

const PASSWORD = 'vier wilde ganzen';

let server: ProductServer;
let desk: Page;
let phone: Page;
let link = '';
const phones = new Phones();

beforeAll(async () => {
  server = await productServer();
  await server.start();
  desk = await phones.of(server.origin, 'toegang-1');
  phone = await phones.empty();
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

/** Looks at a screen: no finding of axe, the contrast in dark too, and a picture where one is asked for. */
async function look(page: Page, name: string): Promise<void> {
  const inLight = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const findings = [...inLight.violations, ...inDark.violations];
  expect(findings.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
  const folder = process.env['SCREENS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function logInAs(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('Gebruikersnaam').fill(user);
  await page.getByLabel('Wachtwoord').fill(password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
}

async function toOwnAccount(): Promise<void> {
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await phone.getByRole('link', { name: 'Je account' }).click();
  await phone.getByRole('button', { name: 'Wachtwoord veranderen' }).waitFor();
  await phone.getByText('Hier, ingelogd').waitFor();
}

/** The administrator logs her out everywhere, and her telephone hears of it. */
async function loggedOut(): Promise<void> {
  await desk.getByRole('link', { name: 'Terug naar alle mensen' }).click();
  await desk.getByRole('link', { name: 'Fatma Nieuwman' }).click();
  await desk.getByRole('button', { name: 'Overal uitloggen' }).waitFor();
  await desk.getByText('Erbij: Medewerker, Voor Elkaar Team Voorstad tot en met 31 december 2099').waitFor();
  await look(desk, 'person');
  await desk.getByRole('button', { name: 'Overal uitloggen' }).click();
  await desk.getByText('Nergens ingelogd').waitFor();
  await desk.getByText('Overal uitgelogd').first().waitFor();
  await phone.getByRole('link', { name: 'Stand van je gegevens' }).click();
  const send = phone.getByRole('button', { name: 'Nu verzenden' });
  const asked = phone.getByText('De server wil weten wie je bent.');
  await send.or(asked).first().waitFor();
  if (await send.isVisible()) await send.click();
  await asked.waitFor();
}

test('an administrator invites a colleague and gets a link to hand over', async () => {
  await desk.getByRole('link', { name: 'Mensen en hun accounts' }).click();
  await desk.getByRole('link', { name: 'Marloes Wegdam' }).waitFor();
  await look(desk, 'people');
  await desk.getByRole('link', { name: 'Iemand uitnodigen' }).click();
  await desk.getByLabel('Gebruikersnaam').fill('f.nieuwman');
  await desk.getByLabel('Naam', { exact: true }).fill('Fatma Nieuwman');
  await desk.getByRole('button', { name: 'Medewerker', exact: true }).click();
  await desk.getByText('Teams', { exact: true }).click();
  await desk.getByRole('button', { name: 'Voor Elkaar Team Voorstad' }).click();
  await desk.getByLabel('Voor Elkaar Team Voorstad: laatste dag').fill('2099-12-31');
  await look(desk, 'invite');
  await desk.getByRole('button', { name: 'Uitnodigen' }).click();
  link = await desk.getByText(`${server.origin}/welkom#`).innerText();
  await look(desk, 'invitation');
});

test('the link lets her choose a password once, and stays neither in the address nor in the history', async () => {
  await phone.goto(link);
  await phone.getByText('Dag Fatma Nieuwman.').waitFor();
  await phone.waitForFunction(() => location.hash === '');
  await look(phone, 'welcome');
  await phone.getByLabel('Wachtwoord', { exact: true }).fill('te kort');
  await phone.getByLabel('Nog een keer het wachtwoord').fill('te kort');
  await phone.getByRole('button', { name: 'Wachtwoord bewaren' }).click();
  await phone.getByRole('alert').getByText('ten minste 12 tekens').waitFor();
  await phone.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await phone.getByLabel('Nog een keer het wachtwoord').fill(PASSWORD);
  await phone.getByRole('button', { name: 'Wachtwoord bewaren' }).click();
  await phone.getByText('Je wachtwoord is bewaard.').waitFor();
  await look(phone, 'welcomed');
  await phone.getByRole('link', { name: 'Naar het inloggen' }).click();
  await logInAs(phone, 'f.nieuwman', PASSWORD);
  await choosePassphrase(phone);
  const again = await desk.context().newPage();
  await again.goto(link);
  await again.getByText('Deze link werkt niet meer').waitFor();
  await again.close();
});

test('she sees where she is logged in, ends the other one, and changes her password', async () => {
  const body = JSON.stringify({ username: 'f.nieuwman', password: PASSWORD });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Firefox on Windows' };
  await fetch(`${server.origin}/auth/login`, { method: 'POST', headers, body });
  await toOwnAccount();
  await phone.getByText('Firefox op Windows', { exact: true }).waitFor();
  await look(phone, 'own account');
  await phone.getByRole('button', { name: 'Log uit op Firefox op Windows' }).click();
  await phone.getByText('Firefox op Windows', { exact: true }).waitFor({ state: 'hidden' });
  await phone.getByLabel('Wachtwoord van nu').fill('iets anders dan dat');
  await phone.getByLabel('Nieuw wachtwoord').fill('vijf wilde ganzen');
  await phone.getByRole('button', { name: 'Wachtwoord veranderen' }).click();
  await phone.getByRole('alert').getByText('Het wachtwoord van nu klopt niet').waitFor();
  await phone.getByLabel('Wachtwoord van nu').fill(PASSWORD);
  await phone.getByRole('button', { name: 'Wachtwoord veranderen' }).click();
  await phone.getByText('Je wachtwoord is veranderd.').waitFor();
});

test('an administrator logs her out everywhere, her work stays, and her new password lets her go on', async () => {
  await loggedOut();
  await phone.getByLabel('Wachtwoord').fill('vijf wilde ganzen');
  await phone.getByRole('button', { name: 'Inloggen' }).click();
  await phone.getByText('De server wil weten wie je bent.').waitFor({ state: 'hidden' });
});

test('a passkey logs her in without the password, and no longer once she removed it', async () => {
  await deviceLock(phone, false);
  await toOwnAccount();
  await phone.getByLabel('Je wachtwoord').fill('vijf wilde ganzen');
  await phone.getByRole('button', { name: 'Passkey maken' }).click();
  await phone.getByText('De passkey is gemaakt.').waitFor();
  await phone.getByRole('button', { name: 'Weghalen' }).waitFor();
  await look(phone, 'passkey');
  await loggedOut();
  await look(phone, 'log-in');
  await phone.getByRole('button', { name: 'Passkey gebruiken' }).click();
  await phone.getByText('De server wil weten wie je bent.').waitFor({ state: 'hidden' });
  await toOwnAccount();
  await phone.getByRole('button', { name: 'Weghalen' }).click();
  await phone.getByRole('button', { name: 'Weghalen' }).waitFor({ state: 'hidden' });
  await loggedOut();
  await phone.getByRole('button', { name: 'Passkey gebruiken' }).click();
  await phone.getByRole('alert').getByText('Deze passkey is hier niet bekend.').waitFor();
}, 120_000);
