import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { unlock } from './steps.ts';
import { agendaTour, colleagueTour, deskTour, enrolTour, publicTour, type Stop } from './tours.ts';

/** What WCAG 2.2 AA asks, and what is known to help beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

test('no public page has an accessibility finding, in light or in dark, and each has a title of its own', async () => {
  const { stop, findings, titles } = inspection();
  await publicTour(page, server.origin, stop);
  expect(findings).toEqual([]);
  // The same page as another.
  titles.delete('filters of results');
  titles.delete('not found without a connection');
  expect([...new Set(titles.values())]).toEqual([...titles.values()]);
}, 120_000);

test('Tab reaches the link past the header first, then the header, then the search box', async () => {
  await page.goto(server.origin);
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Naar de inhoud');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Wat zoekt u?');
  await page.goto(server.origin);
  await page.getByRole('searchbox').waitFor();
  expect(await tabs(page, 8)).toEqual([
    'Naar de inhoud',
    'Binnenzak',
    'Zoeken',
    'Agenda',
    'Voor medewerkers',
    'Wat zoekt u?',
    'Zoek',
    'Wijk of dorp'
  ]);
}, 60_000);

test('the focus goes to the content of a page that is gone to', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Agenda' }).click();
  await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'inhoud');
}, 60_000);

test('no screen of a field worker has an accessibility finding, in light or in dark', async () => {
  const { stop, findings } = inspection();
  await enrolTour(page, server.origin, 'vet-voorstad-1', stop);
  await deskTour(page, server.origin, stop);
  expect(findings).toEqual([]);
}, 180_000);

test('no screen on which a field worker keeps the agenda has an accessibility finding, in light or in dark', async () => {
  const { stop, findings } = inspection();
  await unlock(page, `${server.origin}/werk`);
  await agendaTour(page, stop);
  expect(findings).toEqual([]);
}, 180_000);

test('in a theme of high contrast what is chosen can be told from what is not', async () => {
  await page.emulateMedia({ forcedColors: 'active' });
  await unlock(page, `${server.origin}/werk`);
  const background = (name: string) =>
    page.getByRole('link', { name, exact: true }).evaluate((chip) => getComputedStyle(chip).backgroundColor);
  expect(await background('Mijn lijst')).not.toBe(await background('Heel het team'));
  await page.emulateMedia({ forcedColors: 'none' });
}, 60_000);

test('Tab walks through a conversation as it is read, and a dialog holds it until Escape gives it back', async () => {
  await unlock(page, `${server.origin}/werk/gesprek`);
  await page.getByRole('main').getByRole('listitem').last().getByRole('button').click();
  await page.getByRole('heading', { name: 'Waar gaat het gesprek over?' }).waitFor();
  expect(await focused(page)).toBe('Waar gaat het gesprek over?');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('De vraag');
  await page.goto(page.url().replace(/(\?.*)?$/, '?deel=stappen'));
  await unlock(page, page.url());
  await page.getByRole('button', { name: 'Stap toevoegen' }).click();
  const opener = page.getByRole('button', { name: 'Aanbod zoeken' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await focused(page)).toBe('Zoek op de sociale kaart');
  await tabs(page, 6);
  expect(await page.evaluate(() => document.querySelector('main :focus:not(dialog *)'))).toBeNull();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Aanbod zoeken');
}, 60_000);

test('no screen of a volunteer, a curator or a policy maker has an accessibility finding', async () => {
  const { stop, findings } = inspection();
  for (const username of ['vrijwilliger-1', 'beheer-1', 'beleid-1']) {
    await colleagueTour(page, server.origin, username, (screen) => stop(`${username}: ${screen}`));
  }
  expect(findings).toEqual([]);
}, 120_000);

test('public pages are read and searched without JavaScript', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  const scriptless = await openProfile(folder, { javaScriptEnabled: false });
  const plain = scriptless.pages()[0] ?? (await scriptless.newPage());
  await plain.goto(server.origin);
  await plain.getByRole('searchbox').fill('samen eten');
  await plain.getByLabel('Wijk of dorp').selectOption('voorstad');
  await plain.getByRole('button', { name: 'Zoek' }).click();
  const result = plain.getByRole('article').first().getByRole('heading').getByRole('link');
  const name = (await result.textContent()) ?? '';
  await result.click();
  await plain.getByRole('heading', { level: 1, name }).waitFor();
  await plain.getByRole('navigation').getByRole('link', { name: 'Agenda' }).click();
  await plain.getByRole('article').first().getByRole('link').click();
  await plain.getByRole('heading', { name: 'Wanneer' }).waitFor();
  await plain.goto(server.origin);
  await plain.locator('a[href^="/themas/"]').first().click();
  await plain.getByRole('article').first().waitFor();
  await scriptless.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('the app can be put on a home screen, with icons of the sizes it tells', async () => {
  await page.goto(server.origin);
  const session = await page.context().newCDPSession(page);
  expect((await session.send('Page.getAppManifest')).errors).toEqual([]);
  expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  const manifest = (await (await fetch(`${server.origin}/manifest.webmanifest`)).json()) as Manifest;
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src, type, sizes } of manifest.icons) {
    const answer = await fetch(new URL(src, server.origin));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    if (sizes !== 'any') expect(pngSize(Buffer.from(await answer.arrayBuffer()))).toBe(sizes);
  }
}, 60_000);

interface Manifest {
  readonly icons: readonly { src: string; type: string; sizes: string; purpose: string }[];
}

/** Width and height of a PNG file as a manifest writes them; they stand in its first block. */
const pngSize = (file: Buffer): string => `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;

interface Inspection {
  readonly stop: Stop;
  /** Page, rule and element of everything that is not as it should be. */
  readonly findings: string[];
  readonly titles: Map<string, string>;
}

/** Looks at every screen it is shown: the rules in light, the contrast in dark too, and what every page must have. */
function inspection(): Inspection {
  const findings: string[] = [];
  const titles = new Map<string, string>();
  const stop: Stop = async (screen) => {
    titles.set(screen, await page.title());
    const note = (finding: string) => findings.push(`${screen}: ${finding}`);
    // From the top, so that nothing lies half under the header by chance.
    await page.evaluate(() => window.scrollTo(0, 0));
    (await axe(new AxeBuilder({ page }).withTags(RULES))).forEach(note);
    await page.emulateMedia({ colorScheme: 'dark' });
    (await axe(new AxeBuilder({ page }).withRules(['color-contrast']))).forEach((one) =>
      note(`dark: ${one}`)
    );
    await page.emulateMedia({ colorScheme: 'light' });
    (await basics()).forEach(note);
  };
  return { stop, findings, titles };
}

/** Each finding as its rule and its element. */
async function axe(builder: AxeBuilder): Promise<string[]> {
  // The page has no frames, so one pass in the page itself sees everything.
  const { violations } = await builder.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.any[0]?.message ?? node.html}`)
  );
}

/** What a page lacks of what every page has. */
const basics = (): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const titles = document.querySelectorAll('h1').length;
    return [
      ...(root.lang === 'nl' ? [] : [`the language is '${root.lang}'`]),
      ...(titles === 1 ? [] : [`there are ${titles} first headings`]),
      ...(root.scrollWidth <= root.clientWidth ? [] : ['it scrolls sideways'])
    ];
  });

/** The name of what has the focus, as it is read aloud. */
const focused = (on: Page): Promise<string> =>
  on.evaluate(() => {
    const at = document.activeElement;
    const label = at instanceof HTMLElement && 'labels' in at ? (at.labels as NodeListOf<Element>)[0] : null;
    return (label ?? at)?.textContent?.trim() ?? '';
  });

/** Presses Tab so many times; answers what had the focus after each. */
async function tabs(on: Page, times: number): Promise<string[]> {
  const names: string[] = [];
  for (let count = 0; count < times; count++) {
    await on.keyboard.press('Tab');
    names.push(await focused(on));
  }
  return names;
}
