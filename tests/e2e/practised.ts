import type { Locator, Page } from 'playwright-core';
import { setTimeout as pause } from 'node:timers/promises';

/** How quick somebody is, in milliseconds: before each tap, and for each letter. */
export interface Pace {
  readonly tap: number;
  readonly letter: number;
}

/** As quick as the screen allows. */
export const AT_ONCE: Pace = { tap: 0, letter: 0 };

/** What a practised worker told, so that it can be looked for on the screen. */
export const TOLD = {
  question: 'Ik eet altijd alleen',
  steps: ['Een keer mee naar de eettafel', 'Samen koken met de buurvrouw'],
  offer: 'samen eten',
  asked: 'Een keer mee aan tafel.'
} as const;

/**
 * Records a conversation with two steps in short, from Vandaag, and refers the resident to an offer of the map: the way
 * that a practised worker goes. Answers how many taps that took; typing is no tap, touching a field to type in it is.
 */
export async function recordAndRefer(page: Page, pace: Pace): Promise<number> {
  let taps = 0;
  const tap = async (target: Locator) => {
    await target.waitFor();
    await pause(pace.tap);
    taps += 1;
    await target.click();
  };
  const type = (text: string) => page.keyboard.type(text, { delay: pace.letter });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const choice = (words: string) => page.getByText(words, { exact: true });

  await tap(page.getByRole('navigation').getByRole('link', { name: 'Vastleggen' }));
  await tap(page.getByRole('main').getByRole('listitem').getByRole('link', { name: 'Gesprek' }));
  await tap(page.getByRole('main').getByRole('listitem').getByRole('button').first());
  await tap(page.getByLabel('De vraag'));
  await type(TOLD.question);
  await tap(page.getByLabel('Wat is er besproken?'));
  await type('De buurvrouw kookt graag.');
  await tap(page.getByLabel('Wat spreken jullie af?'));
  await type(TOLD.steps[0]);
  await tap(page.getByText('3. Algemeen en collectief'));
  await tap(choice('Een vrijwilliger'));
  await tap(button('Nog een stap'));
  await type(TOLD.steps[1]);
  await tap(page.getByText('2. Netwerk').last());
  await tap(choice('De bewoner zelf').last());
  await tap(page.getByRole('link', { name: 'Verder naar nalezen', exact: true }));
  await tap(button('Gesprek bewaren'));

  await tap(page.getByRole('link', { name: 'Doorverwijzen', exact: true }));
  await tap(page.getByText('Ja, dit mag'));
  await tap(page.getByText('In het gesprek gezegd'));
  await tap(page.getByText('Aanbod op de sociale kaart'));
  await tap(button('Aanbod zoeken'));
  await page.getByRole('dialog').getByLabel('Zoek op de sociale kaart').waitFor();
  await type(TOLD.offer);
  await tap(page.getByRole('dialog').getByRole('listitem').first().getByRole('button'));
  await tap(page.getByLabel('Wat is je vraag?'));
  await type(TOLD.asked);
  await tap(button('Bewaren'));
  await page.getByRole('heading', { name: /^Doorverwijzing naar/ }).waitFor();
  return taps;
}
