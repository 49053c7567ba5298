import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crash, openProfile } from '../support/browser.ts';
import { filesThatHold } from '../support/profile.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrolScreen } from './kiosk-visit.ts';
import { enrol, installed, stateOfData } from './steps.ts';

const PORTRAIT = { width: 1080, height: 1920 };
const QUESTION = 'wie helpt mij met de huur';
const NAME = 'Kwartelbos';
const PHONE = '0687654321';

let server: ProductServer;
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'binnenzak-profile-'))) as [string, string];
let atKiosk: BrowserContext;
let atDesk: BrowserContext;
let kiosk: Page;

const openKiosk = async () => {
  atKiosk = await openProfile(folders[0], { viewport: PORTRAIT });
  kiosk = atKiosk.pages()[0] ?? (await atKiosk.newPage());
};

beforeAll(async () => {
  server = await productServer();
  await server.start();
  await openKiosk();
  await enrolScreen(kiosk, server.origin);
  await installed(kiosk);
});
afterAll(async () => {
  await atKiosk.close();
  await atDesk?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

const button = (name: string | RegExp) => kiosk.getByRole('button', { name }).first();
const findings = async () => {
  const { violations } = await new AxeBuilder({ page: kiosk })
    .setLegacyMode()
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ') ?? ''}`);
};

test('a visitor asks to be called without a connection, and after a power cut it is on the team’s list, once', async () => {
  await server.stop();
  await button('Praat met iemand').click();
  await button('Laat u terugbellen').click();
  await kiosk.getByRole('heading', { level: 1, name: 'Op welk nummer kunnen we u bellen?' }).waitFor();
  expect(await findings()).toEqual([]);
  await button('Verder').click();
  await kiosk.getByRole('alert').getByText('Begin met een 0').waitFor();
  for (const figure of PHONE) await kiosk.getByRole('button', { name: figure, exact: true }).click();
  await button('Verder').click();
  await kiosk.getByRole('textbox', { name: 'Hoe heet u?' }).fill(NAME);
  expect(await findings()).toEqual([]);
  await button('Verder').click();
  await kiosk.getByRole('textbox', { name: /Waar gaat het over/ }).fill(QUESTION);
  await button('Verder').click();
  await kiosk.getByText(/vindt u het goed dat Voor Elkaar Team Voorstad/).waitFor();
  expect(await findings()).toEqual([]);
  await button('In de ochtend').click();
  await kiosk.getByRole('heading', { level: 1, name: 'Uw vraag is bewaard' }).waitFor();
  const receipt = (await kiosk.locator('.receipt').textContent()) ?? '';
  expect(receipt).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
  expect(await findings()).toEqual([]);
  await button('Opnieuw beginnen').click();
  for (const word of [QUESTION, NAME, PHONE]) expect(await kiosk.content()).not.toContain(word);

  await crash(kiosk);
  for (const word of [QUESTION, NAME, PHONE]) expect(filesThatHold(folders[0], word)).toEqual([]);
  await openKiosk();
  await server.start();
  const told = kiosk.waitForResponse('**/kiosken/stand');
  await kiosk.goto(`${server.origin}/kiosk`);
  expect(((await (await told).json()) as { taken: string[] }).taken).toHaveLength(1);

  atDesk = await openProfile(folders[1]);
  const desk = atDesk.pages()[0] ?? (await atDesk.newPage());
  await enrol(desk, server.origin, 'vet-voorstad-1');
  await stateOfData(desk, 'alles verwerkt');
  await desk.getByText(QUESTION).first().waitFor();
  expect(await desk.getByRole('main').getByText(QUESTION).count()).toBe(1);
  await desk.goto(`${server.origin}/werk/meldingen`);
  await desk.getByLabel('Wachtzin', { exact: true }).fill('negen groene fietsen');
  await desk.getByRole('button', { name: 'Openen' }).click();
  await desk.getByText(QUESTION).first().click();
  await desk.getByText(PHONE).waitFor();
  await desk.getByText(new RegExp(receipt)).waitFor();
}, 180_000);
