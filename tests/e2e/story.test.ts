import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { filesThatHold } from '../support/profile.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { addStep, chooseToRecord, enrol, installed, stateOfData, unlock } from './steps.ts';

/**
 * A word that stands nowhere else, so that whatever holds it holds what was told; made of chance, so that no
 * compression of the browser's files takes it apart.
 */
const CANARY = 'kz7Qw9xVbT3mRj5hLs';
/** A word of the public map, which lies on the device as it is: it shows that the search of the files finds words. */
const PUBLIC_WORD = 'Schalkhaar';

let server: ProductServer;
const profiles = { worker: newProfile(), colleague: newProfile() };
const open = new Set<BrowserContext>();

beforeAll(async () => {
  server = await productServer();
  await server.start();
});

afterAll(async () => {
  await Promise.all([...open].map((context) => context.close()));
  for (const folder of Object.values(profiles)) rmSync(folder, { recursive: true, force: true });
  await server.discard();
});

test('what is recorded at a kitchen table without reception reaches the colleague, and lies nowhere readable', async () => {
  await onPhone(profiles.worker, async (page) => {
    await page.goto(server.origin);
    await page.getByRole('searchbox').waitFor();
    await installed(page);
    await enrol(page, server.origin, 'vet-voorstad-1');
    await stateOfData(page, 'alles verwerkt');
  });

  await server.stop('SIGKILL');

  await onPhone(profiles.worker, async (page) => {
    await unlock(page, `${server.origin}/werk`);
    await page.getByRole('navigation').getByRole('link', { name: 'Zoeken' }).click();
    await page.getByRole('searchbox').fill('samen eten');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('status').filter({ hasText: 'gevonden' }).waitFor();
    const result = page.getByRole('article').first().getByRole('heading').getByRole('link');
    const name = (await result.textContent()) ?? '';
    await result.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
    await recordConversation(page);
    await stateOfData(page, '3 op dit toestel');
  });

  expect(filesThatHold(profiles.worker, PUBLIC_WORD)).not.toEqual([]);
  expect(filesThatHold(profiles.worker, CANARY)).toEqual([]);
  await server.start();

  await onPhone(profiles.worker, async (page) => {
    await unlock(page, `${server.origin}/werk`);
    await stateOfData(page, 'alles verwerkt');
  });

  await onPhone(profiles.colleague, async (page) => {
    await enrol(page, server.origin, 'vet-voorstad-2');
    await page.getByRole('listitem').filter({ hasText: CANARY }).getByRole('link').click();
    await page
      .getByRole('article')
      .filter({ hasText: CANARY })
      .getByText('Samen koken met de buurvrouw')
      .waitFor();
  });
  for (const folder of Object.values(profiles)) expect(filesThatHold(folder, CANARY)).toEqual([]);
}, 240_000);

async function recordConversation(page: Page): Promise<void> {
  await chooseToRecord(page, 'Gesprek');
  await page.getByRole('heading', { name: 'Met wie is het gesprek?' }).waitFor();
  await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
  await page.getByLabel('De vraag').fill(`Ik eet altijd alleen. ${CANARY}`);
  await page.getByRole('link', { name: 'Verder naar de leefgebieden' }).click();
  await page.getByRole('link', { name: 'Familie en omgeving: nog niet besproken' }).click();
  await page.getByLabel('Wat vertelde de bewoner hierover?').fill(`De buurvrouw kookt graag. ${CANARY}`);
  await page.getByRole('link', { name: 'Terug naar de leefgebieden' }).click();
  await page.getByRole('link', { name: 'Verder naar de stappen' }).click();
  await addStep(page, 'Samen koken met de buurvrouw', 'samen koken');
  await page.getByRole('link', { name: 'Klaar met deze stap' }).click();
  await addStep(page, 'Een keer mee naar de eettafel', 'eten');
  await page.getByRole('link', { name: 'Klaar met deze stap' }).click();
  await page.getByRole('link', { name: 'Verder naar nalezen' }).click();
  await page.getByRole('button', { name: 'Gesprek bewaren' }).click();
  await page.getByRole('article').filter({ hasText: CANARY }).waitFor();
}

/** Opens the browser on a profile, as taking up a phone, and closes it again. */
async function onPhone(profile: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await openProfile(profile);
  open.add(context);
  await use(context.pages()[0] ?? (await context.newPage()));
  await context.close();
  open.delete(context);
}

function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
}
