import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { enrol } from './steps.ts';

let server: ProductServer;
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'binnenzak-profile-')));
let contexts: BrowserContext[] = [];
let desk: Page;
let kiosk: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  contexts = await Promise.all(
    folders.map((folder, place) =>
      openProfile(folder, place === 0 ? {} : { viewport: { width: 1080, height: 1920 } })
    )
  );
  [desk, kiosk] = (await Promise.all(contexts.map((one) => one.pages()[0] ?? one.newPage()))) as [Page, Page];
  await enrol(desk, server.origin, 'beheer-1');
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

const findings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ') ?? ''}`);
};
const type = async (code: string) => {
  for (const figure of code) await kiosk.getByRole('button', { name: figure, exact: true }).click();
};

test('a curator makes a code, a device becomes the screen of that place with it, and is seen until it is revoked', async () => {
  await desk.getByRole('link', { name: 'Schermen' }).click();
  await desk.getByText('Er is nog geen scherm').waitFor();
  expect(await findings(desk)).toEqual([]);
  await desk.getByRole('link', { name: 'Scherm toevoegen' }).click();
  await desk.getByLabel('Wijk of dorp').selectOption('schalkhaar');
  await desk.getByLabel('Plek', { exact: true }).selectOption({ label: await somePlace() });
  const name = await desk.getByLabel('Naam op het scherm').inputValue();
  expect(name).toMatch(/Lindeboom/);
  await desk.getByLabel('Welk team belt bezoekers terug?').selectOption('voorstad');
  await desk.getByLabel('Printer bij het scherm').selectOption('receipt');
  expect(await findings(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Code maken' }).click();
  const code = ((await desk.locator('.code').textContent()) ?? '').replaceAll(/\D/g, '');
  expect(code).toMatch(/^\d{10}$/);

  await kiosk.goto(`${server.origin}/kiosk`);
  await kiosk.getByRole('heading', { name: 'Zo stelt u het in' }).waitFor();
  expect(await findings(kiosk)).toEqual([]);
  await type('0000000000');
  await kiosk.getByRole('button', { name: 'Scherm instellen' }).click();
  await kiosk.getByText('Deze code werkt niet (meer).').waitFor();
  await kiosk.getByLabel('Code', { exact: true }).fill('');
  await type(code);
  await kiosk.getByRole('button', { name: 'Scherm instellen' }).click();
  await kiosk.getByRole('heading', { level: 1, name: 'Waar kan ik u mee helpen?' }).waitFor();
  await kiosk.getByRole('banner').getByText(name).waitFor();
  await kiosk.getByRole('list', { name: 'Onderwerpen' }).waitFor();

  await kiosk.clock.install();
  await kiosk.reload();
  await kiosk.getByRole('list', { name: 'Onderwerpen' }).waitFor();
  await kiosk.getByRole('button', { name: 'Agenda' }).click();
  await kiosk.clock.fastForward(61_000);
  await kiosk.getByRole('alertdialog').waitFor();
  await kiosk.clock.fastForward(16_000);
  await kiosk.getByRole('heading', { level: 1, name: 'Waar kan ik u mee helpen?' }).waitFor();
  const told = kiosk.waitForResponse('**/kiosken/stand');
  await kiosk.clock.fastForward(300_000);
  await told;

  await desk.getByRole('link', { name: 'Terug naar de schermen' }).click();
  const line = desk.getByRole('listitem').filter({ hasText: name });
  await line.getByText(/^1: 1 weggegaan/).waitFor();
  await line.getByText('Het scherm heeft geen stem en leest niet voor.').waitFor();
  expect(await findings(desk)).toEqual([]);
  await line.getByRole('button', { name: /^Trek in/ }).click();
  await line.getByRole('button', { name: 'Ja, trek in' }).click();
  await line.getByText('Ingetrokken.').waitFor();

  await kiosk.clock.fastForward(300_000);
  await kiosk.getByRole('heading', { level: 1, name: 'Dit scherm is nog niet ingesteld' }).waitFor();
}, 120_000);

/** The first place in the list that is the village house. */
async function somePlace(): Promise<string> {
  const option = desk.getByLabel('Plek', { exact: true }).locator('option', { hasText: 'Lindeboom' }).first();
  await option.waitFor({ state: 'attached' });
  return (await option.textContent()) ?? '';
}
