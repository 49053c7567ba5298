import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { open, stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
/** Of the worker of the coffee morning, of its two volunteers, and of a colleague who does not look after it. */
let worker: Page;
let ria: Page;
let bert: Page;
let colleague: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  worker = await phones.of(server.origin, 'vet-voorstad-1');
  ria = await phones.of(server.origin, 'vrijwilliger-1');
  bert = await phones.of(server.origin, 'vrijwilliger-2');
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
const COFFEE = 'Koffie en de weggeefvraag';
const coffeeIn = (page: Page) => page.getByRole('main').locator('section').filter({ hasText: COFFEE });

async function toAttendance(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(Alle opkomst|Opkomst)$/ })
    .first()
    .click();
  await coffeeIn(page).waitFor();
}

const name = (page: Page, firstName: string) => page.getByRole('button', { name: firstName, exact: true });
const present = (page: Page, count: number, of: number) =>
  page.getByText(`${count} van de ${of} op de lijst`).waitFor({ timeout: 60_000 });

async function putOnList(page: Page, firstName: string, action: string): Promise<void> {
  await page.getByLabel('Voornaam').fill(firstName);
  await page.getByRole('checkbox', { name: /het mag/ }).check();
  await page.getByRole('button', { name: action }).click();
}

test('a worker begins a list with a group, and nobody comes onto it without a yes', async () => {
  await toAttendance(worker);
  await coffeeIn(worker).getByRole('link', { name: COFFEE }).click();
  await worker.getByRole('link', { name: 'Namenlijst' }).click();
  expect(await findings(worker)).toEqual([]);
  await worker.getByRole('button', { name: 'Namenlijst beginnen' }).click();
  await worker.getByText('Er staat nog niemand op de lijst.').waitFor({ timeout: 60_000 });
  await worker.getByLabel('Voornaam').fill('Ans');
  await worker.getByRole('button', { name: 'Op de lijst zetten' }).click();
  await worker
    .getByRole('alert')
    .getByText(/Vraag eerst/)
    .waitFor();
  expect(await findings(worker)).toEqual([]);
  await worker.getByRole('checkbox', { name: /het mag/ }).check();
  await worker.getByRole('button', { name: 'Op de lijst zetten' }).click();
  await worker.getByText('Ans staat op de lijst.').waitFor();
  for (const firstName of ['Bep', 'Cor']) {
    await putOnList(worker, firstName, 'Op de lijst zetten');
    await worker.getByText(`${firstName} staat op de lijst.`).waitFor();
  }
  await stateOfData(worker, 'alles verwerkt');
}, 240_000);

test('two volunteers mark the same people without a connection, and each counts once', async () => {
  for (const page of [ria, bert]) {
    await toAttendance(page);
    await coffeeIn(page)
      .getByRole('link', { name: /niet geteld/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Namen aankruisen' }).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Namen aankruisen' }).click();
    await name(page, 'Cor').waitFor({ timeout: 60_000 });
    await page.context().setOffline(true);
  }
  await name(ria, 'Ans').click();
  await name(ria, 'Bep').click();
  await present(ria, 2, 3);
  expect(await findings(ria)).toEqual([]);
  await ria.reload();
  await open(ria);
  await present(ria, 2, 3);

  await name(bert, 'Ans').click();
  await name(bert, 'Cor').click();
  await name(bert, 'Cor').click();
  await present(bert, 1, 3);
  await bert.getByText('Iemand op de lijst zetten').click();
  await putOnList(bert, 'Dirk', 'Erbij, en aankruisen');
  await present(bert, 2, 4);

  for (const page of [ria, bert]) await page.context().setOffline(false);
  for (const page of [ria, bert]) await present(page, 3, 4);
  await ria.getByRole('link', { name: 'Zonder naam tellen' }).click();
  await ria.getByText('3 van de namenlijst: tel hen niet nog eens.').waitFor();
  await ria.getByRole('heading', { name: /^3 mensen/ }).waitFor();
  await ria.getByRole('button', { name: /Eén erbij|Nieuw/ }).click();
  await ria.getByRole('heading', { name: /^4 mensen/ }).waitFor();
  expect(await findings(ria)).toEqual([]);
  await stateOfData(ria, 'alles verwerkt');
}, 240_000);

test('a colleague who does not look after the group reads how many came, and no name', async () => {
  await toAttendance(colleague);
  await coffeeIn(colleague)
    .getByRole('link', { name: /4 mensen/ })
    .click({ timeout: 60_000 });
  await colleague.getByText('3 van de namenlijst: tel hen niet nog eens.').waitFor();
  expect(await colleague.getByRole('link', { name: 'Namen aankruisen' }).count()).toBe(0);
  await colleague.goto(`${new URL(colleague.url()).pathname}/namen`.replace(/^/, server.origin));
  await open(colleague);
  await colleague.getByText('De namen zien alleen mensen die deze activiteit bijhouden.').waitFor();
  for (const firstName of ['Ans', 'Bep', 'Cor', 'Dirk'])
    expect(await colleague.getByText(firstName, { exact: true }).count()).toBe(0);
  expect(await findings(colleague)).toEqual([]);
}, 240_000);

test('who leaves the list is on no phone’s list any more, and a list that is stopped is closed to everybody', async () => {
  await worker.getByRole('button', { name: 'Van de lijst halen: Cor' }).click();
  await worker.getByRole('button', { name: 'Ja, eraf met Cor' }).click();
  await worker.getByText('Cor staat niet meer op de lijst.').waitFor();
  await bert.getByText('3 van de 3 op de lijst').waitFor({ timeout: 60_000 });
  await worker.getByText('Stoppen met de namenlijst').click();
  await worker.getByRole('button', { name: 'Stoppen met de lijst' }).click();
  await worker.getByRole('button', { name: 'Namenlijst beginnen' }).waitFor();
  await bert.getByText('Deze groep heeft geen namenlijst.').waitFor({ timeout: 60_000 });
  expect(await name(bert, 'Ans').count()).toBe(0);
}, 240_000);
