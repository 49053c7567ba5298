import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Opens a page of what a team sees, tells and learns without a resident's card. */
export async function openTeamWork(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await page.getByRole('link', { name: 'Werk van het team' }).click();
  await page.getByRole('main').getByRole('link', { name: place }).click();
  await page.getByRole('heading', { name: place, level: 1 }).waitFor();
}

/** What the screen lacks for who sees or handles it differently. */
export const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );
