import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';
import { nameOf } from '#lib/core/document.ts';
import { MOST_OFFERS, type Sought } from '#lib/kiosk/conversation.ts';
import { seek } from '#lib/kiosk/seek.ts';
import { dutchWallTime } from '#lib/core/dutch-date.ts';
import { ZONES } from '#lib/social-map/zone.ts';
import { mapDocument } from '#server/imports/map-document.ts';
import { readDirectory } from '#server/imports/read-directory.ts';
import { readKnowledge } from '#server/knowledge.ts';
import { enrolScreen } from '../e2e/kiosk-visit.ts';
import { openProfile, slowDown } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { alone, median, quantile, type Figure } from './figure.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DEMO = join(ROOT, 'demo', 'sociale-kaart');
/** The moment of asking in the judged questions, 8.00 in the Netherlands. */
const ASKED = Date.UTC(2026, 10, 23, 7);
/** Where the screen stands when a question names no zone. */
const STANDS = 'schalkhaar';
const SLOWER = 4;
const VISITS = Number(process.env['VISITS'] ?? 300);

/** Figures of the screen in a public place. */
export async function kioskFigures(): Promise<Figure[]> {
  return [...(await touchFigures()), ...(await screenFigures())];
}

interface Judged {
  readonly zone: string | null;
  readonly at: string;
  readonly from?: string;
  readonly relevant: Readonly<Record<string, number>>;
}

/**
 * Touches from the attract screen to a fitting offer, for who knows what they need: a field of life, a theme, a need
 * where there is one, and on through offers; or the agenda, where a session stands on the screen that it opens with. What
 * is found in neither way, by typing alone, counts as one more than was allowed.
 */
async function touchFigures(): Promise<Figure[]> {
  const directory = await readDirectory(DEMO);
  if (!directory.ok) throw new Error(directory.failure.message);
  const entries = [...directory.value.entries, ...(await readKnowledge(join(ROOT, 'knowledge')))];
  const documents = entries.map((entry) => mapDocument(entry, 0));
  const map = createMemoryMapReader({ version: () => 'read', documents: () => documents }, () => ASKED);
  const questions: Judged[] = JSON.parse(readFileSync(join(DEMO, 'queries-dev.json'), 'utf8'));
  const [themes, needs] = [await map.themes({}), await map.needs({})];
  const soughts: { sought: Sought; touches: number }[] = themes.flatMap((theme) => {
    const narrower = needs.filter((need) => need.theme === theme.id);
    const subject = { id: theme.id, name: theme.name };
    // With fewer than two needs the offers of the theme come at once; else 'something else' leads to them.
    const wide = { sought: { kind: 'theme' as const, theme: subject }, touches: narrower.length > 1 ? 3 : 2 };
    return [
      wide,
      ...narrower.map((need, place) => ({
        sought: { kind: 'need' as const, theme: subject, need: { id: need.id, name: need.name } },
        // Eight needs stand on a screen.
        touches: 3 + Math.floor(place / 8)
      }))
    ];
  });
  const shown = new Map<string, readonly string[]>();
  const offersOf = async (zone: string, sought: Sought, page: number): Promise<readonly string[]> => {
    const key = JSON.stringify([zone, sought, page]);
    const known = shown.get(key);
    if (known) return known;
    const { offers } = await seek({ map, zone, now: dutchWallTime(ASKED) }, sought, page);
    const ids = offers.map(({ id }) => nameOf(id));
    shown.set(key, ids);
    return ids;
  };
  const PAGES = 3;
  const touches: number[] = [];
  for (const { zone, relevant } of questions) {
    const own = ZONES.find(({ name }) => name === zone)?.slug ?? STANDS;
    let best = Infinity;
    for (const { sought, touches: before } of soughts)
      for (let page = 0; page < PAGES && before + page < best; page++)
        if ((await offersOf(own, sought, page)).some((id) => (relevant[id] ?? 0) >= 2)) best = before + page;
    if (best === Infinity) {
      const sessions = await map.period({
        zones: ZONES.map(({ slug }) => slug),
        ids: [],
        from: dutchWallTime(ASKED),
        until: dutchWallTime(ASKED + 7 * 86_400_000)
      });
      const inAgenda = sessions.some(
        ({ activity, zone: held }) =>
          (held === own || zone === null) && (relevant[nameOf(activity)] ?? 0) >= 2
      );
      // The agenda, and the days after today.
      best = inAgenda ? 2 : 6;
    }
    touches.push(best);
  }
  const missed = touches.filter((one) => one > 5).length;
  return [
    alone(
      `touches from the attract screen to a fitting offer (one of ${MOST_OFFERS}), median of ${touches.length} questions`,
      '',
      median(touches),
      3
    ),
    alone('the same, 95th of 100', '', quantile(touches, 0.95), 5),
    alone('questions whose offer no topic of the screen leads to within 5 touches', '', missed, 0)
  ];
}

