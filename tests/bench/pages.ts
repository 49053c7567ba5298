import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { openProfile, slowDown } from '../support/browser.ts';
import { alone, compared, median, quantile, type Figure } from './figure.ts';

const SLOWER = 4;
const ROUNDS = 7;
const READY = 'html[data-ready]';

/** Figures of the public pages, held against the trivial page at `floor`. */
export async function pageFigures(origin: string, floor: string): Promise<Figure[]> {
  return [
    await scriptBeforeSearch(origin),
    await keptByWorker(origin),
    ...(await startFigures(origin, floor)),
    await touchToPage(origin)
  ];
}

/** Runs `work` in a browser with an empty profile. */
async function inBrowser<Value>(
  work: (page: Page, context: BrowserContext) => Promise<Value>
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-bench-'));
  const context = await openProfile(folder);
  try {
    return await work(context.pages()[0] ?? (await context.newPage()), context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scriptBeforeSearch(origin: string): Promise<Figure> {
  const bytes = await inBrowser(async (page) => {
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        sizes.push(response.body().then((body) => gzipSync(body).length));
      }
    });
    await page.goto(origin);
    await page.waitForSelector(READY);
    return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  });
  return alone('JavaScript before the public search box can be used, gzip', 'kB', bytes / 1000, 90);
}

async function keptByWorker(origin: string): Promise<Figure> {
  const bytes = await inBrowser(async (page) => {
    await page.goto(origin);
    await installed(page);
    const bodies = await page.evaluate(async () => {
      const texts: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const buffer = new Uint8Array(
            (await (await cache.match(request))?.arrayBuffer()) ?? new ArrayBuffer()
          );
          let text = '';
          for (const byte of buffer) text += String.fromCharCode(byte);
          texts.push(btoa(text));
        }
      }
      return texts;
    });
    return bodies.reduce((total, body) => total + gzipSync(Buffer.from(body, 'base64')).length, 0);
  });
  return alone('what the service worker stores, gzip', 'kB', bytes / 1000, 600);
}

/** Waits until the service worker answers for this page's origin, as it will when there is no connection. */
async function installed(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function startFigures(origin: string, floor: string): Promise<Figure[]> {
  const first = { product: [] as number[], floor: [] as number[] };
  const offline = { product: [] as number[], floor: [] as number[] };
  // Taken in turns, so that whatever the machine does meanwhile meets both.
  for (let round = 0; round < ROUNDS; round++) {
    first.floor.push(await firstVisit(floor, READY));
    first.product.push(await firstVisit(`${origin}/kaart?q=koffie`, 'article h3 a'));
  }
  await inBrowser((floorPage) =>
    inBrowser(async (page) => {
      await goOffline(floorPage, floor);
      await goOffline(page, origin);
      for (let round = 0; round < ROUNDS; round++) {
        offline.floor.push(await offlineStart(floorPage, floor));
        offline.product.push(await offlineStart(page, origin));
      }
    })
  );
  return [
    compared(
      'first visit, empty cache, slowed 4 times, to the first useful list',
      'ms',
      median(first.product),
      median(first.floor),
      3
    ),
    compared(
      'start from the service worker, offline, slowed 4 times, to a usable search box',
      'ms',
      median(offline.product),
      median(offline.floor),
      2
    )
  ];
}

const firstVisit = (address: string, sign: string): Promise<number> =>
  inBrowser(async (page) => {
    await slowDown(page, SLOWER);
    return visit(page, address, sign);
  });

async function goOffline(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await installed(page);
  await page.waitForTimeout(3000);
  await page.context().setOffline(true);
  await slowDown(page, SLOWER);
}

/** A start of which nothing is left over, so that what a page does after it is usable never slows the other's. */
async function offlineStart(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  const time = await visit(page, address, READY);
  await page.goto('about:blank');
  return time;
}

/** Milliseconds from asking for an address to its sign of use being on screen, by the page's own clock. */
async function visit(page: Page, address: string, sign: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const look = () =>
          document.querySelector(selector)
            ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
            : requestAnimationFrame(look);
        look();
      }),
    sign
  );
}

async function touchToPage(origin: string): Promise<Figure> {
  const times = await inBrowser(async (page) => {
    const found: number[] = [];
    await page.goto(`${origin}/kaart?q=hulp`);
    await installed(page);
    await page.goto(`${origin}/kaart?q=hulp`);
    await page.waitForSelector('article h3 a');
    await page.waitForTimeout(3000);
    await slowDown(page, SLOWER);
    const count = Math.min(20, await page.locator('article h3 a').count());
    for (let place = 0; place < count; place++) {
      await page.waitForSelector('article h3 a');
      await page.waitForTimeout(200);
      found.push(await touch(page, place));
      await page.goBack();
    }
    return found;
  });
  return alone(
    'touch on a result to its page painted, slowed 4 times, p95',
    'ms',
    quantile(times, 0.95),
    150
  );
}

/** Milliseconds from a click on a result to the frame after its own heading stood on the page. */
const touch = (page: Page, place: number): Promise<number> =>
  page.evaluate(
    (index) =>
      new Promise<number>((resolve, reject) => {
        const link = document.querySelectorAll<HTMLElement>('article h3 a')[index];
        if (!link) return reject(new Error('There is no such result.'));
        const name = link.textContent;
        const started = performance.now();
        link.click();
        const look = () =>
          document.querySelector('h1')?.textContent?.trim() === name?.trim()
            ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
            : requestAnimationFrame(look);
        look();
      }),
    place
  );
