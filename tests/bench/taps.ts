import { Phones } from '../e2e/phones.ts';
import { recordAndRefer } from '../e2e/practised.ts';
import { beginConversation } from '../e2e/steps.ts';
import { slowDown } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { alone, type Figure } from './figure.ts';

const SLOWER = 4;
/** A practised worker: a second to find and touch what comes next, five letters in a second. */
const PRACTISED = { tap: 1000, letter: 200 };

/** What it costs a practised worker to record a conversation with two steps and a referral, without a connection. */
export async function tapFigures(): Promise<Figure[]> {
  const server = await productServer();
  const phones = new Phones();
  try {
    await server.start();
    const page = await phones.of(server.origin, 'vet-voorstad-1');
    await page.context().setOffline(true);
    // The way chosen last is kept.
    await beginConversation(page, '');
    await page.getByRole('button', { name: 'Kort vastleggen' }).click();
    await page.getByLabel('Wat is er besproken?').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
    await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor();
    await slowDown(page, SLOWER);
    const started = performance.now();
    const taps = await recordAndRefer(page, PRACTISED);
    const seconds = Math.round((performance.now() - started) / 1000);
    return [
      alone(
        `a conversation with two steps and a referral in short, ${seconds} s with the typing: taps beyond it`,
        'taps',
        taps,
        25
      )
    ];
  } finally {
    await phones.close();
    await server.discard();
  }
}