async function screenFigures(): Promise<Figure[]> {
  const server = await productServer();
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-bench-'));
  await server.start();
  const context = await openProfile(folder, { viewport: { width: 1080, height: 1920 } });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.clock.install();
    await enrolScreen(page, server.origin);
    await context.setOffline(true);
    await visit(page);
    const session = await slowDown(page, SLOWER);
    const touch = await touchToResponse(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return [
      alone('touch on a kiosk to its response painted, slowed, p95', 'ms', touch, 100),
      ...(await growth(page, session))
    ];
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
    await server.discard();
  }
}

/** A visit by the first choices, ended by idleness. */
async function visit(page: Page): Promise<void> {
  await page.evaluate(async (asked) => {
    const turn = () => new Promise((next) => requestAnimationFrame(next));
    const press = async (selector: string) => {
      document.querySelector<HTMLElement>(selector)?.click();
      await turn();
    };
    await press('main button.tile');
    await press('main button.tile');
    await press('main button.tile');
    await press('article .acts .button:last-child');
    await press('nav button:nth-child(3)');
    await press('nav button:nth-child(2)');
    await press('main button.words');
    const box = document.querySelector('input');
    if (box) {
      box.value = asked;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await turn();
      await press('form button');
    }
  }, 'hulp met de huur');
  await page.clock.runFor(80_000);
}

/** From a touch to the frame that answers it, over the screens of a visit. */
async function touchToResponse(page: Page): Promise<number> {
  const times: number[] = [];
  const targets = [
    'main button.tile',
    'main button.tile',
    'nav button:nth-child(1)',
    'main button.tile',
    'nav button.human',
    'nav button:nth-child(3)',
    'nav button:nth-child(2)'
  ];
  for (let round = 0; round < 10; round++)
    for (const target of targets) {
      await page.locator(target).first().waitFor();
      times.push(
        await page.evaluate(async (selector) => {
          // The page's own clock stands still in this run.
          const channel = () =>
            new Promise((next) => {
              const pipe = new MessageChannel();
              pipe.port1.onmessage = next;
              pipe.port2.postMessage(null);
            });
          const started = performance.timeOrigin + performance.now();
          document.querySelector<HTMLElement>(selector)?.click();
          await channel();
          document.body.getBoundingClientRect();
          return performance.timeOrigin + performance.now() - started;
        }, target)
      );
    }
  return quantile(times, 0.95);
}

async function growth(page: Page, session: CDPSession): Promise<Figure[]> {
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 1_000_000;
  };
  const stored = async () => (await page.evaluate(() => navigator.storage.estimate())).usage ?? 0;
  for (let warm = 0; warm < 20; warm++) await visit(page);
  const [memory, storage] = [await heap(), await stored()];
  for (let count = 0; count < VISITS; count++) await visit(page);
  return [
    alone(
      `memory that ${VISITS} visits to a kiosk leave without a reload`,
      'MB',
      (await heap()) - memory,
      20
    ),
    alone(`storage that ${VISITS} visits to a kiosk leave`, 'MB', ((await stored()) - storage) / 1_000_000, 5)
  ];
}
