import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { beginConversation, open, review, saveReviewed } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
let leaver: Page;
let lead: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  leaver = await phones.of(server.origin, 'vet-voorstad-1');
  lead = await phones.of(server.origin, 'teamleider-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
  const folder = process.env['SCREENS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** The administrator moves Marloes from team Voorstad to that of the Wmo. */
async function moveToWmo(): Promise<void> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body)
    });
  const login = await post('/auth/login', { username: 'toegang-1', password: 'demo-binnenzak' });
  const cookie = login.headers.getSetCookie().map((set) => set.slice(0, set.indexOf(';')))[0] ?? '';
  const decided = await post(
    '/auth/people/vet-voorstad-1/standing',
    {
      displayName: 'Marloes Wegdam',
      roles: ['field-worker'],
      memberships: [{ of: 'team', name: 'wmo', until: null }],
      ends: null
    },
    cookie
  );
  expect(decided.status).toBe(204);
}

const toData = (page: Page) => page.getByRole('link', { name: 'Stand van je gegevens' }).click();

test('the unsent work of a colleague who leaves the team reaches its lead, and goes from their phone', async () => {
  const question = 'Wie doet de boodschappen nu de buurvrouw weg is?';
  await leaver.context().setOffline(true);
  await beginConversation(leaver, question);
  await review(leaver);
  await saveReviewed(leaver, question);
  await moveToWmo();
  await leaver.context().setOffline(false);
  await leaver.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await leaver.getByText('is afgegeven aan de teamleider daar').waitFor({ timeout: 60_000 });
  await look(leaver, 'handed in');
  expect(await leaver.getByText('geweigerd door de server').count()).toBe(0);
  await toData(leaver);
  await leaver.getByRole('button', { name: 'Nu op slot' }).click();
  await open(leaver);
  await leaver.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await leaver.getByRole('heading', { name: 'Bewoners' }).waitFor();
  expect(await leaver.getByText(question).count()).toBe(0);

  await lead.reload();
  await open(lead);
  await lead.getByRole('navigation').getByRole('link', { name: 'Vandaag' }).click();
  await lead.getByRole('link', { name: 'Bekijk het achtergelaten werk' }).click();
  await lead.getByRole('heading', { name: 'Marloes Wegdam' }).waitFor();
  await lead.getByText(question).waitFor();
  await look(lead, 'left work');
  await lead.getByRole('button', { name: 'Weggooien' }).click();
  await look(lead, 'left work throw away');
  await lead.getByRole('button', { name: 'Toch niet' }).click();
  await lead.getByRole('button', { name: 'Overnemen in het team' }).click();
  await lead.getByText('overgenomen in het team.').waitFor();
  await lead.getByText('Er wacht nu niets.').waitFor();
  await look(lead, 'left work taken');
  await lead.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await lead.getByRole('main').getByRole('listitem').first().getByRole('link').first().click();
  const kept = lead.getByRole('article').filter({ hasText: question });
  await kept.waitFor();
  await kept.getByText('Marloes Wegdam').first().waitFor();
}, 240_000);
