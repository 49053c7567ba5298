import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { chooseToRecord, enrol } from './steps.ts';

let server: ProductServer;
let folder: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  context = await openProfile(folder);
  page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, 'vet-voorstad-1');
});

afterAll(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

test.each(['Verhaal', 'Melding'])('all that has the focus in the form of a %s is in sight', async (word) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await chooseToRecord(page, word);
  await page.getByRole('heading', { name: 'Wat leg je vast?' }).waitFor({ state: 'detached' });
  await page.getByRole('main').getByRole('textbox').first().focus();
  const down = await walk('Tab');
  expect(down.length).toBeGreaterThan(8);
  expect(down.filter(({ covered }) => covered)).toEqual([]);
  expect((await walk('Shift+Tab')).filter(({ covered }) => covered)).toEqual([]);
});

interface Stop {
  readonly what: string;
  /** A part of it lies under a bar. */
  readonly covered: boolean;
}

/** Presses a key until the focus leaves the page; answers where it was. */
async function walk(key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate((): Stop | null => {
      const focused = document.activeElement;
      if (!focused?.closest('main') || focused.matches('main')) return null;
      const { top, bottom, height } = focused.getBoundingClientRect();
      const above = document.querySelector('.frame > header')?.getBoundingClientRect().bottom ?? 0;
      const below = document.querySelector('header nav')?.getBoundingClientRect().top ?? innerHeight;
      // What is higher than the room between the bars cannot be seen whole.
      const covered = height < below - above && (top < above || bottom > below);
      return { what: focused.outerHTML.slice(0, 120), covered };
    });
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}
