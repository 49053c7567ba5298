import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_KEPT } from '../../src/lib/kiosk/conversation.ts';
import type { Language } from '../../src/lib/kiosk/language/languages.ts';
import type { MessageKey } from '../../src/lib/kiosk/language/nl.ts';
import { say, type Parts } from '../../src/lib/kiosk/language/say.ts';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrolScreen, PLACE } from './kiosk-visit.ts';

const MILLIMETRE = 72 / 25.4;

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile, { viewport: { width: 1080, height: 1920 } });
  page = context.pages()[0] ?? (await context.newPage());
  await page.addInitScript(() => {
    Object.assign(window, { prints: 0, print: () => void ((window as unknown as Counted).prints += 1) });
  });
  await enrolScreen(page, server.origin);
});
afterAll(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

interface Counted {
  prints: number;
}
const words = (language: Language, key: MessageKey, parts: Parts = {}) => say(language, key, parts).text;
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();

/** From the start to offers about debts, of which `count` are taken along, more of them as long as there are. */
async function keep(language: Language, count: number): Promise<void> {
  await page.goto(`${server.origin}/kiosk`);
  await page.locator(`button[lang=${language}]`).click();
  await page.getByRole('main').locator('button.tile').nth(2).click();
  await page.getByRole('heading', { level: 1, name: words(language, 'whichTheme') }).waitFor();
  await page.getByRole('main').locator('button.tile').first().click();
  await button(words(language, 'somethingElse')).click();
  await page.getByRole('article').first().waitFor();
  for (let kept = 0; kept < count;) {
    const free = page.getByRole('button', { name: words(language, 'keep') });
    if ((await free.count()) > 0 && (await free.first().isEnabled())) {
      await free.first().click();
      kept += 1;
    } else {
      const before = await page.getByRole('article').first().textContent();
      await button(words(language, 'offersMore')).click();
      await page
        .getByRole('article')
        .first()
        .filter({ hasNotText: before ?? '' })
        .waitFor();
    }
  }
}

/** What a QR code says, read from its picture by other code than drew it. */
async function read(code: Locator): Promise<string> {
  const picture = (await code.screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(image, 0, 0);
    const pixels = drawing?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { width: image.width, height: image.height, data: [...pixels] };
  }, picture);
  return decodeQr({ width, height, data: Uint8Array.from(data) });
}

/** Width and number of the pages that come out of the printer, in millimetres. */
async function paper(): Promise<{ width: number; pages: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) [\d.]+\s*\]/g)];
  return { width: Math.round(Number(boxes[0]?.[1]) / MILLIMETRE), pages: boxes.length };
}

test.each(['nl', 'ar'] as const)(
  'what was chosen goes along on a telephone and on a strip of paper, in %s',
  async (language) => {
    await keep(language, 2);
    const names = await page.getByRole('article').getByRole('heading').allTextContents();
    await button(words(language, 'takeAlong', { count: 2 })).click();
    const address = await read(page.locator('.take .qr'));
    expect(address).toContain(`${server.origin}/lijstje?e=`);
    await button(words(language, 'print')).click();
    expect(await page.evaluate(() => (window as unknown as Counted).prints)).toBe(1);
    await page
      .getByRole('status')
      .filter({ hasText: words(language, 'printed') })
      .waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await read(page.locator('.paper .qr'))).toBe(address);
    expect(await page.locator('.paper').innerText()).toContain(names[0]?.trim());
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await paper()).toMatchObject({ width: 58, pages: 1 });
    await page.emulateMedia({ media: null });

    const telephone = await context.newPage();
    await telephone.goto(address);
    for (const name of names.slice(0, 2))
      await telephone.getByRole('heading', { name: name.trim() }).waitFor();
    await telephone.close();
  }
);

test('no more is taken along than fits, which is said, and the code of a full list can be read', async () => {
  await keep('nl', MOST_KEPT);
  await button('Laat iets anders zien').click();
  await page
    .getByText(words('nl', 'keptFull', { count: MOST_KEPT }))
    .first()
    .waitFor();
  await button(words('nl', 'takeAlong', { count: MOST_KEPT })).click();
  const listed = page.getByRole('main').getByRole('listitem');
  await listed.nth(MOST_KEPT - 1).waitFor();
  const address = new URL(await read(page.locator('.take .qr')));
  expect(address.searchParams.get('e')?.split('.')).toHaveLength(MOST_KEPT);
  await button(/^Haal weg/).click();
  await listed.nth(MOST_KEPT - 1).waitFor({ state: 'detached' });
  await listed.nth(MOST_KEPT - 2).waitFor();
});

test('on a sheet of A4 a list is one page, and a screen without a printer offers none', async () => {
  await enrolAgain('a4');
  await keep('nl', 3);
  await button(words('nl', 'takeAlong', { count: 3 })).click();
  await page.locator('.paper .entry').nth(2).waitFor({ state: 'attached' });
  expect(await paper()).toEqual({ width: 210, pages: 1 });
  await enrolAgain('none');
  await keep('nl', 1);
  await button(words('nl', 'takeAlong', { count: 1 })).click();
  await page.getByRole('img', { name: words('nl', 'takeQr') }).waitFor();
  expect(await page.getByRole('button', { name: words('nl', 'print') }).count()).toBe(0);
});

test('the number of a human can be called by pointing a telephone at the screen', async () => {
  await page.goto(`${server.origin}/kiosk`);
  await button('Praat met iemand').click();
  expect(await read(page.locator('.counter .qr'))).toBe('tel:0570000000');
});

/** The same browser as a screen with another printer. */
async function enrolAgain(printer: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(server.origin);
  await page.evaluate(() => {
    const gone = indexedDB.deleteDatabase('binnenzak-kiosk');
    return new Promise((done) => (gone.onsuccess = done));
  });
  await enrolScreen(page, server.origin, { ...PLACE, printer });
}
