import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { stateOfData } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
let lead: Page;
let worker: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  await writeOldFile();
  lead = await phones.of(server.origin, 'teamleider-1');
  worker = await phones.of(server.origin, 'vet-voorstad-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

const findings = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
  );

/** A resident of whom nothing was written for sixteen years, and a question of somebody unknown of as long ago. */
async function writeOldFile(): Promise<void> {
  const login = await fetch(`${server.origin}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'vet-voorstad-1', password: 'demo-binnenzak' })
  });
  const cookie = login.headers.getSetCookie().map((set) => set.slice(0, set.indexOf(';')))[0] ?? '';
  const old = { schema: 1, author: 'vet-voorstad-1', device: 'proef', created: '2010-03-01T10:00:00.000Z' };
  const docs = [
    {
      ...old,
      _id: 'resident:OUD',
      kind: 'resident',
      name: 'Aaltje Oudemans',
      contact: '',
      zone: 'voorstad',
      birthYear: 1930,
      household: '',
      language: 'nl',
      stamps: { name: `${Date.parse(old.created)}-0000-proef` },
      seen: {},
      kept: {}
    },
    {
      ...old,
      _id: 'conversation:OUD',
      kind: 'conversation',
      resident: 'resident:OUD',
      day: '2010-03-01',
      question: 'Hulp bij de tuin',
      domains: [],
      notes: '',
      follows: null
    },
    {
      ...old,
      _id: 'report:OUD',
      kind: 'report',
      resident: null,
      day: '2010-03-01',
      reporter: 'other',
      reporterNote: '',
      question: 'Waar stopt de bus?',
      domains: [],
      zone: 'voorstad',
      urgency: 'normal'
    },
    {
      ...old,
      _id: 'report-result:OUD',
      kind: 'report-result',
      report: 'report:OUD',
      resident: null,
      day: '2010-03-01',
      outcome: 'solved',
      note: '',
      entry: null
    }
  ];
  const response = await fetch(`${server.origin}/db/team-voorstad/_bulk_docs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ docs })
  });
  expect(JSON.stringify(await response.json())).not.toContain('error');
}

async function toResidents(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await page.getByRole('main').getByRole('listitem').first().waitFor();
}

test('a team lead destroys a file whose term is over, and it goes from the phone of a colleague too', async () => {
  await toResidents(worker);
  await worker.getByText('Aaltje Oudemans').waitFor();
  await lead.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await lead.getByRole('link', { name: 'Bewaren en vernietigen' }).click();
  await lead.getByRole('link', { name: 'Aaltje Oudemans' }).waitFor();
  await lead.getByRole('link', { name: 'Melding zonder kaart: Waar stopt de bus?' }).waitFor();
  expect(await findings(lead)).toEqual([]);
  const folder = process.env['SCREENS'];
  if (folder) await lead.screenshot({ path: `${folder}/retention.png`, fullPage: true });
  const destroy = lead.getByRole('button', { name: 'Vernietig 2 stukken' });
  expect(await destroy.isDisabled()).toBe(true);
  await lead.getByRole('checkbox', { name: /nagekeken/ }).check();
  await destroy.click();
  await lead.getByText('Vernietigd op de server: 2 stukken').waitFor();
  await lead.getByText(/: 4 stukken, door Hilde Assink/).waitFor();
  expect(await lead.getByText('Aaltje Oudemans').count()).toBe(0);
  await worker.getByText('Aaltje Oudemans').waitFor({ state: 'detached', timeout: 60_000 });
  await stateOfData(worker, 'alles verwerkt');
}, 240_000);
