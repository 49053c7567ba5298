import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dutchDay } from '#lib/core/clock.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { task, team } from './task-list.ts';
import { Phones } from './phones.ts';
import { writeFacts } from './steps.ts';

const TODAY = dutchDay(Date.now());
const REPORT = 'De buurman komt niet meer buiten';

let server: ProductServer;
const phones = new Phones();
let marloes: Page;
let yusuf: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  await writeFacts(server.origin, 'vet-voorstad-2', [
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
