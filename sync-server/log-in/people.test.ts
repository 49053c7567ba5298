import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvitationAnswer, OwnSessionsAnswer, PeopleAnswer, type Standing } from '#lib/roles/person.ts';
import { SessionAnswer } from '#lib/roles/user.ts';
import { openDatabase } from '../database.ts';
import { PASSWORD, testServer, type TestServer } from '../testing.ts';
import { ACCOUNTS_DATABASE } from './accounts.ts';

const DAY = 24 * 60 * 60_000;
const NEXT = 'een heel ander wachtwoord';
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0];

const standing = (more: Partial<Standing> = {}): Standing => ({
  displayName: 'Fatma Nieuwman',
  roles: ['field-worker'],
  memberships: [{ of: 'team', name: 'voorstad', until: null }],
  ends: null,
  ...more
});

let server: TestServer;
let administrator: string;
beforeAll(async () => {
  server = await testServer();
  await server.addDemoAccounts();
  administrator = await server.signIn('toegang-1');
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

async function invite(name: string, more: Partial<Standing> = {}): Promise<string> {
  const body = { name, ...standing(more) };
  const answer = await server.ask('POST', '/auth/people', { cookie: administrator, body });
  expect(answer.status).toBe(201);
  return InvitationAnswer.parse(await answer.json()).secret;
}
const welcome = (secret: string, password = NEXT) =>
  server.ask('POST', '/auth/welcome', { body: { secret, password } });
const login = (username: string, password: string) =>
  server.ask('POST', '/auth/login', { body: { username, password } });
const decide = (name: string, more: Partial<Standing>, cookie = administrator) =>
  server.ask('POST', `/auth/people/${name}/standing`, { cookie, body: standing(more) });
const sessionOf = (cookie: string | undefined) => server.ask('GET', '/auth/session', { cookie });

describe('an invitation', () => {
  it('lets whoever has the link choose a password, once', async () => {
    const secret = await invite('fatma');
    expect((await login('fatma', NEXT)).status).toBe(401);
    const looked = await server.ask('POST', '/auth/invitation', { body: { secret } });
    expect(await looked.json()).toEqual({ user: 'fatma', displayName: 'Fatma Nieuwman' });
    expect((await welcome(secret)).status).toBe(204);
    expect((await login('fatma', NEXT)).status).toBe(200);
    expect((await welcome(secret, 'nog een ander wachtwoord')).status).toBe(404);
    expect((await login('fatma', NEXT)).status).toBe(200);
  });

  it('is used once also by two at the same moment', async () => {
    const secret = await invite('tweemaal');
    const answers = await Promise.all([welcome(secret), welcome(secret, 'van iemand anders')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  it('is not to be read where accounts are stored', async () => {
    const secret = await invite('opgeslagen');
    const stored = await openDatabase(server.engine, ACCOUNTS_DATABASE).get('account:opgeslagen');
    expect(JSON.stringify(stored)).not.toContain(secret.split('.').at(-1));
  });

  it('is worth nothing after a week, or after a newer one', async () => {
    const own = await testServer();
    const secretOf = async (answer: Promise<unknown>) => InvitationAnswer.parse(await answer).secret;
    await own.accounts.invite('fatma', standing(), 'toegang-1');
    const first = await secretOf(own.accounts.inviteAgain('fatma', 'toegang-1'));
    const second = await secretOf(own.accounts.inviteAgain('fatma', 'toegang-1'));
    expect(await own.accounts.invited(first)).toBeNull();
    own.pass(7 * DAY - 1);
    expect(await own.accounts.invited(second)).toMatchObject({ name: 'fatma' });
    own.pass(1);
    expect(await own.accounts.invited(second)).toBeNull();
    expect(await own.accounts.welcome(second, NEXT)).toBeNull();
    expect((await own.accounts.people()).map(({ state }) => state)).toEqual(['over']);
    await own.discard();
  });

  it('that was made up opens nothing', async () => {
    await invite('gokken');
    for (const secret of ['', '.', 'gokken', 'gokken.', `gokken.${'a'.repeat(43)}`, `__proto__.x`, 'wmo-1.x'])
      expect((await welcome(secret)).status).toBe(404);
  });

  it('asks for a password of twelve characters', async () => {
    const secret = await invite('kort');
    expect((await welcome(secret, 'elf tekens!')).status).toBe(400);
    expect((await welcome(secret, 'twaalf teken')).status).toBe(204);
  });

  it('for who was there already ends the sessions with the old password', async () => {
    await server.addAccount({
      name: 'kwijt',
      displayName: 'K',
      roles: ['volunteer'],
      teams: [],
      zones: [],
      activities: []
    });
    const old = cookieOf(await login('kwijt', PASSWORD));
    const answer = await server.ask('POST', '/auth/people/kwijt/invitation', { cookie: administrator });
    const { secret } = InvitationAnswer.parse(await answer.json());
    expect((await sessionOf(old)).status).toBe(200);
    await welcome(secret);
    expect((await sessionOf(old)).status).toBe(401);
    expect((await login('kwijt', PASSWORD)).status).toBe(401);
  });

  it('makes the databases of a team that had nobody yet', async () => {
    const secret = await invite('eerste', { memberships: [{ of: 'team', name: 'borgele', until: null }] });
    await welcome(secret);
    const cookie = cookieOf(await login('eerste', NEXT));
    expect((await server.ask('GET', '/db/team-borgele', { cookie })).status).toBe(200);
  });

  it('is refused for a name that somebody has', async () => {
    const answer = await server.ask('POST', '/auth/people', {
      cookie: administrator,
      body: { name: 'wmo-1', ...standing() }
    });
    expect(answer.status).toBe(409);
  });
});

describe('a membership', () => {
  it('holds up to and including its last day, and the databases go with it', async () => {
    const own = await testServer();
    const memberships = [
      { of: 'team' as const, name: 'voorstad', until: '2026-11-23' },
      { of: 'zone' as const, name: 'voorstad', until: null }
    ];
    await own.accounts.invite('tijdelijk', standing({ memberships }), 'toegang-1');
    const cookie = await own.signIn('tijdelijk');
    const open = async () =>
      SessionAnswer.parse(await (await own.ask('GET', '/auth/session', { cookie })).json()).databases;
    own.pass(DAY);
    expect(await open()).toEqual(['team-voorstad', 'opkomst-voorstad']);
    own.pass(DAY);
    expect(await open()).toEqual(['opkomst-voorstad']);
    expect((await own.ask('GET', '/db/team-voorstad', { cookie })).status).toBe(403);
    await own.discard();
  });

  it('of an account of before they could end has no end', async () => {
    const own = await testServer();
    const database = openDatabase(own.engine, ACCOUNTS_DATABASE);
    await own.accounts.create(
      {
        name: 'oud',
        displayName: 'Oud',
        roles: ['volunteer'],
        teams: ['wmo'],
        zones: ['voorstad'],
        activities: ['activity:koffie']
      },
      PASSWORD,
      { demo: false }
    );
    const stored = await database.get('account:oud');
    const fields: Record<string, unknown> = { ...stored };
    const { name, displayName, roles, activities, memberships, ends, invitation, ...rest } = fields;
    const user = { name, displayName, roles, activities, teams: ['wmo'], zones: ['voorstad'] };
    expect([memberships, ends, invitation]).toHaveLength(3);
    await database.put({ ...rest, _id: 'account:oud', schema: 1, user });
    expect(await own.accounts.authenticate('oud', PASSWORD)).toEqual(user);
    await own.accounts.lookAfter('oud', 'activity:koffie', false);
    expect(await database.get('account:oud')).toMatchObject({ schema: 2, activities: [] });
    expect(await own.accounts.authenticate('oud', PASSWORD)).toEqual({ ...user, activities: [] });
    await own.discard();
  });
});

describe('an administrator', () => {
  it('ends an account: its sessions and its password are worth nothing from then on', async () => {
    const secret = await invite('weg');
    await welcome(secret);
    const cookie = cookieOf(await login('weg', NEXT));
    expect((await sessionOf(cookie)).status).toBe(200);
    expect((await decide('weg', { ends: '2026-11-21' })).status).toBe(204);
    expect((await sessionOf(cookie)).status).toBe(401);
    expect((await login('weg', NEXT)).status).toBe(401);
    const answer = await server.ask('GET', '/auth/people', { cookie: administrator });
    const { people } = PeopleAnswer.parse(await answer.json());
    expect(people.find(({ name }) => name === 'weg')).toMatchObject({ state: 'ended' });
  });

  it('ends the sessions of somebody else', async () => {
    const cookies = [await server.signIn('wmo-1'), await server.signIn('wmo-1')];
    await server.ask('POST', '/auth/people/wmo-1/sessions/end', { cookie: administrator });
    for (const cookie of cookies) expect((await sessionOf(cookie)).status).toBe(401);
  });

  it('leaves the activities that somebody looks after as they are', async () => {
    const before = await server.accounts.find('vrijwilliger-1');
    await decide('vrijwilliger-1', { roles: ['volunteer'] });
    const after = await server.accounts.find('vrijwilliger-1');
    expect(after?.activities).toEqual(before?.activities);
    expect(after?.activities).not.toEqual([]);
  });

  it('does not change their own account, so that nobody shuts themselves out', async () => {
    expect((await decide('toegang-1', { ends: '2026-11-01' })).status).toBe(403);
  });

  it('is the only one who does any of this', async () => {
    for (const name of ['vet-voorstad-1', 'beheer-1', 'beleid-1', 'vrijwilliger-2']) {
      const cookie = await server.signIn(name);
      const tried = [
        await server.ask('GET', '/auth/people', { cookie }),
        await server.ask('GET', '/auth/people/wmo-1/history', { cookie }),
        await server.ask('POST', '/auth/people', { cookie, body: { name: 'x1', ...standing() } }),
        await decide(name, { roles: ['administrator'] }, cookie),
        await server.ask('POST', '/auth/people/wmo-1/invitation', { cookie }),
        await server.ask('POST', '/auth/people/wmo-1/sessions/end', { cookie })
      ];
      expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    }
    expect((await server.ask('GET', '/auth/people', {})).status).toBe(401);
  });

  it.each([
    [{ roles: ['owner'] }],
    [{ roles: [] }],
    [{ memberships: [{ of: 'team', name: '../accounts', until: null }] }],
    [{ ends: 'morgen' }],
    [{ displayName: ' ' }]
  ])('is refused nonsense: %o', async (more) => {
    const body = { ...standing(), ...more };
    const answer = await server.ask('POST', '/auth/people/wmo-1/standing', { cookie: administrator, body });
    expect(answer.status).toBe(400);
  });
});

describe("one's own account", () => {
  const change = (cookie: string | undefined, password: string, next: string) =>
    server.ask('POST', '/auth/me/password', { cookie, body: { password, next } });

  it('gets another password from who knows the present one, and every other session ends', async () => {
    const cookie = await server.signIn('vet-bathmen-1');
    const other = await server.signIn('vet-bathmen-1');
    expect((await change(cookie, 'niet dit wachtwoord', NEXT)).status).toBe(403);
    expect((await change(cookie, PASSWORD, 'te kort')).status).toBe(400);
    expect((await change(cookie, PASSWORD, NEXT)).status).toBe(204);
    expect((await sessionOf(cookie)).status).toBe(200);
    expect((await sessionOf(other)).status).toBe(401);
    expect((await login('vet-bathmen-1', PASSWORD)).status).toBe(401);
    expect((await login('vet-bathmen-1', NEXT)).status).toBe(200);
  });

  it('makes who guesses at the present password wait', async () => {
    const cookie = await server.signIn('vet-voorstad-2');
    for (let guess = 0; guess < 5; guess++) await change(cookie, `gok nummer ${guess}`, NEXT);
    expect((await change(cookie, PASSWORD, NEXT)).status).toBe(429);
  });

  it('shows where it is logged in, and ends one of those or all others', async () => {
    const list = async (cookie: string) =>
      OwnSessionsAnswer.parse(await (await server.ask('GET', '/auth/me/sessions', { cookie })).json())
        .sessions;
    const end = (cookie: string, body: object) =>
      server.ask('POST', '/auth/me/sessions/end', { cookie, body });
    const headers = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile' };
    const body = { username: 'beleid-1', password: PASSWORD };
    const phone = cookieOf(await server.ask('POST', '/auth/login', { headers, body })) ?? '';
    const [desk, lost] = [await server.signIn('beleid-1'), await server.signIn('beleid-1')];
    expect((await list(phone)).find(({ current }) => current)?.browser).toBe('Chrome op Android');
    const before = await list(phone);
    const [id] = (await list(lost)).filter(({ current }) => current).map((session) => session.id);
    await end(phone, { id });
    expect((await sessionOf(lost)).status).toBe(401);
    expect(await list(phone)).toHaveLength(before.length - 1);
    await end(phone, { others: true });
    expect((await sessionOf(desk)).status).toBe(401);
    expect((await sessionOf(phone)).status).toBe(200);
  });

  it('does not end a session of somebody else', async () => {
    const cookie = await server.signIn('beleid-1');
    const hers = await server.signIn('beheer-1');
    const listed = await server.ask('GET', '/auth/me/sessions', { cookie: hers });
    const [session] = OwnSessionsAnswer.parse(await listed.json()).sessions;
    await server.ask('POST', '/auth/me/sessions/end', { cookie, body: { id: session?.id } });
    expect((await sessionOf(hers)).status).toBe(200);
  });
});
