import type { Locator, Page } from 'playwright-core';

/* The list of tasks on Vandaag, as tests read and use it. */

/** A task in a list, by its title; what colleagues wrote stands on the page too, but cannot be put off. */
export const task = (on: Page, title: string): Locator =>
  on
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: title, has: on.getByRole('button', { name: 'Later', exact: true }) });
/** From one's own list to that of the whole team. */
export const team = async (on: Page): Promise<void> => {
  await on.getByRole('link', { name: 'Heel het team' }).click();
  await on.getByRole('link', { name: 'Lijst overnemen' }).waitFor();
};
