import { createHash } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON
} from '@simplewebauthn/server';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import type { OwnPasskey } from '#lib/roles/person.ts';
import type { User } from '#lib/roles/user.ts';
import type { Database } from '../database.ts';
import type { AccountTrail } from './account-trail.ts';
import { SERVER } from '../engines/engine.ts';
import { createChallenges } from './challenges.ts';

const Passkey = z.object({
  ...documentFields,
  kind: z.literal('passkey'),
  schema: z.literal(1),
  user: z.string(),
  /** Words by which its owner recognises it: where it was made. */
  browser: z.string(),
  credential: z.object({
    id: z.string(),
    /** COSE key in base64url. */
    publicKey: z.string(),
    counter: z.int()
  })
});
type Passkey = z.infer<typeof Passkey>;

/** Keys on people's own devices that log in without a password: only their public halves are here. */
export interface Passkeys {
  /** What the browser needs to make a passkey for a user. */
  enrolment(user: User): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Keeps the passkey that a browser made; false when it does not fit what was asked, or is there already. */
  enrol(user: User, response: RegistrationResponseJSON, browser: string): Promise<boolean>;
  /** What the browser needs to log in with any passkey that it has. */
  request(): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** The name of the user whose passkey signed; null when it is unknown, removed, or signed something else. */
  authenticate(response: AuthenticationResponseJSON): Promise<string | null>;
  of(user: string): Promise<readonly OwnPasskey[]>;
  /** Removes a passkey of a user; one of somebody else is left. */
  remove(user: string, id: string): Promise<void>;
  /** Removes every passkey of a user. */
  removeAll(user: string): Promise<void>;
}

export interface PasskeysDependencies {
  readonly database: Database;
  /** Is told of whatever changes, before it does. */
  readonly trail: Pick<AccountTrail, 'note'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The address browsers see: a passkey works for that one alone. */
  readonly origin: string;
}

export function createPasskeys({ database, trail, clock, random, origin }: PasskeysDependencies): Passkeys {
  const challenges = createChallenges(clock, random);
  const site = new URL(origin).hostname;
  const answers = (purpose: string) => ({
    expectedChallenge: (challenge: string) => challenges.take(challenge, purpose),
    expectedOrigin: origin,
    expectedRPID: site
  });

  async function all(user: string): Promise<readonly Passkey[]> {
    const stored = (await database.startingWith(PREFIX)).map((one) => Passkey.parse(one));
    return stored.filter((passkey) => passkey.user === user);
  }

  async function removeWhere(user: string, goes: (passkey: Passkey) => boolean): Promise<void> {
    const going = (await all(user)).filter(goes);
    for (const { _id, browser } of going)
      await trail.note(user, 'passkey-removed', user, { which: { id: _id, what: browser } });
    await database.write(going.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
  }

  return {
    async enrolment(user) {
      return generateRegistrationOptions({
        rpName: 'Binnenzak',
        rpID: site,
        userName: user.name,
        userDisplayName: user.displayName,
        // Says nothing of who it is, and is the same each time.
        userID: new Uint8Array(createHash('sha256').update(`passkey\n${user.name}`).digest()),
        challenge: challenges.make(enrolling(user.name)),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: (await all(user.name)).map(({ credential }) => ({ id: credential.id }))
      });
    },
    async enrol(user, response, browser) {
      const verified = await verifying(() =>
        verifyRegistrationResponse({ ...answers(enrolling(user.name)), response })
      );
      if (!verified?.verified) return false;
      const { id, publicKey, counter } = verified.registrationInfo.credential;
      if (await database.get(idOf(id))) return false;
      await trail.note(user.name, 'passkey-added', user.name, { which: { id: idOf(id), what: browser } });
      return database.put({
        _id: idOf(id),
        kind: 'passkey',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        user: user.name,
        browser,
        credential: { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
      });
    },
    request: () =>
      generateAuthenticationOptions({
        rpID: site,
        challenge: challenges.make(LOGGING_IN),
        userVerification: 'required'
      }),
    async authenticate(response) {
      const stored = await database.get(idOf(response.id));
      if (!stored) return null;
      const passkey = Passkey.parse(stored);
      const { id, publicKey, counter } = passkey.credential;
      const credential = { id, counter, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')) };
      const verified = await verifying(() =>
        verifyAuthenticationResponse({ ...answers(LOGGING_IN), response, credential })
      );
      if (!verified?.verified) return null;
      const used = { id, publicKey, counter: verified.authenticationInfo.newCounter };
      // Of two that are used at once, or one that was just removed, one does not count.
      return (await database.put({ ...stored, credential: used })) ? passkey.user : null;
    },
    async of(user) {
      return (await all(user)).map(({ _id, browser, created }) => ({
        id: _id.slice(PREFIX.length),
        browser,
        made: created
      }));
    },
    remove: (user, id) => removeWhere(user, ({ _id }) => _id === PREFIX + id),
    removeAll: (user) => removeWhere(user, () => true)
  };
}

/** The library throws for whatever does not fit, a forged answer included: to us that is no answer. */
async function verifying<Value>(verify: () => Promise<Value>): Promise<Value | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

const PREFIX = 'passkey:';
const LOGGING_IN = 'log-in';
const enrolling = (user: string): string => `enrol\n${user}`;
const idOf = (credential: string): string => PREFIX + createHash('sha256').update(credential).digest('hex');
