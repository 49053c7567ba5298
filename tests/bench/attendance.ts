import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { enrol, stateOfData } from '../e2e/steps.ts';
import { openProfile, slowDown } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { alone, quantile, type Figure } from './figure.ts';

const SLOWER = 4;
const TAPS = 60;
/** Milliseconds between taps: a crowd at the door. */
const PACE = 250;
const COUNTER = '/werk/opkomst/b407ef3c-97f9-50e1-9df0-9f58f3b14df1/20261125T093000';

/** Figures of the counter, of a field worker who holds a team's files too. */
export async function attendanceFigures(): Promise<Figure[]> {
  const server = await productServer();
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-bench-'));
  const context = await openProfile(folder, { serviceWorkers: 'block' });
  try {
    await server.start();
    const page = context.pages()[0] ?? (await context.newPage());
    await enrol(page, server.origin, 'vet-voorstad-1');
    await stateOfData(page, 'alles verwerkt');
    return [await tapToNumber(page)];
  } finally {
    await context.close();
    await server.discard();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The p95 of the time from a tap until the number that it leads to is painted, while every tap is being kept. */
async function tapToNumber(page: Page): Promise<Figure> {
  // Within the app, so that the lock stays open.
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.querySelector('main')?.append(link);
    link.click();
  }, COUNTER);
  await page.getByRole('link', { name: 'Klaar' }).waitFor();
  const throttle = await slowDown(page, SLOWER);
  const waits = await page.evaluate(
    async ([taps, pace]) => {
      const button = document.querySelector<HTMLElement>('.plus button');
      const number = document.querySelector('h1');
      const shown = () => Number.parseInt(number?.textContent ?? '', 10);
      const times: number[] = [];
      for (let tap = 0; tap < taps; tap++) {
        const before = shown();
        const started = performance.now();
        button?.click();
        await new Promise<void>((painted) => {
          const look = () =>
            shown() === before + 1
              ? requestAnimationFrame(() => setTimeout(painted))
              : requestAnimationFrame(look);
          // What the tap set in motion is in the page before the frame in which it is painted.
          queueMicrotask(look);
        });
        times.push(performance.now() - started);
        await new Promise((later) => setTimeout(later, pace));
      }
      return times;
    },
    [TAPS, PACE] as const
  );
  await throttle.detach();
  return alone(
    'a tap on the counter to the number on screen, slowed 4 times, p95',
    'ms',
    quantile(waits, 0.95),
    50
  );
}
