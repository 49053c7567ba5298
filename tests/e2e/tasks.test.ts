import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutchDay } from '#lib/core/clock.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { task, team } from './task-list.ts';
import { Phones } from './phones.ts';
import { stateOfData, writeFacts } from './steps.ts';

const TODAY = dutchDay(Date.now());
const PROMISE = 'Terugbellen over de eettafel';
const REPORT = 'De buurman komt niet meer buiten';

let server: ProductServer;
const phones = new Phones();
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
  marloes = await phones.of(server.origin, 'vet-voorstad-1');
  yusuf = await phones.of(server.origin, 'vet-voorstad-2');
}, 240_000);

afterAll(async () => {
  await phones.close();
  await server.discard();
});

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
  await yusuf.getByText(`Bewaard: ${PROMISE}`).waitFor();
  expect(await yusuf.evaluate(() => document.activeElement?.textContent)).toBe(`Bewaard: ${PROMISE}`);
  await stateOfData(yusuf, 'alles verwerkt');
});
