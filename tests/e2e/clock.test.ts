import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, addYears } from '#lib/core/dutch-date.ts';
import { dutchDay } from '#lib/core/clock.ts';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

/** A phone whose clock is a year behind that of the server: the answers about the map say so. */
beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile, { serviceWorkers: 'block' });
  page = context.pages()[0] ?? (await context.newPage());
  await context.route('**/kaart/{snapshot,changes}*', async (route) => {
    const response = await route.fetch();
    const ahead = new Date();
    ahead.setUTCFullYear(ahead.getUTCFullYear() + 1);
    await route.fulfill({ response, headers: { ...response.headers(), date: ahead.toUTCString() } });
  });
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

async function agenda(): Promise<void> {
  await page.locator('nav a[href^="/agenda"]').first().click();
  await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
}

test('a phone whose clock is a year off shows the agenda of today once it heard from the server, also without it', async () => {
  await page.goto(`${server.origin}/`);
  await page.waitForSelector('html[data-ready]');
  await page.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
  await agenda();
  await page.locator('h2 + ul time').first().waitFor();
  await page.goBack();
  await page.waitForURL(`${server.origin}/`);
  await context?.setOffline(true);
  await agenda();
  await page.locator('h2 + ul time').first().waitFor();

  const days = await page
    .locator('h2 + ul time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')?.slice(0, 10) ?? ''));
  const today = addYears(dutchDay(Date.now()), 1);
  expect(days.length).toBeGreaterThan(20);
  expect(days.filter((day) => day < today || day >= addDays(today, 15))).toEqual([]);
});
