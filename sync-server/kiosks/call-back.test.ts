import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeLetterKeys, readLetterKeys, sealLetter } from '#lib/crypto/letter.ts';
import type { CallBack } from '#lib/kiosk/call-back.ts';
import { receiptOf } from '#lib/kiosk/call-back.ts';
import { createCourier } from '../courier.ts';
import { openDatabase } from '../database.ts';
import { dyingAfter, testServer, type TestServer } from '../testing.ts';
import { callBackStep } from './call-back-step.ts';

const PLACE = { name: 'Kulturhuus', zone: 'schalkhaar', location: null, team: 'voorstad', printer: 'none' };
const ID = '0123456789abcdef0123456789abcdef';
const ASKED: CallBack = {
  name: 'Mevrouw Bosch',
  phone: '0612345678',
  question: 'hulp met de huur',
  when: 'morning',
  language: 'tr',
  day: '2026-11-22'
};
let server: TestServer;
let ticket: string;
let key: string;
let database: string;

beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
  const cookie = await server.signIn('beheer-1');
  const made = await server.ask('POST', '/kiosken/code', { cookie, body: PLACE });
  const { code } = (await made.json()) as { code: string };
  const enrolled = await server.ask('POST', '/kiosken/aanmelden', { body: { code } });
  ({ ticket, key } = (await enrolled.json()) as { ticket: string; key: string });
  database = (await server.databases()).find((name) => name.startsWith('kiosk-')) ?? '';
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const sealed = async (asked: object = ASKED, id = ID, to = key) => ({
  id,
  letter: await sealLetter(to, JSON.stringify(asked), id)
});
const send = async (...letters: object[]) => {
  const body = { ticket, built: 1, checked: null, stuck: [], counts: {}, letters };
  return (await (await server.ask('POST', '/kiosken/stand', { body })).json()) as { taken: string[] };
};
const reports = async () => openDatabase(server.engine, 'team-voorstad').startingWith('report:');
const letters = async () => openDatabase(server.engine, database).startingWith('call-back:');
const carried = () => server.courier.process(database);

describe('a visitor who asks to be called', () => {
  test('stands on the list of the team, with all that is needed to call, and the letter is gone', async () => {
    expect((await send(await sealed())).taken).toEqual([ID]);
    await carried();
    expect(await reports()).toMatchObject([
      {
        question: 'hulp met de huur',
        zone: 'schalkhaar',
        urgency: 'today',
        day: '2026-11-22',
        reporter: 'resident',
        resident: null,
        reporterNote: `Mevrouw Bosch, wil gebeld worden op 0612345678. Liefst in de ochtend. Spreekt Turks. Gevraagd bij het scherm Kulturhuus, code ${receiptOf(ID)}.`
      }
    ]);
    expect(await letters()).toEqual([]);
  });

  test('is on it once, when the screen sends again and the courier begins again', async () => {
    const letter = await sealed();
    await send(letter);
    await carried();
    // The answer to the screen was lost.
    expect((await send(letter)).taken).toEqual([ID]);
    await carried();
    await send(letter, await sealed({ ...ASKED, question: 'iets anders' }, 'f'.repeat(32)));
    await carried();
    expect((await reports()).map(({ question }) => question).sort()).toEqual([
      'hulp met de huur',
      'iets anders'
    ]);
    expect(await letters()).toEqual([]);
  });

  test('is on it once, wherever the server dies while it is brought', async () => {
    await send(await sealed());
    await carried();
    const expected = await reports();
    for (let limit = 0; limit < 12; limit++) {
      const id = String(limit).padStart(32, '0');
      const { letter } = await sealed({ ...ASKED, question: `vraag ${limit}` }, id);
      await openDatabase(server.engine, database).put({
        _id: `call-back:${id}`,
        kind: 'call-back',
        schema: 1,
        author: 'server',
        device: 'server',
        created: '2026-11-22T12:00:00.000Z',
        letter
      });
      const step = (engine: typeof server.engine) =>
        callBackStep({
          engine,
          keys: server.letterKeys,
          clock: () => Date.UTC(2026, 10, 22, 12),
          placeOf: () => Promise.resolve(PLACE as never)
        });
      const dying = dyingAfter(server.engine, limit);
      const courier = createCourier({
        engine: dying,
        steps: [step(dying)],
        onFailure: () => undefined,
        interval: 60_000
      });
      await courier.process(database).catch(() => undefined);
      await carried();
      expect(await letters()).toEqual([]);
    }
    expect(await reports()).toHaveLength(expected.length + 12);
  });

  test('leaves no word that can be read on the server before it is brought, nor in the audit trail', async () => {
    await send(await sealed());
    const stored = JSON.stringify([
      ...(await letters()),
      ...(await openDatabase(server.engine, 'audit').startingWith(''))
    ]);
    for (const word of ['Bosch', '0612345678', 'huur']) expect(stored).not.toContain(word);
    await carried();
    const trail = JSON.stringify(await openDatabase(server.engine, 'audit').startingWith(''));
    for (const word of ['Bosch', '0612345678', 'huur']) expect(trail).not.toContain(word);
  });

  test('keeps a citizen number that was typed all the same to nobody', async () => {
    await send(await sealed({ ...ASKED, question: 'mijn nummer is 123456782' }));
    await carried();
    expect((await reports())[0]?.['question']).toBe('mijn nummer is •••••••••');
  });
});

test('a letter that does not open, or says something else, stays where it is and is told of to the curators', async () => {
  const other = await readLetterKeys(await makeLetterKeys());
  await send(
    await sealed(ASKED, 'a'.repeat(32), other.publicKey),
    await sealed({ iets: 'anders' }, 'b'.repeat(32)),
    await sealed()
  );
  await carried();
  expect(await reports()).toHaveLength(1);
  const cookie = await server.signIn('beheer-1');
  const answer = await (await server.ask('GET', '/kiosken', { cookie })).json();
  expect(answer).toMatchObject({ kiosks: [{ undelivered: 2 }] });
});

test('letters of a screen that was revoked are taken no more', async () => {
  const cookie = await server.signIn('beheer-1');
  const { kiosks } = (await (await server.ask('GET', '/kiosken', { cookie })).json()) as {
    kiosks: { id: string }[];
  };
  await server.ask('POST', '/kiosken/intrekken', { cookie, body: { id: kiosks[0]?.id } });
  expect(await send(await sealed())).toEqual({ state: 'revoked' });
  expect(await letters()).toEqual([]);
});
