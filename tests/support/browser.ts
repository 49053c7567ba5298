import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';

/** Flags with which Chromium runs without a display, without a sandbox of its own, and without calling home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

export const PHONE = { width: 360, height: 740 };

/** A browser with a profile on disk, as on a phone: what it stored is there again when it is opened again. */
export async function openProfile(
  folder: string,
  options: Parameters<typeof chromium.launchPersistentContext>[1] = {}
): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH'];
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath ? { executablePath } : {}),
    args: FLAGS,
    viewport: PHONE,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    ...options
  });
  // Long enough for a busy machine; what takes longer is stuck, and should say where.
  context.setDefaultTimeout(30_000);
  return context;
}

/** Makes the page's processor `times` slower; returns the session, which also clears caches. */
export async function slowDown(page: Page, times: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
  return session;
}

/** Ends the browser as when the phone's system kills it: nothing gets the chance to be put away. */
export async function crash(page: Page): Promise<void> {
  const context = page.context();
  const closed = new Promise((resolve) => context.once('close', resolve));
  const session = await context.newCDPSession(page);
  // The browser is gone before it can answer.
  await Promise.allSettled([session.send('Browser.crash')]);
  await closed;
}
