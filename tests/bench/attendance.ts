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

/** The p95 of the time from a tap until the frame with the number that it leads to, while every tap is being kept. */
async function tapToNumber(page: Page): Promise<Figure> {
  // Within the app, so that the lock stays open.
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.querySelector('main')?.append(link);
    link.click();
  }, COUNTER);
  await page.getByRole('link', { name: 'Klaar' }).waitFor();
  const button = await page.locator('.plus button').first().boundingBox();
  if (!button) throw new Error('There is nothing to tap on.');
  const throttle = await slowDown(page, SLOWER);
  // The browser's own measure: from the touch to the next frame. What takes less than 16 ms is not told.
  await page.evaluate(() => {
    const waits: number[] = [];
    const shown = () => Number.parseInt(document.querySelector('h1')?.textContent ?? '', 10);
    const taps = { waits, before: shown(), count: 0, late: 0, shown };
    Object.assign(window, { taps });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'click') waits.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    document.addEventListener('click', () => {
      taps.count++;
      // In the page before the frame is made: later would be another frame than the one that is measured.
      queueMicrotask(() => (taps.late += Number(shown() !== taps.before + taps.count)));
    });
  });
  for (let tap = 0; tap < TAPS; tap++) {
    await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
    await page.waitForTimeout(PACE);
  }
  const { waits, late } = await page.evaluate(
    () => (window as unknown as { taps: { waits: number[]; late: number } }).taps
  );
  await throttle.detach();
  if (late > 0) throw new Error(`${late} taps were not in the page before the next frame.`);
  const quick = Array.from({ length: TAPS - waits.length }, () => 16);
  return alone(
    'a tap on the counter to the number on screen, slowed 4 times, p95',
    'ms',
    quantile([...waits, ...quick], 0.95),
    50
  );
}
