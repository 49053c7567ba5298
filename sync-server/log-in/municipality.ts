import * as client from 'openid-client';
import * as z from 'zod/mini';
import { Membership } from '#lib/roles/person.ts';
import { Role } from '#lib/roles/user.ts';

/** What each group of the municipality's own identity provider may do here. */
export const GroupMap = z.record(
  z.string(),
  z.object({
    roles: z.array(Role),
    teams: z._default(z.array(Membership.shape.name), []),
    zones: z._default(z.array(Membership.shape.name), [])
  })
);
export type GroupMap = z.infer<typeof GroupMap>;

export interface MunicipalitySettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groups: GroupMap;
}

/** What a browser keeps between going to the identity provider and coming back. */
export const Journey = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Journey = z.infer<typeof Journey>;

/** Somebody as the identity provider tells of them. */
export interface Colleague {
  /** The same at every log-in, and nobody else's. */
  readonly identity: string;
  readonly displayName: string;
  readonly groups: readonly string[];
}

/** The municipality's own identity provider, by OpenID Connect. */
export interface Municipality {
  /** Where to send the browser, and what it keeps until it comes back. */
  leave(): Promise<{ address: URL; journey: Journey }>;
  /** Who came back at this address. Rejects when the answer is not one to this journey, or not the provider's. */
  arrive(address: URL, journey: Journey): Promise<Colleague>;
  readonly groups: GroupMap;
}

const Claims = z.object({
  sub: z.string(),
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
  groups: z._default(z.array(z.string()), [])
});

/** `origin` is the address browsers see; they come back at `/inloggen/terug`. */
export function createMunicipality(settings: MunicipalitySettings, origin: string): Municipality {
  let found: Promise<client.Configuration> | null = null;

  async function configuration(): Promise<client.Configuration> {
    found ??= discover(settings);
    try {
      return await found;
    } catch (error) {
      // Asked again at the next log-in: the provider may only have been away.
      found = null;
      throw error;
    }
  }

  return {
    groups: settings.groups,
    async leave() {
      const journey = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier()
      };
      const address = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${origin}/inloggen/terug`,
        scope: 'openid profile groups',
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256'
      });
      return { address, journey };
    },
    async arrive(address, { state, nonce, verifier }) {
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true
      });
      const told = tokens.claims();
      if (!told) throw new Error('The identity provider sent no ID token.');
      // Providers differ in where they tell groups.
      const more = config.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(config, tokens.access_token, told.sub)
        : {};
      const claims = Claims.parse({ ...told, ...more });
      return {
        identity: `${settings.issuer}\n${claims.sub}`,
        displayName: (claims.name?.trim() || claims.preferred_username || 'Collega zonder naam').slice(
          0,
          100
        ),
        groups: claims.groups
      };
    }
  };
}

/** What somebody in these groups may do; groups that are not in the map give nothing. */
export function standingOf(map: GroupMap, groups: readonly string[]) {
  const given = groups.flatMap((group) => (Object.hasOwn(map, group) ? (map[group] ?? []) : []));
  const names = (of: 'teams' | 'zones') => [...new Set(given.flatMap((one) => one[of]))];
  return {
    roles: [...new Set(given.flatMap(({ roles }) => roles))],
    memberships: [
      ...names('teams').map((name) => ({ of: 'team' as const, name, until: null })),
      ...names('zones').map((name) => ({ of: 'zone' as const, name, until: null }))
    ]
  };
}

function discover({ issuer, clientId, clientSecret }: MunicipalitySettings): Promise<client.Configuration> {
  const address = new URL(issuer);
  // Only a provider on this very machine may be asked without encryption.
  const near = address.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(address.hostname);
  return client.discovery(address, clientId, clientSecret, undefined, {
    execute: near ? [client.allowInsecureRequests] : []
  });
}
