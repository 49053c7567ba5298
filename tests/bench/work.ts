import type { Page } from 'playwright-core';
import { slowDown } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { beginConversation, open } from '../e2e/steps.ts';
import { alone, compared, median, quantile, type Figure } from './figure.ts';
import { bundleLab, inLab } from './lab.ts';

const SLOWER = 4;
const ROUNDS = 5;
const DOCUMENTS = 10_000;
const RESIDENTS = 400;
const FACTS = 300;
const TEXT = 'Ze vertelde dat het beter gaat nu de buurvrouw elke dinsdag meeloopt naar de winkel. ';

/** Figures of the work behind the lock, without a connection, on a device that holds a team's whole history. */
export async function workFigures(): Promise<Figure[]> {
  const bundle = await bundleLab();
  const server = await productServer();
  const figures: Figure[] = [];
  try {
    await server.start();
    await inLab(server.origin, bundle, async (page) => {
      await page.evaluate(() => window.lab.enrolLab());
      await page.context().setOffline(true);
      const longest = await page.evaluate((facts) => window.lab.longTimeLine(facts), FACTS);
      await page.evaluate(([count, residents]) => window.lab.fillTeam(count, residents), [
        DOCUMENTS - FACTS,
        RESIDENTS
      ] as const);
      await page.evaluate(() => window.lab.copiesKept());
      figures.push(...(await unlockFigures(page)));
      // The pages come from the server, and nothing else: ten thousand documents that are sent would be measured too.
      await page.route(/\/(db|auth|courier)\//, (route) => route.abort());
      await page.context().setOffline(false);
      figures.push(
        ...(await timeLineFigures(page, server.origin, longest)),
        ...(await keystrokes(page, server.origin))
      );
    });
  } finally {
    await server.discard();
  }
  return figures;
}

async function unlockFigures(page: Page): Promise<Figure[]> {
  const normal = await unlocking(page, false);
  const throttle = await slowDown(page, SLOWER);
  const slow = await unlocking(page, false);
  await throttle.detach();
  const first = await unlocking(page, true);
  return [
    alone('unlock to the list of residents, 10,000 documents, without the key', 'ms', normal, 800),
    alone('the same, slowed 4 times', 'ms', slow, 2500),
    compared('the same, not slowed, against a first unlock, without its copy', 'ms', normal, first, 0.5)
  ];
}

/** Median milliseconds of unlocking; `first` is without the copy that is read faster than the record. */
async function unlocking(page: Page, first: boolean): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { whole, key } = await page.evaluate((without) => window.lab.unlockTimes(without), first);
    times.push(whole - key);
  }
  return median(times);
}

async function timeLineFigures(page: Page, origin: string, resident: string): Promise<Figure[]> {
  await page.goto(`${origin}/werk/bewoners`);
  await open(page);
  const address = `/werk/bewoners/${resident.slice(resident.indexOf(':') + 1)}`;
  const normal = await opening(page, address);
  const throttle = await slowDown(page, SLOWER);
  const slow = await opening(page, address);
  await throttle.detach();
  return [
    alone(`a time line of ${FACTS} facts opened`, 'ms', normal, 100),
    alone('the same, slowed 4 times', 'ms', slow, 300)
  ];
}

/** Median milliseconds from a click on the resident in the list until the time line is painted. */
async function opening(page: Page, address: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await page.locator(`a[href="${address}"]`).first().waitFor();
    const took = await page.evaluate(
      (href) =>
        new Promise<number>((resolve) => {
          const started = performance.now();
          document.querySelector<HTMLElement>(`a[href="${href}"]`)?.click();
          const look = () =>
            document.querySelector('main ol article, main ol li')
              ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
              : requestAnimationFrame(look);
          look();
        }),
      address
    );
    // The first one also loads the page's code.
    if (round > 0) times.push(took);
    await page.goBack();
  }
  return median(times);
}

/** The p95 of the time that a letter in a form takes, with its draft being kept; and the same of a page that does nothing. */
async function keystrokes(page: Page, origin: string): Promise<Figure[]> {
  await page.goto(`${origin}/werk/gesprek`);
  await open(page);
  await beginConversation(page, 'Hoe nu verder?');
  const form = await lettersIn(page);
  await page.goto('about:blank');
  await page.setContent('<!doctype html><textarea></textarea>');
  const bare = await lettersIn(page);
  const what = 'a letter in a form with its draft being kept, slowed 4 times, p95';
  return [
    alone(what, 'ms', form, 16),
    compared('the same, against a bare field on an empty page', 'ms', form, bare, 1.3)
  ];
}

async function lettersIn(page: Page): Promise<number> {
  const throttle = await slowDown(page, SLOWER);
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    const field = document.querySelector('textarea');
    // From the letter to the end of everything that it set in motion before the next frame.
    field?.addEventListener('beforeinput', () => {
      const pressed = performance.now();
      queueMicrotask(() => setTimeout(() => waits.push(performance.now() - pressed)));
    });
    field?.focus();
  });
  await page.keyboard.type(TEXT, { delay: 60 });
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  await throttle.detach();
  return quantile(waits, 0.95);
}
