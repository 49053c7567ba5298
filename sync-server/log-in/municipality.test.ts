import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionAnswer } from '#lib/roles/user.ts';
import { ORIGIN, testServer, type TestServer } from '../testing.ts';
import { createMunicipality, standingOf, type GroupMap } from './municipality.ts';

const DAY = '2026-11-01';
const GROUPS: GroupMap = {
  'wijkteam-voorstad': { roles: ['field-worker'], teams: ['voorstad'], zones: ['voorstad'] },
  kaart: { roles: ['curator'], teams: [], zones: [] }
};

/** Who works at the municipality; whoever logs in next is `atTheDoor`. */
const staff: Record<string, { name: string; groups: string[] }> = {
  fatma: { name: 'Fatma Nieuwman', groups: ['wijkteam-voorstad', 'iedereen'] },
  joost: { name: 'Joost Parkeerman', groups: ['parkeren'] }
};
let atTheDoor = 'fatma';

let provider: Server;
let issuer: string;
let server: TestServer;

beforeAll(async () => {
  provider = createServer().listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const bound = provider.address();
  issuer = `http://localhost:${typeof bound === 'object' ? bound?.port : ''}`;
  const oidc = new Provider(issuer, {
    clients: [
      { client_id: 'binnenzak', client_secret: 'geheim', redirect_uris: [`${ORIGIN}/inloggen/terug`] }
    ],
    claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...staff[sub] }) }),
    async loadExistingGrant(context) {
      const { Grant } = context.oidc.provider;
      const grant = new Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? ''
      });
      grant.addOIDCScope('openid profile groups');
      await grant.save();
      return grant;
    }
  });
  const callback = oidc.callback();
  provider.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    void oidc.interactionFinished(request, response, { login: { accountId: atTheDoor } });
  });
  const settings = { issuer, clientId: 'binnenzak', clientSecret: 'geheim', groups: GROUPS };
  server = await testServer({ municipality: createMunicipality(settings, ORIGIN) });
});

afterAll(async () => {
  await server.discard();
  provider.closeAllConnections();
  provider.close();
});

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
const placeOf = (response: Response) => response.headers.get('location') ?? '';

/** Leaves for the provider, logs in there, and stands before the door here again. */
async function away() {
  const left = await server.ask('GET', '/inloggen/gemeente');
  expect(left.status).toBe(303);
  const jar = new Map<string, string>();
  let address = placeOf(left);
  while (address.startsWith(issuer)) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const one of cookiesOf(answer)) {
      const [name = '', value = ''] = one.split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    address = new URL(placeOf(answer), address).href;
  }
  return { back: address.slice(ORIGIN.length), journey: cookiesOf(left)[0], left };
}

const arrive = (back: string, cookie: string | undefined) => server.ask('GET', back, { cookie });

async function logIn(who: string) {
  atTheDoor = who;
  const { back, journey } = await away();
  const answer = await arrive(back, journey);
  const cookie = cookiesOf(answer).find((one) => one.startsWith('binnenzak-session='));
  const session = await server.ask('GET', '/auth/session', { cookie });
  const told = session.ok ? SessionAnswer.parse(await session.json()) : null;
  return { place: placeOf(answer), cookie, told };
}

describe("the municipality's own identity provider", () => {
  it('logs a colleague in, with what their groups may do here', async () => {
    const { place, told } = await logIn('fatma');
    expect(place).toBe('/werk#gemeente');
    expect(told).toMatchObject({
      displayName: 'Fatma Nieuwman',
      roles: ['field-worker'],
      databases: ['team-voorstad', 'opkomst-voorstad']
    });
    expect((await logIn('fatma')).told?.user).toBe(told?.user);
  });

  it('changes what somebody may do when their groups changed, at the next log-in', async () => {
    await logIn('fatma');
    staff['fatma'] = { name: 'Fatma Nieuwman', groups: ['kaart'] };
    const { told } = await logIn('fatma');
    expect(told).toMatchObject({ roles: ['curator'], databases: ['beheer'] });
    staff['fatma'] = { name: 'Fatma Nieuwman', groups: [] };
    expect(await logIn('fatma')).toMatchObject({ place: '/werk#gemeente-geen-toegang', told: null });
    staff['fatma'] = { name: 'Fatma Nieuwman', groups: ['wijkteam-voorstad'] };
  });

  it('gives nothing to a group that is not in the map', async () => {
    expect(await logIn('joost')).toMatchObject({ place: '/werk#gemeente-geen-toegang', told: null });
    expect(standingOf(GROUPS, ['__proto__', 'toString'])).toEqual({ roles: [], memberships: [] });
  });

  it('lets nobody in whose account was ended here', async () => {
    const { told, cookie } = await logIn('fatma');
    const standing = { displayName: 'Fatma', roles: ['field-worker' as const], memberships: [] };
    await server.accounts.decide(told?.user ?? '', { ...standing, ends: DAY }, 'toegang-1');
    expect((await server.ask('GET', '/auth/session', { cookie })).status).toBe(401);
    expect(await logIn('fatma')).toMatchObject({ place: '/werk#gemeente-geen-toegang', told: null });
    await server.accounts.decide(told?.user ?? '', { ...standing, ends: null }, 'toegang-1');
  });

  it('asks there again after a week, however much the session is used', async () => {
    const { cookie } = await logIn('fatma');
    const session = () => server.ask('GET', '/auth/session', { cookie });
    for (let day = 0; day < 7; day++) {
      expect((await session()).status).toBe(200);
      server.pass(24 * 60 * 60_000);
    }
    expect((await session()).status).toBe(401);
  });

  it('makes an account that has no password to guess', async () => {
    const { told } = await logIn('fatma');
    expect(await server.accounts.authenticate(told?.user ?? '', '')).toBeNull();
  });

  it('asks with state, nonce and PKCE', async () => {
    const { left } = await away();
    const asked = new URL(placeOf(left)).searchParams;
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^.{43}$/);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(left.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('takes no answer to the journey of another browser, none twice, and none that was made up', async () => {
    const [one, other] = [await away(), await away()];
    const failed = { status: 303, place: '/werk#gemeente-mislukt', began: false };
    const tried = async (back: string, cookie: string | undefined) => {
      const answer = await arrive(back, cookie);
      const began = cookiesOf(answer).some((set) => set.startsWith('binnenzak-session='));
      return { status: answer.status, place: placeOf(answer), began };
    };
    expect(await tried(one.back, other.journey)).toEqual(failed);
    expect(await tried(one.back, undefined)).toEqual(failed);
    expect(await tried(one.back, 'binnenzak-journey={"state":1}')).toEqual(failed);
    expect(await tried('/inloggen/terug?error=access_denied', one.journey)).toEqual(failed);
    expect(await tried(one.back.replace(/code=[^&]+/, 'code=gok'), one.journey)).toEqual(failed);
    expect((await tried(other.back, other.journey)).place).toBe('/werk#gemeente');
    expect(await tried(other.back, other.journey)).toEqual(failed);
  });

  it('is no address where there is none', async () => {
    const own = await testServer();
    for (const target of ['/inloggen/gemeente', '/inloggen/terug'])
      expect((await own.ask('GET', target)).status).toBe(404);
    expect(await (await own.ask('GET', '/auth/ways')).json()).toEqual({ municipality: false });
    await own.discard();
  });
});
