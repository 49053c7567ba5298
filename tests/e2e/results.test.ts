import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile, PHONE } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

const results = (on: Page) => on.getByRole('article');
const open = async (query: string) => {
  await page.goto(`${server.origin}/kaart?${query}`);
  await page.waitForSelector('html[data-ready]');
  await page.getByRole('status').first().waitFor();
};

test('four results fit on a phone, below the search and above the navigation', async () => {
  await open('q=samen+eten&zone=');
  const fourth = await results(page).nth(3).boundingBox();
  const navigation = await page.getByRole('navigation').boundingBox();
  expect((fourth?.y ?? PHONE.height) + (fourth?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
});

test('every result can be called and saved with a thumb', async () => {
  for (const target of await page
    .getByRole('main')
    .locator('article a[href^="tel:"], article button')
    .all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
  }
});

test('answers follow what is typed, which stays as it is typed, and the address keeps it', async () => {
  await open('q=&zone=');
  const box = page.getByRole('searchbox');
  await box.pressSequentially('koffie in de buurt', { delay: 40 });
  await page.waitForURL(/q=koffie\+in\+de\+buurt/);
  const result = results(page)
    .getByRole('link', { name: /^(?!Bel).*koffie/i })
    .first();
  await result.waitFor();
  expect(await box.inputValue()).toBe('koffie in de buurt');
  const name = await result.innerText();
  await result.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goBack();
  await results(page).getByRole('link', { name, exact: true }).first().waitFor();
  expect(await box.inputValue()).toBe('koffie in de buurt');
  await page.reload();
  await results(page).getByRole('link', { name, exact: true }).first().waitFor();
  expect(await box.inputValue()).toBe('koffie in de buurt');
});

test('whoever touches a result right after typing is not called back', async () => {
  await open('q=koffie&zone=');
  await page.getByRole('searchbox').press('e');
  await results(page).first().getByRole('heading').getByRole('link').click();
  await page.waitForURL(/\/(kaart|agenda)\//);
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toMatch(/^\/(kaart|agenda)\/./);
});

test('what is saved is saved in every tab, and after a reload', async () => {
  await open('q=koffie&zone=');
  const other = await page.context().newPage();
  await other.goto(page.url());
  const save = (on: Page) =>
    results(on)
      .first()
      .getByRole('button', { name: /^Bewaar/ });
  await save(page).click();
  await other.locator('article').first().getByRole('button', { name: 'Bewaard', pressed: true }).waitFor();
  await other.close();
  await page.reload();
  await results(page).first().getByRole('button', { name: 'Bewaard', pressed: true }).waitFor();
  await save(page).click();
  await results(page).first().getByRole('button', { pressed: false }).waitFor();
});

test('where nothing is found, somebody can be called', async () => {
  await open('q=zzzz&zone=voorstad');
  await page.getByRole('status').filter({ hasText: 'Hier is geen aanbod voor gevonden' }).waitFor();
  expect(await page.getByRole('link', { name: /^Bel/ }).getAttribute('href')).toMatch(/^tel:\d/);
  await page.getByRole('link', { name: 'Zoek in heel de gemeente' }).click();
  await page.waitForURL(/zone=$/);
});
