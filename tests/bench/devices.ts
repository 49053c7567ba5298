import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { zoneName, ZONES } from '#lib/social-map/zone.ts';
import { applyToMap } from '#server/imports/apply-to-map.ts';
import type { MapEntry } from '#server/imports/map-document.ts';
import { openEngine } from '#server/open-engine.ts';
import { openProfile } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { compared, median, type Figure } from './figure.ts';
import { bundleLab, openLab, type LabBundle } from './lab.ts';

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
    await withMapOf(size, async (origin) => {
      await inLab(origin, bundle, async (page) => {
        const times = await firstSyncs(page, size === COMPARED ? ['product', 'floor', 'pouch'] : ['product']);
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
    });
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

/** Opens the lab in a browser with an empty profile. */
async function inLab(origin: string, bundle: LabBundle, use: (page: Page) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-bench-'));
  const context = await openProfile(folder, { serviceWorkers: 'block' });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await openLab(page, origin, bundle);
    await use(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the product's server with a map of `size` entries: the demo, and made-up services of 0.9 kB beside it. */
async function withMapOf(size: number, use: (origin: string) => Promise<void>): Promise<void> {
  const server = await productServer();
  try {
    await server.start();
    const [head = ''] = (await (await fetch(`${server.origin}/kaart/snapshot`)).text()).split('\n', 1);
    await server.stop();
    await addServices(server.folder, size - (JSON.parse(head) as { count: number }).count);
    await server.start();
    await use(server.origin);
  } finally {
    await server.discard();
  }
}

async function addServices(dataDir: string, count: number): Promise<void> {
  const engine = await openEngine({ couchdbUrl: null, dataDir });
  if (!engine.ok) throw new Error(engine.failure);
  await applyToMap(
    engine.value,
    Array.from({ length: count }, (_, index) => service(index)),
    Date.now()
  );
  await engine.value.close();
}

function service(index: number): MapEntry {
  const zone = ZONES[index % ZONES.length]?.slug ?? 'centrum';
  return {
    _id: `service:bench-${index}`,
    kind: 'service',
    schema: 1,
    name: `Buurtkamer ${index} in ${zoneName(zone)}`,
    description:
      'Een open kamer waar buurtgenoten koffie drinken, vragen stellen en iets voor elkaar doen. '.repeat(3),
    organization: null,
    locations: [],
    themes: ['ontmoeten'],
    lifeDomains: ['social', 'daytime'],
    rung: 'network',
    access: 'open',
    targetGroups: ['iedereen'],
    zones: [zone],
    languages: ['nl'],
    cost: 'gratis',
    opening: 'ma t/m vr 9.00-12.00 uur',
    phones: [{ number: '0570 00 00 00', label: null }],
    email: `kamer-${index}@buurt.example`,
    url: null,
    verifiedOn: '2026-10-01',
    contractedWmo: false
  };
}
