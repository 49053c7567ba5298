import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, TAGS, type Language } from '../../src/lib/kiosk/language/languages.ts';
import type { MessageKey } from '../../src/lib/kiosk/language/nl.ts';
import { say, type Parts } from '../../src/lib/kiosk/language/say.ts';
import { openProfile } from '../support/browser.ts';
import { filesThatHold } from '../support/profile.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { giveVoices, settle, spokenOn } from './kiosk-visit.ts';
import { installed } from './steps.ts';

const SCREENS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1280, height: 800 },
  tablet: { width: 768, height: 1024 }
};
/** Pixels in 15 mm on the tablet of 9.7 inch, the densest of the three. */
const TARGET = 78;

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile, { viewport: SCREENS.portrait });
  page = context.pages()[0] ?? (await context.newPage());
  await giveVoices(page);
  await settle(page, server.origin);
  await installed(page);
});
afterAll(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

const words = (language: Language, key: MessageKey, parts: Parts = {}) => say(language, key, parts).text;
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const begin = async (language: Language = 'nl') => {
  await page.goto(`${server.origin}/kiosk`);
  await page.locator(`button[lang=${language}]`).click();
  await page.getByRole('heading', { level: 1, name: words(language, 'welcome') }).waitFor();
};
const firstChoice = () => page.getByRole('main').locator('button.tile').first();
/** From the start by the first choices to offers. */
async function toOffers(language: Language): Promise<void> {
  await firstChoice().click();
  await page.getByRole('heading', { level: 1, name: words(language, 'whichTheme') }).waitFor();
  await firstChoice().click();
  await page.getByRole('heading', { level: 1, name: words(language, 'whichNeed') }).waitFor();
  await firstChoice().click();
  await page.getByRole('heading', { level: 1, name: words(language, 'offersTitle') }).waitFor();
  await page.getByRole('article').first().waitFor();
}

describe('without a connection', () => {
  beforeAll(async () => {
    await begin();
    await server.stop();
  });
  afterAll(() => server.start());

  test.each(LANGUAGES)('a visitor finds offers, the agenda and a human in %s', async (language) => {
    await begin(language);
    const root = page.locator('html');
    expect(await root.getAttribute('lang')).toBe(language);
    expect(await root.getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    await toOffers(language);
    const offers = page.getByRole('article');
    expect(await offers.count()).toBeLessThanOrEqual(3);
    expect(await offers.first().getByRole('heading').locator('bdi').getAttribute('lang')).toBe('nl');
    expect(await page.getByText(words(language, 'dutchOnly')).count()).toBe(language === 'nl' ? 0 : 1);
    await button(words(language, 'agenda')).click();
    await button(words(language, 'weekHere')).click();
    await page.getByRole('main').getByRole('listitem').locator('time').first().waitFor();
    await button(words(language, 'human')).click();
    await page.getByText(words(language, 'emergency')).waitFor();
    expect(await page.getByText(words(language, 'call', { number: '0570 00 00 00' })).count()).toBe(1);
  });

  test('what is typed in one’s own words finds offers, in Dutch letters and in others', async () => {
    for (const [language, keys] of [
      ['nl', 'schulden'],
      ['uk', 'борги']
    ] as const) {
      await begin(language);
      await button(words(language, 'ownWords')).click();
      for (const key of keys)
        await page.getByRole('group').getByRole('button', { name: key, exact: true }).click();
      await button(words(language, 'find')).click();
      await page.getByRole('article').first().waitFor();
    }
  });

  test('a text is read aloud, each part by a voice of its language, and stops when it is asked to', async () => {
    await begin('pl');
    await toOffers('pl');
    await page
      .getByRole('article')
      .first()
      .getByRole('button', { name: words('pl', 'readAloud') })
      .click();
    const spoken = await spokenOn(page);
    expect(spoken.map(({ lang }) => lang)).toEqual(expect.arrayContaining(['nl', 'pl']));
    expect(spoken[0]?.rate).toBe(1);
    await page
      .getByRole('article')
      .first()
      .getByRole('button', { name: words('pl', 'stopReading') })
      .click();
    await button(words('pl', 'tools')).click();
    await button(words('pl', 'slowly')).click();
    await button(words('pl', 'close')).click();
    await page
      .getByRole('button', { name: words('pl', 'readAloud') })
      .first()
      .click();
    expect((await spokenOn(page))[0]?.rate).toBeLessThan(1);
  });

  test('with a clock of 1970 it says that it does not know the time, and nothing of what is open now', async () => {
    await page.clock.setFixedTime(new Date('1970-01-01T10:00:00Z'));
    await begin();
    await page.getByRole('banner').getByText('Tijd onbekend').waitFor();
    await button('Agenda').click();
    await page.getByText(words('nl', 'timeUnknownHelp')).waitFor();
    await button('Praat met iemand').click();
    await page.getByText('maandag tot en met vrijdag van 9.00 tot 17.00 uur').waitFor();
    expect(await page.getByText('Nu open').count()).toBe(0);
    await page.clock.setFixedTime(new Date());
  });
});

test('after a minute it asks whether somebody is there, and then nothing that was typed is left anywhere', async () => {
  const typed = 'kwartelsnavel';
  await page.clock.install();
  await begin();
  const steps = await page.evaluate(() => history.length);
  await button('Zeg het in uw eigen woorden').click();
  await page.getByRole('textbox').pressSequentially(typed);
  await button('Zoek').click();
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /helpen|niets/ })
    .waitFor();
  await page.getByText(typed).first().waitFor();
  await page.clock.fastForward(61_000);
  const question = page.getByRole('alertdialog', { name: 'Bent u er nog?' });
  await question.waitFor();
  await question.getByRole('button', { name: 'Ja, ga verder' }).click();
  await page.getByText(typed).first().waitFor();
  await page.clock.fastForward(61_000);
  await question.waitFor();
  await page.clock.fastForward(16_000);
  await page.getByRole('heading', { name: 'Waar kan ik u mee helpen?' }).waitFor();
  await question.waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(typed);
  expect(await page.evaluate(() => history.length)).toBe(steps);
  expect(page.url()).toBe(`${server.origin}/kiosk`);
  const kept = await page.evaluate(async () =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])
  );
  expect(kept).not.toContain(typed);
  await button('Zeg het in uw eigen woorden').click();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  await page.clock.resume();
  await page.goto('about:blank');
  expect(filesThatHold(profile, typed)).toEqual([]);
});

