import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dutchDay } from '#lib/core/clock.ts';
import { addMinutes, dutchMoment } from '#lib/core/dutch-date.ts';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';

const DAY = 24 * 60 * 60_000;

let server: ProductServer;
let context: BrowserContext | undefined;
const profiles: string[] = [];

beforeAll(async () => {
  server = await productServer();
  await server.start();
});
afterEach(async () => {
  await context?.close();
  for (const profile of profiles.splice(0)) rmSync(profile, { recursive: true, force: true });
});
afterAll(() => server.discard());

async function openPage(options: Parameters<typeof openProfile>[1] = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  profiles.push(profile);
  context = await openProfile(profile, options);
  return context.pages()[0] ?? (await context.newPage());
}

test('what begins within two hours stands on top, and what is over leaves while the page stays open', async () => {
  const page = await openPage({ serviceWorkers: 'block' });
  const noon = `${dutchDay(Date.now())}T13:30:00`;
  // The server says that it is early in the afternoon, whatever the hour at which this runs.
  await page.context().route('**/kaart/{snapshot,changes}*', async (route) => {
    const response = await route.fetch();
    const date = new Date(dutchMoment(noon)).toUTCString();
    await route.fulfill({ response, headers: { ...response.headers(), date } });
  });
  await page.clock.install();
  await page.goto(`${server.origin}/?zone=`);
  await page.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
  await page.locator('nav a[href^="/agenda"]').first().click();

  const soon = page
    .locator('section', { has: page.getByRole('heading', { name: 'Begint zo' }) })
    .locator('article');
  await soon.first().waitFor();
  const starts = await soon
    .locator('time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
  for (const start of starts) {
    expect(start > noon && start <= addMinutes(noon, 123)).toBe(true);
  }
  const first = page.locator(`time[datetime="${starts[0]}"]`);
  expect(await first.count()).toBeGreaterThan(0);
  await page.clock.fastForward('10:00:00');
  await first.first().waitFor({ state: 'detached' });
});

test('an activity that nobody confirmed is marked, and sixty days later the same phone tells it no more', async () => {
  const page = await openPage({ serviceWorkers: 'block' });
  let later = 0;
  await page.context().route('**/kaart/{snapshot,changes}*', async (route) => {
    const response = await route.fetch();
    const date = new Date(Date.now() + later * DAY).toUTCString();
    await route.fulfill({ response, headers: { ...response.headers(), date } });
  });
  /** What the agenda says of the activity so many days later; null when it tells it no more. */
  const told = async (days: number): Promise<string | null> => {
    later = days;
    const today = dutchDay(Date.now() + days * DAY);
    const heard = page.waitForResponse(/\/kaart\/(snapshot|changes)/);
    await page.goto(`${server.origin}/?zone=`);
    await heard;
    await page.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
    await page.locator('nav a[href^="/agenda"]').first().click();
    await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
    await expect
      .poll(
        () =>
          page
            .locator('h2 + ul time')
            .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? '')[0]),
        { timeout: 30_000, interval: 250 }
      )
      .toSatisfy((first) => typeof first === 'string' && first >= today);
    const session = page.getByRole('article').filter({ hasText: 'Boks je fit' }).first();
    return (await session.count()) === 0 ? null : session.innerText();
  };
  expect(await told(0)).toMatch(/niet bevestigd sinds/);
  // By then it should have been confirmed 59, and two days later 61 days ago.
  expect(await told(49)).toMatch(/niet bevestigd sinds/);
  expect(await told(51)).toBeNull();
});

test('a day of the month leads to as many activities as it says, with the keyboard', async () => {
  const page = await openPage();
  await page.goto(`${server.origin}/agenda?zone=voorstad&wanneer=maand`);
  await page.getByRole('table').waitFor();
  const day = page.getByRole('table').getByRole('link').last();
  const [name = '', words = ''] = ((await day.getAttribute('aria-label')) ?? '').split(', ');
  await day.press('Enter');
  await page.getByRole('heading', { level: 2, name: new RegExp(name, 'i') }).waitFor();
  const held = page.locator('article').filter({ hasNotText: 'Gaat niet door' });
  expect(await held.count()).toBe(Number.parseInt(words));
  await page.goBack();
  await page.getByRole('table').waitFor();
});

test('without JavaScript a filter is chosen in the same days, and shows only what fits', async () => {
  const page = await openPage({ javaScriptEnabled: false });
  const paid = page.locator('article').filter({ hasText: /\d euro/ });
  await page.goto(`${server.origin}/agenda?zone=&wanneer=week`);
  await paid.first().waitFor();
  await page.locator('summary').filter({ hasText: 'Filter' }).click();
  await page.getByRole('checkbox', { name: 'Gratis' }).check();
  await page.locator('details').getByRole('button', { name: 'Toon' }).click();
  await page.waitForURL(/zone=&wanneer=week&.*kosten=gratis/);
  await page.locator('summary').filter({ hasText: 'Filter (1)' }).waitFor();
  expect(await page.locator('article').count()).toBeGreaterThan(0);
  expect(await paid.allInnerTexts()).toEqual([]);
});

test('on paper a week is the poster and nothing else, on the size that was chosen', async () => {
  const page = await openPage();
  await page.goto(`${server.origin}/agenda/week?zone=voorstad&week=2026-W53&papier=a3`);
  await page.getByRole('heading', { name: 'Te doen in Voorstad' }).waitFor();
  expect(await page.getByText('tot en met zondag 3 januari').count()).toBe(1);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.frame > header', 'select', 'h1', 'button.print'])
    expect(await page.locator(gone).first().isVisible()).toBe(false);
  const paper = await page.pdf({ preferCSSPageSize: true });
  // A3 in points, as the file says it.
  expect(paper.toString('latin1')).toMatch(/\/MediaBox \[0 0 84[12](\.\d+)? 119[01](\.\d+)?\]/);
});
