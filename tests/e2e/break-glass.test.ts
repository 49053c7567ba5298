import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productServer, type ProductServer } from '../support/server.ts';
import { Phones } from './phones.ts';
import { open } from './steps.ts';

let server: ProductServer;
const phones = new Phones();
let lead: Page;
let owner: Page;

beforeAll(async () => {
  server = await productServer();
  await server.start();
  await writeFile();
  lead = await phones.of(server.origin, 'teamleider-1');
  owner = await phones.of(server.origin, 'vet-bathmen-1');
});

afterAll(async () => {
  await phones.close();
  await server.discard();
});

async function writeFile(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const login = await fetch(`${server.origin}/auth/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'vet-bathmen-1', password: 'demo-binnenzak' })
  });
  const cookie = login.headers.getSetCookie().map((set) => set.slice(0, set.indexOf(';')))[0] ?? '';
  const made = { schema: 1, author: 'vet-bathmen-1', device: 'proef', created: '2026-11-20T10:00:00.000Z' };
  const docs = [
    {
      ...made,
      _id: 'resident:NOOD',
      kind: 'resident',
      name: 'Geesje Noodveld',
      contact: '',
      zone: 'bathmen',
      birthYear: 1941,
      household: '',
      language: 'nl',
      stamps: { name: `${Date.parse(made.created)}-0000-proef` },
      seen: {},
      kept: {}
    },
    {
      ...made,
      _id: 'conversation:NOOD',
      kind: 'conversation',
      resident: 'resident:NOOD',
      day: '2026-11-20',
      question: 'Wie komt er elke dag langs?',
      domains: [],
      notes: '',
      follows: null
    }
  ];
  const response = await fetch(`${server.origin}/db/team-bathmen/_bulk_docs`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ docs })
  });
  expect(JSON.stringify(await response.json())).not.toContain('error');
}

test('a team lead reads one file of another team, and that team reads who did, why and until when', async () => {
  await lead.getByRole('link', { name: 'Stand van je gegevens' }).click();
  await lead.getByRole('link', { name: 'Noodinzage' }).click();
  await lead.getByRole('radio', { name: /Bathmen/ }).check();
  await lead.getByLabel('Naam van de bewoner').fill('Geesje Noodveld');
  await lead.getByLabel('Geboortejaar of telefoonnummer').fill('1941');
  await lead.getByLabel('Waarom is dit nu nodig?').fill('Zij staat verward bij ons op de stoep.');
  const axe = await new AxeBuilder({ page: lead }).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);
  await lead.getByRole('button', { name: 'Dossier drie uur openen' }).click();
  await lead.getByText('Wie komt er elke dag langs?').waitFor();
  await lead.getByText(/Nog (?:3 uur|2 uur en 59 minuten) open/).waitFor();
  expect(await lead.getByRole('link', { name: /Ga verder/ }).count()).toBe(0);
  const opened = await new AxeBuilder({ page: lead }).analyze();
  expect(opened.violations.map(({ id }) => id)).toEqual([]);

  await owner.getByRole('navigation').getByRole('link', { name: 'Bewoners' }).click();
  await owner.getByRole('link', { name: /Geesje Noodveld/ }).click();
  await owner.getByText(/Noodinzage: Hilde Assink/).waitFor({ timeout: 60_000 });
  await owner.getByText('Reden: Zij staat verward bij ons op de stoep.').waitFor();
  await owner.getByRole('link', { name: 'Inzage, correctie en bezwaar' }).click();
  await owner.getByText(/Noodinzage op .* door Hilde Assink/).waitFor();
}, 240_000);

test('what was read is gone when the page is loaded anew, and is asked of the server again', async () => {
  await lead.reload();
  await open(lead);
  const again = lead.getByRole('button', { name: /^Lees het dossier van Voor Elkaar Team Bathmen/ });
  await again.waitFor();
  expect(await lead.getByText('Wie komt er elke dag langs?').count()).toBe(0);
  await lead.context().setOffline(true);
  await again.click();
  await lead.getByText('De server antwoordde niet').waitFor();
  expect(await lead.getByText('Wie komt er elke dag langs?').count()).toBe(0);
  await lead.context().setOffline(false);
  await again.click();
  await lead.getByText('Wie komt er elke dag langs?').waitFor();
}, 240_000);
