import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { unlock, writeFacts } from './steps.ts';

const DAY = 24 * 60 * 60 * 1000;

let server: ProductServer;
const phones = new Phones();

beforeAll(async () => {
  server = await productServer();
  await server.start();
});
afterAll(async () => {
  await phones.close();
  await server.discard();
});

const phone = (username: string): Promise<Page> => phones.of(server.origin, username);

/** Opens the arrangement of the resident at this place in the list. */
async function openArrangement(page: Page, place: number): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('main').getByRole('listitem').nth(place).getByRole('link').click();
  await page.getByRole('link', { name: /^Arrangement (maken|bekijken)$/ }).click();
  await page.getByRole('heading', { name: 'Arrangement', level: 1 }).waitFor();
}

/** Writes the arrangement that is open. */
async function write(page: Page, { goal, agreed, day }: Record<'goal' | 'agreed' | 'day', string | null>) {
  await page.getByRole('link', { name: /^(Arrangement maken|Veranderen)$/ }).click();
  if (goal) await page.getByLabel('Wat wil de bewoner bereiken?').fill(goal);
  if (agreed) await page.getByLabel('Wat is afgesproken?').fill(agreed);
  if (day) await page.getByRole('button', { name: day }).click();
  await page.getByRole('button', { name: 'Arrangement bewaren' }).click();
  await page.getByRole('link', { name: 'Veranderen' }).waitFor();
}

const mark = (page: Page, question: RegExp, value: number): Promise<void> =>
  page
    .getByRole('group', { name: question })
    .getByRole('button', { name: `${value} van 10`, exact: true })
    .click();

test('two colleagues who make one arrangement offline read both texts, until one of them settles it', async () => {
  const [one, two] = [await phone('vet-voorstad-1'), await phone('vet-voorstad-2')];
  for (const page of [one, two]) {
    await openArrangement(page, 0);
    await page.context().setOffline(true);
  }
  await write(one, { goal: 'Vaker onder de mensen', agreed: null, day: null });
  await write(two, { goal: 'Niet meer alleen eten', agreed: 'Samen naar de eettafel', day: 'Over 6 weken' });
  for (const page of [one, two]) await page.context().setOffline(false);
  for (const page of [one, two]) {
    await page.getByRole('heading', { name: 'Wat de bewoner wil bereiken: twee teksten' }).waitFor();
    const kept = page.getByRole('status').filter({ hasText: 'twee teksten' });
    await kept.getByText('Vaker onder de mensen', { exact: true }).waitFor();
    await kept.getByText('Niet meer alleen eten', { exact: true }).waitFor();
    await page.getByText('Samen naar de eettafel').waitFor();
  }
  await one
    .getByText('Vaker onder de mensen / Niet meer alleen eten')
    .or(one.getByText('Niet meer alleen eten / Vaker onder de mensen'))
    .waitFor();
  await one.getByRole('button', { name: 'Alle teksten samen houden' }).click();
  for (const page of [one, two]) {
    await page.getByRole('heading', { name: /twee teksten/ }).waitFor({ state: 'detached' });
    const goal = page.getByRole('definition').first();
    expect((await goal.innerText()).split(' / ').sort()).toEqual([
      'Niet meer alleen eten',
      'Vaker onder de mensen'
    ]);
  }
}, 240_000);

test('after three months the resident looks back, sees the marks over time, and closes from the own view', async () => {
  const page = await phone('vet-voorstad-1');
  await openArrangement(page, 1);
  await write(page, { goal: 'Weer zelf koken', agreed: null, day: 'Over 3 maanden' });
  await page.getByRole('link', { name: 'Terugkijken' }).click();
  await mark(page, /Hoe gaat het met u/, 4);
  await page.getByLabel('Later weer terugkijken').check();
  await page.getByRole('button', { name: 'Over 3 maanden' }).click();
  await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
  await page.getByRole('link', { name: 'Arrangement bekijken' }).waitFor();
  expect(await page.getByRole('link', { name: 'Terugkijken' }).count()).toBe(0);

  const address = page.url();
  await page.clock.setSystemTime(Date.now() + 92 * DAY);
  await unlock(page, address);
  const summary = page.locator('section', {
    has: page.getByRole('heading', { name: 'Arrangement', level: 2 })
  });
  await summary.getByRole('link', { name: 'Terugkijken' }).click();
  await page.getByLabel('Hoe gaat het met de bewoner?').fill('Ik kook nu drie keer in de week.');
  await mark(page, /Hoe gaat het met u/, 8);
  await page.getByText('De cijfers in een tabel').click();
  await page.getByRole('cell', { name: '4', exact: true }).waitFor();
  await page.getByLabel(/Het arrangement afsluiten/).check();
  await page.getByRole('button', { name: 'Bewaren', exact: true }).click();

  await page.getByRole('heading', { name: 'Arrangement afsluiten' }).waitFor();
  const steps = page.getByRole('group', { name: 'Hoe staat het met deze stap?' });
  for (const step of await steps.all()) await step.getByLabel('Gedaan').check();
  await page.getByLabel('Een beetje').check();
  await page.getByLabel('Wat is er veranderd?').fill('Ik durf het weer.');
  await page.getByRole('button', { name: 'Arrangement afsluiten' }).click();
  await page.getByText(/^Afgesloten op/).waitFor();
  await page.getByText('Wat de bewoner wil bereiken: Weer zelf koken').waitFor();
}, 240_000);

