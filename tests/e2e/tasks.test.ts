import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutchDay } from '#lib/core/clock.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrol, stateOfData, writeFacts } from './steps.ts';

const TODAY = dutchDay(Date.now());
const PROMISE = 'Terugbellen over de eettafel';
const REPORT = 'De buurman komt niet meer buiten';

let server: ProductServer;
const profiles: string[] = [];
const contexts: BrowserContext[] = [];
let marloes: Page;
let yusuf: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  await writeFacts(server.origin, 'vet-voorstad-2', [
    { kind: 'promise', resident: 'resident:01TASK', what: PROMISE, by: TODAY },
    {
      kind: 'report',
      resident: null,
      day: addDays(TODAY, -3),
      reporter: 'neighbour',
      reporterNote: '',
      question: REPORT,
      domains: [],
      zone: 'voorstad',
      urgency: 'today'
    }
  ]);
  marloes = await phone('vet-voorstad-1');
  yusuf = await phone('vet-voorstad-2');
}, 240_000);

afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  for (const folder of profiles) rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

/** A task in a list, by its title; what colleagues wrote stands on the page too, but cannot be put off. */
const task = (on: Page, title: string): Locator =>
  on
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: title, has: on.getByRole('button', { name: 'Later', exact: true }) });
const team = async (on: Page) => {
  await on.getByRole('link', { name: 'Heel het team' }).click();
  await on.getByRole('link', { name: 'Lijst overnemen' }).waitFor();
};

test('what is late is on top for the whole team, in words', async () => {
  expect(await task(marloes, REPORT).count()).toBe(0);
  await team(marloes);
  const report = await task(marloes, REPORT).innerText();
  expect(report).toContain('Te laat');
  expect(report).toContain('Yusuf Karadal');
  await marloes.goBack();
  await task(marloes, REPORT).waitFor({ state: 'detached' });
});

test('a task is put off to a day that was chosen, and done with a word to it', async () => {
  // What is put off may fall behind the first six.
  await yusuf.getByRole('button', { name: /^Toon alle/ }).click();
  const promise = task(yusuf, PROMISE);
  await promise.getByRole('button', { name: 'Later' }).click();
  await promise.getByRole('button', { name: 'Bewaren' }).click();
  await promise.getByRole('alert').waitFor();
  await promise.getByRole('button', { name: 'Morgen' }).click();
  await promise.getByRole('button', { name: 'Bewaren' }).click();
  await promise.getByText('morgen', { exact: true }).waitFor();
  await promise.getByRole('button', { name: 'Klaar' }).click();
  await promise.getByLabel('Hoe ging het? (mag leeg)').fill('Ze was er blij mee');
  await promise.getByRole('button', { name: 'Bewaren' }).click();
  await promise.waitFor({ state: 'detached' });
  expect(await yusuf.evaluate(() => document.activeElement?.textContent)).toBe(`Bewaard: ${PROMISE}`);
  await stateOfData(yusuf, 'alles verwerkt');
});

test('a list taken over without a connection is with that colleague on every device until it is given back', async () => {
  await marloes.context().setOffline(true);
  await team(marloes);
  await marloes.getByRole('link', { name: 'Lijst overnemen' }).click();
  await marloes.getByRole('button', { name: 'Lijst overnemen' }).click();
  await marloes.getByRole('alert').waitFor();
  await marloes.getByText('Yusuf Karadal').click();
  await marloes.getByRole('button', { name: 'Lijst overnemen' }).click();
  await marloes.getByText('Je hebt de lijst van Yusuf Karadal overgenomen.').waitFor();
  expect(await task(marloes, REPORT).innerText()).toContain('van Yusuf Karadal');
  await marloes.context().setOffline(false);

  await yusuf.getByText('Marloes Wegdam heeft jouw lijst overgenomen.').waitFor({ timeout: 60_000 });
  expect(await task(yusuf, REPORT).count()).toBe(0);
  await yusuf.getByText('Er staat niets open.').waitFor();
  await yusuf.getByRole('button', { name: 'Zelf weer doen' }).click();
  await task(yusuf, REPORT).waitFor();

  await task(marloes, REPORT).waitFor({ state: 'detached', timeout: 60_000 });
});

async function phone(username: string): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  profiles.push(folder);
  const context = await openProfile(folder);
  contexts.push(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, username);
  await stateOfData(page, 'alles verwerkt');
  return page;
}
