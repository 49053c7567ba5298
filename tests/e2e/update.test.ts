import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfile } from '../support/browser.ts';
import { changingProxy, type ChangingProxy } from '../support/changing-proxy.ts';
import { productServer, type ProductServer } from '../support/server.ts';
import { PASSPHRASE, chooseToRecord, enrol, installed } from './steps.ts';

let server: ProductServer;
let proxy: ChangingProxy;
const profile = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));

beforeAll(async () => {
  server = await productServer();
  proxy = await changingProxy(server.origin);
  await server.start({ ORIGIN: proxy.origin });
});

afterAll(async () => {
  await proxy.close();
  await server.discard();
  rmSync(profile, { recursive: true, force: true });
});

test('a new version waits for a word, and taking it loses nothing of what is being typed', async () => {
  const context = await openProfile(profile);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await enrol(page, proxy.origin, 'vet-voorstad-1');
    await installed(page);
    await chooseToRecord(page, 'Gesprek');
    await page.getByRole('heading', { name: 'Met wie is het gesprek?' }).waitFor();
    await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
    await page.getByLabel('De vraag').waitFor();

    proxy.release();
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const prompt = page.getByRole('button', { name: 'Nu bijwerken' });
    await prompt.waitFor();
    await page.getByLabel('De vraag').fill('Wie helpt mij met de belastingbrief?');
    await prompt.click();

    await page.getByLabel('Wachtzin', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Openen' }).click();
    await page.getByLabel('De vraag').waitFor();
    expect(await page.getByLabel('De vraag').inputValue()).toBe('Wie helpt mij met de belastingbrief?');
    expect(await prompt.isVisible()).toBe(false);
  } finally {
    await context.close();
  }
});
