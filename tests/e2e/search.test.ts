import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile, slowDown } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { installed } from './steps.ts';

const SLOWER = 4;

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

/** A phone that was here before: it holds the app and the map, and has no connection and a slow processor. */
beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.origin}/kaart?q=koffie&zone=`);
  await installed(page);
  await page.waitForFunction(() => localStorage.getItem('binnenzak-kaart') !== null);
  await page.reload();
  await found(page);
  await server.stop();
  await slowDown(page, SLOWER);
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

const found = (on: Page) =>
  on
    .getByRole('status')
    .filter({ hasText: /gevonden|precies/ })
    .waitFor();
const open = async (query: string) => {
  await page.goto(`${server.origin}/kaart?${query}`);
  await page.waitForSelector('html[data-ready]');
  await found(page);
};
const firstThree = () =>
  page.getByRole('article').evaluateAll((all) => all.slice(0, 3).map((one) => one.textContent ?? ''));

test.each([
  ['kan de huur niet betalen', /huur|schuld|geld/i],
  ['psygoloog', /psych|praktijkondersteuner/i],
  ['schuld hulp', /schuld/i],
  ['learn dutch', /taal|Nederlands/i]
])('without a connection, on a slow phone, «%s» is answered while it is typed', async (text, fitting) => {
  await open('q=&zone=');
  const box = page.getByRole('searchbox');
  await box.pressSequentially(text, { delay: 60 });
  await page.waitForURL((address) => address.searchParams.get('q') === text);
  await found(page);
  expect(await box.inputValue()).toBe(text);
  await expect.poll(async () => (await firstThree()).some((line) => fitting.test(line))).toBe(true);
});

test('a letter stands on the screen in a frame or two, whatever search is doing', async () => {
  await open('q=&zone=');
  await page.getByRole('searchbox').focus();
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    document.querySelector('input[type=search]')?.addEventListener('beforeinput', () => {
      const pressed = performance.now();
      requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - pressed)));
    });
  });
  await page.keyboard.type('ik slaap slecht en ik maak me zorgen over geld', { delay: 80 });
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  const sorted = [...waits].sort((one, two) => one - two);
  expect(sorted.length).toBeGreaterThan(30);
  // Half of the letters, so that one frame that a busy machine loses does not count.
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
});

test.each([
  ['ten thousand characters', 'hulp bij schulden en de huur '.repeat(350).slice(0, 10_000)],
  ['emoji', '😢💶🏠'],
  ['HTML', '<img src=x onerror=alert(1)><b>schulden</b>'],
  ['right-to-left text', 'أحتاج مساعدة في الإيجار'],
  ['small words', 'de het een van en of maar'],
  ['a number of nine digits', '123456782'],
  ['one letter five hundred times', 'a'.repeat(500)]
])('%s gets an answer or an honest no, and the next question is answered', async (_, text) => {
  const errors: string[] = [];
  const note = (error: Error) => errors.push(error.message);
  page.on('pageerror', note);
  await open('q=&zone=');
  await page.getByRole('searchbox').fill(text);
  await found(page);
  await page.getByRole('searchbox').fill('koffie');
  await page
    .getByRole('article')
    .filter({ hasText: /koffie/i })
    .first()
    .waitFor();
  page.off('pageerror', note);
  expect(errors).toEqual([]);
});

test('the page of an entry, its sharing and the own list work without a connection, by keyboard too', async () => {
  await open('q=schuldhulp&zone=');
  const save = page
    .getByRole('article')
    .first()
    .getByRole('button', { name: /^Bewaar/ });
  await save.click();
  const link = page.getByRole('article').first().getByRole('heading').getByRole('link');
  const name = await link.innerText();
  await link.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const share = page.getByRole('button', { name: /^Deel/ });
  await share.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.locator('svg, canvas, img').first().waitFor();
  expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await share.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.goto(`${server.origin}/lijstje`);
  await page.getByText(name).first().waitFor();
});
