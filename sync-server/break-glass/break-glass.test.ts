import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AUDIT_DATABASE } from '../audit/audit.ts';
import { createSeals } from '../audit/seals.ts';
import { verifyAudit } from '../audit/verify.ts';
import { openDatabase } from '../database.ts';
import { conversation, resident, testServer, type TestServer } from '../testing.ts';
import { createBreakGlass, GLASS_BROKEN_FOR } from './break-glass.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const REASON = 'Zij staat bij ons op de stoep.';
const ASKED = { team: 'voorstad', name: 'mevr. Test', known: '1950', reason: REASON };

describe.each(['embedded', 'couchdb'] as const)('over an engine of kind %s', (kind) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await testServer({ kind });
    await server.addDemoAccounts();
    await server.addAccount({
      name: 'leider-elders',
      displayName: 'Lies Elders',
      roles: ['team-lead'],
      teams: ['bathmen'],
      zones: [],
      activities: []
    });
    await openDatabase(server.engine, 'team-voorstad').write([
      resident('vet-voorstad-1', 'R1', { contact: '06 12345678' }),
      conversation('vet-voorstad-1', 'C1', { question: 'Haar eigen vraag' }),
      resident('vet-voorstad-1', 'R2', { name: 'Piet Ander' }),
      conversation('vet-voorstad-1', 'C2', { resident: 'resident:R2', question: 'Zijn vraag' })
    ]);
  });
  afterEach(async () => {
    expect(server.failures).toEqual([]);
    await server.discard();
  });

  const ask = async (user: string, body: object = ASKED) =>
    server.ask('POST', '/noodinzage', { cookie: await server.signIn(user), body });
  const grant = async () =>
    (await (await ask('leider-elders')).json()) as { id: string; team: string; until: string };
  const read = async (user: string, { id, team }: { id: string; team: string }) =>
    server.ask('POST', '/noodinzage/dossier', { cookie: await server.signIn(user), body: { id, team } });
  const trail = () => openDatabase(server.engine, AUDIT_DATABASE);
  const noted = async () => trail().startingWith('break-glass:');
  const told = async () => openDatabase(server.engine, 'team-voorstad').startingWith('glass-broken:');

  test('a team lead of another team opens one file with a reason, and its team and the audit trail are told', async () => {
    const { id, until } = await grant();
    expect(Date.parse(until)).toBe(NOW + GLASS_BROKEN_FOR);
    expect(await told()).toMatchObject([
      { _id: id, resident: 'resident:R1', by: 'leider-elders', byName: 'Lies Elders', reason: REASON, until }
    ]);
    expect(await noted()).toMatchObject([
      { who: 'leider-elders', outcome: 'opened', team: 'voorstad', grant: { id, until } }
    ]);
    expect(JSON.stringify(await noted())).not.toMatch(/Test|stoep|resident:/);
  });

  test('with the glass broken one file is read, and no word of another', async () => {
    const opened = await grant();
    const answer = await read('leider-elders', opened);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('Haar eigen vraag');
    expect(text).not.toMatch(/Zijn vraag|Piet|resident:R2/);
    expect((await noted()).map(({ outcome }) => outcome).sort()).toEqual(['opened', 'read']);
    const cookie = await server.signIn('leider-elders');
    expect((await server.ask('GET', '/db/team-voorstad/resident:R1', { cookie })).status).toBe(403);
  });

  test('after three hours the file is closed, and nobody else reads it before', async () => {
    const opened = await grant();
    for (const user of ['wmo-1', 'vet-bathmen-1', 'teamleider-1', 'beheer-1', 'toegang-1'])
      expect((await read(user, opened)).status).toBe(403);
    expect((await read('leider-elders', { ...opened, team: 'wmo' })).status).toBe(404);
    server.pass(GLASS_BROKEN_FOR);
    expect((await read('leider-elders', opened)).status).toBe(404);
  });

  test('another team lead does not read with the grant of the first', async () => {
    const opened = await grant();
    await server.addAccount({
      name: 'leider-wmo',
      displayName: 'Wim',
      roles: ['team-lead'],
      teams: ['wmo'],
      zones: [],
      activities: []
    });
    expect((await read('leider-wmo', opened)).status).toBe(404);
  });

  test('what was opened is known after the server starts again', async () => {
    const opened = await grant();
    const again = (now: number) =>
      createBreakGlass({ engine: server.engine, trail: trail(), clock: () => now });
    expect(await again(NOW).running('leider-elders')).toEqual([opened]);
    expect(await again(NOW).read('voorstad', opened.id, 'leider-elders')).not.toBeNull();
    expect(await again(NOW).running('leider')).toEqual([]);
    expect(await again(NOW + GLASS_BROKEN_FOR).running('leider-elders')).toEqual([]);
  });

  test.each([
    ['no team lead', 'vet-bathmen-1', {}],
    ['a lead of the team itself', 'teamleider-1', {}],
    ['an administrator', 'toegang-1', {}]
  ])('%s does not break the glass', async (_, user, more) => {
    expect((await ask(user, { ...ASKED, ...more })).status).toBe(403);
    expect(await told()).toEqual([]);
  });

  test('who does not know the resident has one answer, whoever is there, and the trail tells of each attempt', async () => {
    const answers = new Set<string>();
    for (const wrong of [
      { name: 'Mevrouw Nergens' },
      { known: '1951' },
      { known: '0687654321' },
      { team: 'wmo' },
      { team: 'bestaat-niet' }
    ]) {
      const answer = await ask('leider-elders', { ...ASKED, ...wrong });
      answers.add(`${answer.status} ${await answer.text()}`);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404/);
    expect((await noted()).map(({ outcome }) => outcome)).toEqual(Array(5).fill('not-found'));
    expect(await told()).toEqual([]);
  });

  test('a telephone number on the card does as well as the year of birth', async () => {
    expect((await ask('leider-elders', { ...ASKED, known: '+31 6 1234 5678' })).status).toBe(200);
  });

  test('the trail tells of who asked and may not, no more often than somebody may ask', async () => {
    for (let count = 0; count < 12; count++) await ask('vet-bathmen-1');
    expect((await noted()).map(({ who, outcome }) => `${String(who)} ${String(outcome)}`)).toEqual(
      Array(10).fill('vet-bathmen-1 refused')
    );
  });

  test('after ten questions in an hour there is no answer any more', async () => {
    for (let count = 0; count < 10; count++) await ask('leider-elders', { ...ASKED, known: '1900' });
    expect((await ask('leider-elders')).status).toBe(429);
    expect(await told()).toEqual([]);
    server.pass(60 * 60_000);
    expect((await ask('leider-elders')).status).toBe(200);
  });

  test.each([
    { reason: 'Nodig' },
    { reason: '' },
    { reason: 'x '.repeat(300) },
    { team: '../x' },
    { more: 1 }
  ])('a question that is not well made is refused: %j', async (more) => {
    expect((await ask('leider-elders', { ...ASKED, ...more })).status).toBe(400);
  });

  test('that the glass was broken is in the chain of the audit trail', async () => {
    await grant();
    await createSeals(trail(), () => NOW + 120_000).seal();
    expect((await verifyAudit(trail(), NOW)).breaks).toEqual([]);
    const [fact] = await noted();
    if (fact) await trail().put({ ...fact, who: 'iemand-anders' });
    expect((await verifyAudit(trail(), NOW)).breaks).not.toEqual([]);
  });
});
