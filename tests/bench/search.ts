import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { slowDown } from '../support/browser.ts';
import { alone, median, quantile, type Figure } from './figure.ts';
import { bundleLab, inLab } from './lab.ts';
import type { Asked } from './lab/search-lab.ts';
import { variedEntries, withMap } from './made-map.ts';

const QUESTIONS = join(import.meta.dirname, '..', '..', 'demo', 'sociale-kaart', 'queries-dev.json');
const SLOWER = 4;
const ROUNDS = 5;
const SERVICES = 5_000;
const CHANGED = 50;

/** Figures of search on a device that holds 5,000 services and 2,000 activities. */
export async function searchFigures(): Promise<Figure[]> {
  const bundle = await bundleLab();
  const entries = await variedEntries({ service: SERVICES, activity: 2_000 });
  const figures: Figure[] = [];
  await withMap(
    () => entries,
    (origin) =>
      inLab(origin, bundle, async (page) => {
        await page.evaluate(() => window.lab.productFirstSync());
        const sizes = await page.evaluate((count) => window.lab.searchSizes(count), SERVICES);
        await page.evaluate(() => window.lab.buildSearch());
        const asked = await answering(page);
        const changing: number[] = [];
        for (let round = 0; round < ROUNDS; round++)
          changing.push(await page.evaluate((count) => window.lab.changeSearch(count), CHANGED));
        const throttle = await slowDown(page, SLOWER);
        const slow = await answering(page);
        const loading: number[] = [];
        for (let round = 0; round < ROUNDS; round++)
          loading.push(await page.evaluate(() => window.lab.loadSearch()));
        await throttle.detach();
        figures.push(
          alone('one question over 5,000 services and 2,000 activities, p95', 'ms', asked, 8),
          alone('the same, slowed 4 times', 'ms', slow, 25),
          alone('search loaded from storage, slowed 4 times', 'ms', median(loading), 150),
          alone('index of 5,000 services as it is kept, gzip', 'kB', sizes.entries / 1000, 900),
          alone('what search knows of words as it is kept, gzip', 'kB', sizes.knowledge / 1000, 900),
          alone('50 changed entries until they are found', 'ms', median(changing), 100)
        );
      })
  );
  return figures;
}

/** The p95 of the judged questions, each also as it stands half typed. */
async function answering(page: Page): Promise<number> {
  const judged: { q: string }[] = JSON.parse(readFileSync(QUESTIONS, 'utf8'));
  const questions = judged.flatMap(({ q }): Asked[] => [
    { text: q.slice(0, Math.ceil(q.length / 2)), zone: 'voorstad' },
    { text: q, zone: null }
  ]);
  return quantile(await page.evaluate((asked) => window.lab.askSearch(asked), questions), 0.95);
}
