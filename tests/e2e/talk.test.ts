import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { AT_ONCE, recordAndRefer, TOLD } from './practised.ts';
import {
  beginConversation,
  chooseToRecord,
  enrol,
  installed,
  saveReviewed,
  stateOfData,
  unlock
} from './steps.ts';

/** Beyond the typing. */
const TAPS = 25;

let server: ProductServer;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  context = await openProfile(profile);
  page = context.pages()[0] ?? (await context.newPage());
  await enrol(page, server.origin, 'vet-voorstad-1');
  await stateOfData(page, 'alles verwerkt');
  await installed(page);
  // From here on there is no reception.
  await context.setOffline(true);
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
  await server.discard();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const today = () => page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();

test('what was written in one way is there in the other, and the way chosen last is kept', async () => {
  await beginConversation(page, 'Ik slaap slecht');
  await button('Kort vastleggen').click();
  expect(await page.getByLabel('De vraag').inputValue()).toBe('Ik slaap slecht');
  await page.getByLabel('Wat is er besproken?').fill('De straat is druk.');
  await page.getByLabel('Wat spreken jullie af?').fill('Oordopjes proberen');
  await button('Uitgebreid').click();
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await link('Verder naar de leefgebieden').click();
  expect(await page.getByLabel('Verder besproken').inputValue()).toBe('De straat is druk.');
  await page.getByRole('link', { name: 'Wonen: nog niet besproken' }).click();
  await page
    .getByRole('group', { name: 'Hoe gaat het hiermee?' })
    .getByRole('button', { name: '4 van 10' })
    .click();
  await link('Terug naar de leefgebieden').click();
  await page.getByRole('link', { name: 'Wonen: besproken' }).waitFor();
  await link('Verder naar de stappen').click();
  await page.getByText('Oordopjes proberen').first().waitFor();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await button('Kort vastleggen').click();
  await page.getByText('Ook opgeschreven: Wonen.').waitFor();
  await page.getByText('Opgeslagen op dit toestel').waitFor();
  await unlock(page, page.url().replace(/\?.*$/, ''));
  expect(await page.getByLabel('Wat spreken jullie af?').inputValue()).toBe('Oordopjes proberen');
});

test(`in short, a conversation with two steps and a referral takes a practised worker at most ${TAPS} taps`, async () => {
  await today();
  expect(await recordAndRefer(page, AT_ONCE)).toBeLessThanOrEqual(TAPS);
  await page.goBack();
  const told = page.getByRole('article').filter({ hasText: TOLD.question });
  await told.waitFor();
  await told.scrollIntoViewIfNeeded();
  // What comes into sight is drawn in the next frame.
  const steps = async () =>
    (await told.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0]);
  await expect.poll(steps).toEqual([...TOLD.steps].reverse());
});

test('individual provision is not agreed on without a word on what was tried', async () => {
  await today();
  await beginShort('Ik kan niet meer koken');
  await page.getByLabel('Wat spreken jullie af?').fill('Maaltijden aan huis');
  await page.getByText('4. Maatwerk').click();
  await page.getByText('De gemeente', { exact: true }).click();
  await link('Verder naar nalezen').click();
  await button('Gesprek bewaren').click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /al geprobeerd/ })
    .click();
  await page.getByLabel('Wat is er al geprobeerd?').fill('De buurvrouw kookte een jaar.');
  await link('Terug naar nalezen').click();
  await saveReviewed(page, 'Ik kan niet meer koken');
  await page.getByRole('article').getByText('Eerst geprobeerd: De buurvrouw kookte een jaar.').waitFor();
});

test('the summary is read together, mended part by part, and hides what is the worker’s', async () => {
  await today();
  await beginShort('Ik kom de deur niet uit');
  await button('Uitgebreid').click();
  await link('Verder naar de leefgebieden').click();
  await page.getByRole('link', { name: /^Lichaam/ }).click();
  await page.getByText('Vragen die helpen').click();
  await page.getByText('Welke beweging vindt u fijn?').waitFor();
  await page.getByLabel('Wat gaat goed?').fill('Wandelt met de hond.');
  await page.getByLabel('Wat is er nodig?').fill('Een bankje onderweg.');
  for (const question of ['Hoe gaat het hiermee?', 'Hoeveel regie hebt u hierover?'])
    await page.getByRole('group', { name: question }).getByRole('button', { name: '6 van 10' }).click();
  await link('Terug naar de leefgebieden').click();
  await link('Verder naar de stappen').click();
  await link('Verder naar nalezen').click();

  await button('Laat aan de bewoner zien').click();
  const reading = page.getByRole('dialog', { name: 'Klopt het zo?' });
  await reading.getByText('Hoe gaat het: 6 · Regie: 6').waitFor();
  const size = await reading.boundingBox();
  expect([size?.x, size?.y, size?.width, size?.height]).toEqual([0, 0, 360, 740]);
  expect(await reading.getByRole('link').count()).toBe(0);
  await page.goBack();
  await reading.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Klopt het zo?' }).waitFor();

  await page.getByRole('link', { name: 'Verbeter Lichaam' }).click();
  await page.getByLabel('Wat gaat goed?').fill('Wandelt elke dag met de hond.');
  await link('Terug naar nalezen').click();
  await page.getByText('Wandelt elke dag met de hond.').waitFor();
  await saveReviewed(page, 'Ik kom de deur niet uit');
  const told = page.getByRole('article').filter({ hasText: 'Ik kom de deur niet uit' });
  for (const words of ['Gaat goed: Wandelt elke dag met de hond.', 'Nodig: Een bankje', 'Hoe gaat het: 6'])
    await told.getByText(words).waitFor();
});

test('a conversation goes on with the earlier one, of which the domains stand behind', async () => {
  const earlier = page.getByRole('article').filter({ hasText: 'Ik kom de deur niet uit' });
  await earlier.getByRole('link', { name: 'Ga verder op dit gesprek' }).click();
  await page.getByText(/^Vervolg op het gesprek van/).waitFor();
  expect(await page.getByLabel('De vraag').inputValue()).toBe('');
  await page.getByRole('button', { name: 'Zelfde vraag: ‘Ik kom de deur niet uit’' }).click();
  expect(await page.getByLabel('De vraag').inputValue()).toBe('Ik kom de deur niet uit');
  await link('Verder naar de leefgebieden').click();
  await page.getByRole('link', { name: 'Lichaam: nog niet besproken, vorige keer wel' }).waitFor();
  expect(await page.getByRole('row', { name: /^Lichaam/ }).innerText()).toMatch(
    /nog niet besproken\s+besproken$/
  );
  await link('Verder naar de stappen').click();
  await link('Verder naar nalezen').click();
  await button('Gesprek bewaren').click();
  await page
    .getByRole('article')
    .getByText(/^Vervolg op het gesprek van/)
    .waitFor();
});

/** Begins a conversation with the first resident, beside the ones that are still open. */
async function beginShort(question: string): Promise<void> {
  await chooseToRecord(page, 'Gesprek');
  await page.getByRole('heading', { name: 'Met wie is het gesprek?' }).waitFor();
  await page.getByRole('main').getByRole('listitem').getByRole('button').first().click();
  await page.getByLabel('De vraag').fill(question);
  await page.getByRole('heading', { name: 'Het gesprek in het kort' }).waitFor();
}