/** Buttons of the page that lie under the bar below, on a screen that is meant to be seen whole. */
const hidden = (screen: Page): Promise<string[]> =>
  screen.evaluate(() => {
    const bar = document.querySelector('nav')?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll('main button')]
      .filter((one) => one.getBoundingClientRect().bottom > bar)
      .map((one) => `${one.textContent.trim()} lies under the bar`);
  });

test.each(Object.entries(SCREENS))(
  'every screen is accessible, with contrast of 7, and can be hit: %s',
  async (_, size) => {
    await page.setViewportSize(size);
    const findings: string[] = [];
    const look = async (screen: string) => {
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          rules: { 'color-contrast-enhanced': { enabled: true } }
        })
        .analyze();
      findings.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${screen}: ${id} at ${target.join(' ')}`)
        )
      );
      findings.push(...(await tooSmall(page)).map((name) => `${screen}: ${name}`));
      const sideways = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main !== null && main.scrollWidth > main.clientWidth;
      });
      if (sideways) findings.push(`${screen}: scrolls sideways`);
    };
    for (const language of ['nl', 'ar'] as const) {
      await begin(language);
      await look(`${language} start`);
      if (size === SCREENS.portrait)
        findings.push(...(await hidden(page)).map((name) => `${language}: ${name}`));
      await firstChoice().click();
      await look(`${language} themes`);
      await firstChoice().click();
      await look(`${language} needs`);
      await firstChoice().click();
      const first = page.getByRole('article').first();
      await first.waitFor();
      await look(`${language} offers`);
      await first.getByRole('button', { name: words(language, 'keep') }).click();
      await button(words(language, 'takeAlong', { count: 1 })).click();
      await page.getByRole('img', { name: words(language, 'takeQr') }).waitFor();
      await look(`${language} take along`);
      await button(words(language, 'agenda')).click();
      await look(`${language} agenda`);
      await button(words(language, 'human')).click();
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      await look(`${language} human`);
      await button(words(language, 'tools')).click();
      await look(`${language} tools`);
      await button(words(language, 'contrast')).click();
      await button(words(language, 'largerText')).click();
      await look(`${language} tools, contrast`);
      await button(words(language, 'close')).click();
      await look(`${language} human, contrast`);
      await button(words(language, 'startAgain')).click();
      await look(`${language} start, contrast`);
      await button(words(language, 'ownWords')).click();
      await look(`${language} words, contrast`);
      // Letters as they were, for who comes next.
      await page.reload();
    }
    await page.setViewportSize(SCREENS.portrait);
    expect(findings).toEqual([]);
  },
  180_000
);

test('everything is done with the keyboard alone, and what has the focus is seen', async () => {
  await begin();
  const tabTo = async (name: string | RegExp) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const here = document.activeElement;
        return here && { name: here.textContent?.trim() ?? '', outline: getComputedStyle(here).outlineWidth };
      });
      if (at && (typeof name === 'string' ? at.name === name : name.test(at.name)))
        return expect(at.outline).toBe('3px');
    }
    throw new Error(`Tab did not reach ${name}`);
  };
  await tabTo('Geld');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wat is het onderwerp?' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Wat is het onderwerp?');
  await tabTo('Schulden');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wat past het best?' }).waitFor();
  await tabTo('Iets anders');
  await page.keyboard.press('Enter');
  await page.getByRole('article').first().waitFor();
  await tabTo(/^Neem dit mee/);
  await page.keyboard.press('Space');
  await tabTo(/^Meenemen/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Neem het mee' }).waitFor();
});

test('nothing on the screen leads away from it', async () => {
  await begin();
  await toOffers('nl');
  expect(await page.locator('a[href]').count()).toBe(0);
  const menu = await page.evaluate(() =>
    document.body.dispatchEvent(new Event('contextmenu', { cancelable: true, bubbles: true }))
  );
  expect(menu).toBe(false);
});

test('kneaded with two hands it still stands, and begins again', async () => {
  await begin();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.evaluate(async () => {
    for (let touch = 0; touch < 400; touch++) {
      const buttons = [...document.querySelectorAll('button')];
      for (const one of [buttons[touch % buttons.length], buttons[(touch * 7) % buttons.length]])
        one?.click();
      if (touch % 20 === 0) await new Promise((next) => setTimeout(next, 10));
    }
  });
  await begin();
  expect(faults).toEqual([]);
  await button('Zeg het in uw eigen woorden').click();
  await page.getByRole('textbox').fill('🙂'.repeat(40));
  await button('Zoek').click();
  await page.getByRole('heading', { level: 1, name: words('nl', 'offersNone') }).waitFor();
  await begin();
  await button('Zeg het in uw eigen woorden').click();
  await page.getByRole('textbox').evaluate((box: HTMLInputElement) => {
    box.value = 'a'.repeat(500);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.getByText(words('nl', 'tooLong')).waitFor();
});

test('a browser without it is told what the page is for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
  const other = await openProfile(folder);
  const tab = other.pages()[0] ?? (await other.newPage());
  await tab.goto(`${server.origin}/kiosk`);
  await tab.getByRole('heading', { level: 1, name: 'Dit scherm is nog niet ingesteld' }).waitFor();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the tags of the languages are known to the browser', async () => {
  const known = await page.evaluate(
    (tags) => Intl.DateTimeFormat.supportedLocalesOf(tags).length,
    Object.values(TAGS)
  );
  expect(known).toBe(LANGUAGES.length);
});

/** The names of buttons that are narrower or lower than a target must be. */
const tooSmall = (on: Page): Promise<string[]> =>
  on.evaluate(
    (least) =>
      [...document.querySelectorAll('button, input')].flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        const narrow = one.classList.contains('key') ? least - 4 : least;
        return width + 0.5 < narrow || height + 0.5 < least
          ? `${one.textContent?.trim()} ${width}×${height}`
          : [];
      }),
    TARGET
  );
