import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { shownBetween, strictCalendar } from '../support/strict-calendar.ts';
import { installed } from './steps.ts';

const SPREEKUUR = '/agenda/1df9e5fd-5b2e-5786-b5b1-f54576442928';

const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let server: ProductServer;
let browser: BrowserContext;
let page: Page;
beforeAll(async () => {
  server = await productServer();
  await server.start();
  browser = await openProfile(profile);
  page = await browser.newPage();
  await page.goto(server.origin);
  await installed(page);
});
afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

/** The file that a button gives. */
async function taken(button: string | RegExp): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click()
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('without a connection one session and all of them are taken along as files that another program reads', async () => {
  await page.goto(`${server.origin}${SPREEKUUR}`);
  await page.getByRole('button', { name: 'In agenda' }).click();
  await page.getByRole('dialog').waitFor();
  await browser.setOffline(true);
  const one = await taken(/^Alleen /);
  expect(one.name).toBe('spreekuur-voor-elkaar-team.ics');
  expect(strictCalendar(one.bytes).events).toHaveLength(1);
  const { events } = strictCalendar((await taken(/^Alle keren/)).bytes);
  const shown = shownBetween(events, new Date('2026-12-15'), new Date('2027-01-06'));
  expect(shown.map(({ start, status }) => [start, status])).toEqual([
    ['2026-12-15T09:30:00', 'CONFIRMED'],
    ['2026-12-22T09:30:00', 'CANCELLED'],
    ['2026-12-29T09:30:00', 'CANCELLED'],
    ['2027-01-05T09:30:00', 'CONFIRMED']
  ]);
  await page.getByText('Het bestand staat op dit toestel').first().waitFor();
  await browser.setOffline(false);
});

test('the address of a subscription is that of the neighbourhood, and gives what another program reads', async () => {
  await page.goto(`${server.origin}${SPREEKUUR}`);
  await page.getByRole('button', { name: 'In agenda' }).click();
  await page.getByText('Abonnement op Agenda Bathmen', { exact: true }).click();
  const address = await page.locator('dialog code').innerText();
  expect(address).toBe(`${server.origin}/agenda.ics?zone=bathmen`);
  expect(await page.getByRole('link', { name: 'Open in mijn agenda' }).getAttribute('href')).toBe(
    address.replace('http:', 'webcal:')
  );
  const answer = await fetch(address);
  const { events } = strictCalendar(new Uint8Array(await answer.arrayBuffer()));
  expect(events.length).toBeGreaterThan(5);
  const etag = answer.headers.get('etag') ?? '';
  expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
});
