import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnPasskeysAnswer } from '#lib/roles/person.ts';
import { ORIGIN, PASSWORD, testServer, type TestServer } from '../testing.ts';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');

/** An authenticator in software. `flags`: 0x05 is a person who is there and showed who they are. */
function authenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;
  const data = (flags: number, site: string, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++counter);
    return Buffer.concat([sha256(site), Buffer.from([flags]), count, more]);
  };
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const common = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} };

  return {
    make(challenge: string) {
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))]
        ])
      );
      const authData = data(
        0x45,
        'localhost',
        Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      );
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)]
        ]) as Parameters<typeof isoCBOR.encode>[0]
      );
      const clientDataJSON = base64url(clientData('webauthn.create', challenge, ORIGIN));
      return { ...common, response: { clientDataJSON, attestationObject: base64url(attestation) } };
    },
    sign(challenge: string, { flags = 0x05, origin = ORIGIN, site = 'localhost' } = {}) {
      const client = clientData('webauthn.get', challenge, origin);
      const authData = data(flags, site);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(authData),
          signature: base64url(signature)
        }
      };
    }
  };
}

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const challengeOf = async (answer: Response) =>
  ((await answer.json()) as PublicKeyCredentialRequestOptionsJSON).challenge;
const begin = (cookie: string, password = PASSWORD) =>
  server.ask('POST', '/auth/me/passkeys/begin', { cookie, body: { password } });
const asked = async () => challengeOf(await server.ask('GET', '/auth/passkey'));
const logIn = (response: object, user?: string) =>
  server.ask('POST', '/auth/passkey', { body: { response, user } });
const list = async (cookie: string) =>
  OwnPasskeysAnswer.parse(await (await server.ask('GET', '/auth/me/passkeys', { cookie })).json()).passkeys;

async function enrolled(name: string) {
  const cookie = await server.signIn(name);
  const device = authenticator();
  const body = device.make(await challengeOf(await begin(cookie)));
  expect((await server.ask('POST', '/auth/me/passkeys', { cookie, body })).status).toBe(204);
  return { cookie, device };
}

describe('a passkey', () => {
  it('logs in its owner without a name or a password', async () => {
    const { device } = await enrolled('wmo-1');
    const answer = await logIn(device.sign(await asked()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ user: 'wmo-1' });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it('signs each challenge once, and one of ours that is not too old', async () => {
    const { device } = await enrolled('wmo-1');
    const challenge = await asked();
    expect((await logIn(device.sign(challenge))).status).toBe(200);
    expect((await logIn(device.sign(challenge))).status).toBe(401);
    expect((await logIn(device.sign(base64url(randomBytes(56))))).status).toBe(401);
    const old = await asked();
    server.pass(5 * 60_000);
    expect((await logIn(device.sign(old))).status).toBe(401);
  });

  it('counts for nothing from another website, for another one, or without its person', async () => {
    const { device } = await enrolled('wmo-1');
    const tried = [
      device.sign(await asked(), { origin: 'https://binnenzak.example' }),
      device.sign(await asked(), { site: 'binnenzak.example' }),
      device.sign(await asked(), { flags: 0x01 }),
      { ...device.sign(await asked()), id: 'x', rawId: 'x' },
      authenticator().sign(await asked())
    ];
    for (const response of tried) expect((await logIn(response)).status).toBe(401);
  });

  it('of somebody else renews no log-in', async () => {
    const { device } = await enrolled('wmo-1');
    const answer = await logIn(device.sign(await asked()), 'vet-voorstad-1');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is made by who knows the password, not by a session alone', async () => {
    const cookie = await server.signIn('beheer-1');
    expect((await begin(cookie, 'niet dit wachtwoord')).status).toBe(403);
    const forLogIn = authenticator().make(await asked());
    expect((await server.ask('POST', '/auth/me/passkeys', { cookie, body: forLogIn })).status).toBe(400);
    const other = authenticator().make(await challengeOf(await begin(await server.signIn('wmo-1'))));
    expect((await server.ask('POST', '/auth/me/passkeys', { cookie, body: other })).status).toBe(400);
    expect(await list(cookie)).toEqual([]);
  });

  it('that was removed logs in nobody, and nobody removes that of somebody else', async () => {
    const { cookie, device } = await enrolled('beleid-1');
    const [passkey] = await list(cookie);
    const remove = (by: string) =>
      server.ask('POST', `/auth/me/passkeys/${passkey?.id}/remove`, { cookie: by });
    await remove(await server.signIn('wmo-1'));
    expect((await logIn(device.sign(await asked()))).status).toBe(200);
    await remove(cookie);
    expect(await list(cookie)).toEqual([]);
    expect((await logIn(device.sign(await asked()))).status).toBe(401);
  });

  it('of an ended account logs in nobody', async () => {
    const { device } = await enrolled('vrijwilliger-2');
    await server.accounts.decide(
      'vrijwilliger-2',
      {
        displayName: 'Bert Olthof',
        roles: ['volunteer'],
        memberships: [],
        ends: '2026-11-01'
      },
      'toegang-1'
    );
    expect((await logIn(device.sign(await asked()))).status).toBe(401);
  });

  it('is gone when an administrator’s link is used to begin anew', async () => {
    const { device } = await enrolled('vet-voorstad-2');
    const invitation = await server.accounts.inviteAgain('vet-voorstad-2', 'toegang-1');
    const body = { secret: invitation?.secret, password: 'een nieuw wachtwoord' };
    await server.ask('POST', '/auth/welcome', { body });
    expect((await logIn(device.sign(await asked()))).status).toBe(401);
  });
});
