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
  await page
    .getByRole('status')
    .filter({ hasText: /gevonden/ })
    .waitFor();
};

test('four results fit on a phone, below the search and above the navigation', async () => {
  await open('q=samen+eten&zone=');
  const fourth = await results(page).nth(3).boundingBox();
  const navigation = await page.getByRole('navigation').boundingBox();
  expect((fourth?.y ?? PHONE.height) + (fourth?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
});

test('every result can be called and saved with a thumb', async () => {
  // What is folded away has no size.
  const targets = page.locator('article:not(details *)').locator('a[href^="tel:"], button');
  for (const target of await targets.all()) {
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

test('a question that stays without an answer is counted once, and one that is still being typed is not', async () => {
  const counted: string[] = [];
  await page.route('**/gemist', async (route) => {
    counted.push(route.request().postData() ?? '');
    await route.fulfill({ status: 204 });
  });
  await open('q=&zone=');
  const box = page.getByRole('searchbox');
  await box.fill('zzzz');
  await page.getByRole('heading', { name: 'Wat u nu kunt doen' }).waitFor();
  await box.fill('deeltjesversneller');
  await page.waitForResponse('**/gemist');
  expect(counted).toEqual([expect.stringContaining('"words":["deeltjesversneller"]')]);
  await page.unroute('**/gemist');
});

test('what was understood can be taken away and put back, from the same place', async () => {
  await open('q=koffie+schalkhaar&zone=');
  const count = page.getByRole('status').first();
  const before = await count.innerText();
  await page.getByRole('link', { name: 'Niet bedoeld: Schalkhaar' }).press('Enter');
  await page.waitForURL(/niet=zone%3Aschalkhaar/);
  const back = page.getByRole('link', { name: 'Toch bedoeld: Schalkhaar' });
  await back.waitFor();
  expect(await back.evaluate((chip) => chip === document.activeElement)).toBe(true);
  await count.filter({ hasNotText: before }).waitFor();
  await page.reload();
  await back.press('Enter');
  await page.getByRole('link', { name: 'Niet bedoeld: Schalkhaar' }).waitFor();
  await count.filter({ hasText: before }).waitFor();
});

test('filters tell how many are left, and leave that many', async () => {
  await open('q=koffie&zone=');
  await page.getByRole('button', { name: 'Filter' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filter' });
  const choice = sheet.getByRole('group', { name: 'Kosten' }).getByRole('checkbox', { name: /^Gratis/i });
  const left = Number(/\d+/.exec((await choice.locator('..').textContent()) ?? '')?.[0]);
  await choice.press('Space');
  await sheet.getByRole('button', { name: new RegExp(`^Toon ${left} resulta`) }).waitFor();
  expect(await choice.evaluate((box) => box === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  const opener = page.getByRole('button', { name: 'Filter (1)' });
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.reload();
  await page
    .getByRole('status')
    .filter({ hasText: `${left} gevonden` })
    .waitFor();
  await opener.click();
  await sheet.getByRole('link', { name: 'Wis alles' }).click();
  await page.waitForURL((address) => !address.searchParams.has('kosten'));
  await page.keyboard.press('Escape');
});

test('on a wide screen the filters stand beside the list', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open('q=koffie&zone=');
  const column = page.getByRole('complementary', { name: 'Filter' });
  await column.getByRole('checkbox', { name: /^Netwerk/ }).check();
  await page.waitForURL(/trede=netwerk/);
  await page.getByRole('heading', { name: '3. Algemeen en collectief' }).waitFor({ state: 'detached' });
  await page.setViewportSize(PHONE);
});

test('chips and filters work without JavaScript', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  const scriptless = await openProfile(folder, { javaScriptEnabled: false });
  const plain = scriptless.pages()[0] ?? (await scriptless.newPage());
  await plain.goto(`${server.origin}/kaart?q=koffie+schalkhaar&zone=`);
  await plain.locator('summary').filter({ hasText: 'Filter' }).click();
  await plain.getByRole('checkbox', { name: /^Netwerk/ }).check();
  await plain.getByRole('button', { name: 'Toon resultaten' }).click();
  await plain.waitForURL(/trede=netwerk/);
  await plain.getByRole('link', { name: 'Niet bedoeld: Schalkhaar' }).click();
  await plain.waitForURL(/niet=zone/);
  await plain.getByRole('searchbox').fill('eten schalkhaar');
  await plain.getByRole('button', { name: 'Zoek' }).click();
  await plain.waitForURL(/q=eten.*niet=zone.*trede=netwerk/);
  await scriptless.close();
  rmSync(folder, { recursive: true, force: true });
});
