import type { Page } from 'playwright-core';
import { compared, median, type Figure } from './figure.ts';
import { bundleLab, inLab } from './lab.ts';
import { alikeServices, withMap } from './made-map.ts';

const ROUNDS = 5;
const SIZES = [1_000, 5_000, 20_000, 50_000];
/** The size at which the first sync is compared. */
const COMPARED = 5_000;
/** Cost per entry counts as flat while it is within a tenth of the smallest map's: less cannot be told from chance. */
const FLAT = 1.1;

/** Figures of a device against its stores and the server: first sync at several sizes, and saving. */
export async function deviceFigures(): Promise<Figure[]> {
  const bundle = await bundleLab();
  const figures: Figure[] = [];
  const perEntry = new Map<number, number>();
  for (const size of SIZES) {
    await withMap(
      (present) => alikeServices(size - present),
      async (origin) => {
        await inLab(origin, bundle, async (page) => {
          const times = await firstSyncs(
            page,
            size === COMPARED ? ['product', 'floor', 'pouch'] : ['product']
          );
          perEntry.set(size, median(times.product) / size);
          if (size !== COMPARED) return;
          figures.push(
            compared(
              'first sync of 5,000 map entries, against PouchDB replication',
              'ms',
              median(times.product),
              median(times.pouch),
              0.2
            ),
            compared(
              'first sync of 5,000 map entries, against the floor',
              'ms',
              median(times.product),
              median(times.floor),
              1.5
            ),
            await savingFigure(page)
          );
        });
      }
    );
  }
  const first = perEntry.get(SIZES[0] ?? 0) ?? 0;
  for (const size of SIZES.slice(1)) {
    figures.push(
      compared(
        `first sync, cost per entry at ${size} entries, against ${SIZES[0]}`,
        'ms',
        perEntry.get(size) ?? 0,
        first,
        FLAT
      )
    );
  }
  return figures;
}

type Kind = 'product' | 'floor' | 'pouch';

async function firstSyncs(page: Page, kinds: readonly Kind[]): Promise<Record<Kind, number[]>> {
  const times: Record<Kind, number[]> = { product: [], floor: [], pouch: [] };
  await page.evaluate(() => window.lab.enrolLab());
  // In turns, so that whatever the machine does meanwhile meets all of them.
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of kinds) {
      times[kind].push(
        await page.evaluate((which) => {
          const { productFirstSync, floorFirstSync, pouchFirstSync } = window.lab;
          return { product: productFirstSync, floor: floorFirstSync, pouch: pouchFirstSync }[which]();
        }, kind)
      );
    }
  }
  return times;
}

async function savingFigure(page: Page): Promise<Figure> {
  // Without a connection, as at the kitchen table; nothing is sent meanwhile.
  await page.context().setOffline(true);
  const product: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(await page.evaluate(() => window.lab.plainSaves(100)));
    product.push(await page.evaluate(() => window.lab.productSaves(100)));
  }
  return compared(
    'save of a conversation, against a plain PouchDB put',
    'ms',
    median(product),
    median(plain),
    1.3
  );
}