test('going from the form of one resident straight to that of another shows what was written for each', async () => {
  const page = await phone('vet-voorstad-2');
  const goal = page.getByLabel('Wat wil de bewoner bereiken?');
  for (const [place, text] of ['Vaker buiten zijn', 'Weer leren fietsen'].entries()) {
    await openArrangement(page, place + 2);
    await page.getByRole('link', { name: /^(Arrangement maken|Veranderen)$/ }).click();
    await goal.fill(text);
    await page.getByText('Opgeslagen op dit toestel').waitFor();
  }
  // Back over the list and the pages of the second one in one go, as by a long press on the button.
  for (const [steps, text] of [
    [-4, 'Vaker buiten zijn'],
    [4, 'Weer leren fietsen']
  ] as const) {
    await page.evaluate((by) => history.go(by), steps);
    await page.waitForFunction(
      (value) => document.querySelector<HTMLTextAreaElement>('#goal')?.value === value,
      text
    );
  }
}, 240_000);

test('the arrangements of two cards that were joined are each read and changed offline, and go apart with the cards', async () => {
  const stamps = (...fields: string[]) => ({
    stamps: Object.fromEntries(fields.map((field) => [field, '0000000000001-0000-tablet'])),
    seen: {},
    kept: {}
  });
  const both = [
    { name: 'Jo van Een', id: '01JOINEEN', goal: 'Vaker buiten' },
    { name: 'Johanna Een', id: '01JOINTWEE', goal: 'Weer leren fietsen' }
  ];
  await writeFacts(server.origin, 'vet-voorstad-2', [
    ...both.flatMap(({ name, id, goal }) => [
      {
        ...{ _id: `resident:${id}`, kind: 'resident', name, contact: '', zone: null, birthYear: null },
        ...{ household: '', language: null, ...stamps('name') }
      },
      {
        ...{ _id: `arrangement:${id}`, kind: 'arrangement', resident: `resident:${id}`, goal, agreed: '' },
        ...{ review: null, ...stamps('goal') }
      }
    ]),
    { kind: 'same-resident', resident: 'resident:01JOINEEN', other: 'resident:01JOINTWEE', undone: false }
  ]);
  const page = await phone('vet-voorstad-1');
  await page.context().setOffline(true);
  await unlock(page, `${server.origin}/werk/bewoners/01JOINEEN/arrangement`);
  await page.getByRole('heading', { name: 'Van de kaart van Jo van Een' }).waitFor();
  await page.getByRole('heading', { name: 'Van de kaart van Johanna Een' }).waitFor();
  await page.getByRole('link', { name: 'Veranderen: Johanna Een' }).click();
  expect(await page.getByLabel('Wat wil de bewoner bereiken?').inputValue()).toBe('Weer leren fietsen');
  await page.getByLabel('Wat is afgesproken?').fill('Oefenen op het plein');
  await page.getByRole('button', { name: 'Arrangement bewaren' }).click();
  await page.getByText('Oefenen op het plein').waitFor();
  await page.getByText('Vaker buiten').waitFor();
  await page.getByRole('link', { name: 'Jo van Een', exact: true }).click();
  await page.getByRole('button', { name: 'Dit klopt niet, haal uit elkaar' }).click();
  await page.getByRole('button', { name: 'Dit klopt niet, haal uit elkaar' }).waitFor({ state: 'detached' });
  expect(await page.getByText('Weer leren fietsen').count()).toBe(0);
  await unlock(page, `${server.origin}/werk/bewoners/01JOINTWEE/arrangement`);
  await page.getByText('Oefenen op het plein').waitFor();
  await page.getByText('Weer leren fietsen').waitFor();
}, 240_000);
