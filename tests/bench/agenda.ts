import type { Page } from 'playwright-core';
import { slowDown } from '../support/browser.ts';
import { alone, compared, median, type Figure } from './figure.ts';
import { bundleLab, inLab } from './lab.ts';
import { variedEntries, withMap } from './made-map.ts';

const SLOWER = 4;
const ROUNDS = 5;
const ACTIVITIES = 2_000;
const DAYS = 60;

/** Figures of the agenda on a device that holds 2,000 recurring activities. */
export async function agendaFigures(): Promise<Figure[]> {
  const bundle = await bundleLab();
  const entries = (await variedEntries({ service: 1, activity: 2 * ACTIVITIES }))
    .filter((entry) => entry.kind === 'activity' && entry.rrule !== null)
    .slice(0, ACTIVITIES);
  const figures: Figure[] = [];
  await withMap(
    () => entries,
    (origin) =>
      inLab(origin, bundle, async (page) => {
        await page.evaluate(() => window.lab.productFirstSync());
        const normal = await expansions(page);
        const throttle = await slowDown(page, SLOWER);
        const slow = await expansions(page);
        await throttle.detach();
        const what = 'next 60 days of 2,000 activities';
        figures.push(
          alone(what, 'ms', normal.product, 80),
          alone(`${what}, slowed 4 times`, 'ms', slow.product, 250),
          compared(`${what}, against a loop over ical.js`, 'ms', normal.product, normal.plain, 0.2)
        );
      })
  );
  return figures;
}

async function expansions(page: Page): Promise<{ product: number; plain: number }> {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push(await page.evaluate((days) => window.lab.expandAgenda(days), DAYS));
  return {
    product: median(rounds.map(({ product }) => product)),
    plain: median(rounds.map(({ plain }) => plain))
  };
}
