import * as z from 'zod/mini';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isNetwork } from './client-address.ts';
import { GroupMap, type MunicipalitySettings } from './log-in/municipality.ts';

/** What the server is told by its environment. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The address browsers see, without a slash at the end. */
  readonly origin: string;
  /** A real CouchDB with an administrator's name and password; null for the embedded engine. */
  readonly couchdbUrl: string | null;
  readonly demo: boolean;
  /** The municipality's own identity provider; null where there is none. */
  readonly municipality: MunicipalitySettings | null;
  /** Addresses or networks of proxies whose word on a client's address is believed. */
  readonly proxies: readonly string[];
}

const port = z.string().check(
  z.regex(/^\d{1,5}$/),
  z.refine((text) => Number(text) >= 1 && Number(text) <= 65_535)
);
const host = z.string().check(z.regex(/^[A-Za-z0-9._:-]+$/));
const folder = z.string().check(z.refine((text) => !text.includes('\0')));
const origin = z.string().check(z.refine(isOrigin));
const address = z.string().check(z.refine((text) => parseUrl(text) !== null));
const proxies = z.string().check(z.refine((text) => namesIn(text).every(isNetwork)));
const onOrOff = z.enum(['0', '1']);

/**
 * Settings from the environment. A variable that is absent or empty has its default; others than these are ignored.
 * The failure is one line for each wrong value: the variable, what stands there, and what may stand there.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>
): Result<Settings, readonly string[]> {
  const problems: string[] = [];
  const read = (name: string, schema: z.ZodMiniType<string>, fallback: string, allowed: string): string => {
    const given = environment[name]?.trim() ?? '';
    if (given === '') return fallback;
    if (schema.safeParse(given).success) return given;
    problems.push(`${name} is "${withoutPassword(given)}", but must be ${allowed}.`);
    return fallback;
  };

  function readMunicipality(): MunicipalitySettings | null {
    const issuer = read(
      'OIDC_ISSUER',
      address,
      '',
      'the http:// or https:// address of an identity provider'
    );
    if (issuer === '') return null;
    const needed = (name: string): string => {
      const given = environment[name]?.trim() ?? '';
      if (given === '') problems.push(`${name} is absent, but is needed with OIDC_ISSUER.`);
      return given;
    };
    const groups = GroupMap.safeParse(parseJson(environment['OIDC_GROUPS'] ?? ''));
    if (!groups.success)
      problems.push(
        'OIDC_GROUPS must say what each group may do, such as {"wijkteam":{"roles":["field-worker"],"teams":["voorstad"]}}.'
      );
    return {
      issuer,
      clientId: needed('OIDC_CLIENT_ID'),
      clientSecret: needed('OIDC_CLIENT_SECRET'),
      groups: groups.data ?? {}
    };
  }

  const portText = read('PORT', port, '3000', 'a whole number from 1 to 65535');
  const settings: Settings = {
    port: Number(portText),
    host: read('HOST', host, '127.0.0.1', 'a host name or an address, such as 127.0.0.1 or 0.0.0.0'),
    dataDir: read('DATA_DIR', folder, './data', 'a folder'),
    origin: new URL(
      read(
        'ORIGIN',
        origin,
        `http://localhost:${portText}`,
        'http:// or https:// with a host and nothing after it, such as https://binnenzak.example.nl'
      )
    ).origin,
    couchdbUrl:
      read(
        'COUCHDB_URL',
        address,
        '',
        'an http:// or https:// address, such as http://admin:secret@127.0.0.1:5984'
      ) || null,
    demo: read('DEMO', onOrOff, '1', '1 (example data) or 0 (none)') === '1',
    municipality: readMunicipality(),
    proxies: namesIn(
      read(
        'PROXIES',
        proxies,
        '',
        'addresses or networks with commas between them, such as 10.0.0.1, 10.1.0.0/16'
      )
    )
  };
  return problems.length > 0 ? fail(problems) : ok(settings);
}

const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && ['http:', 'https:'].includes(url.protocol) ? url : null;
}

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && [url.origin, `${url.origin}/`].includes(text.toLowerCase());
}

/** An address may carry a password, which has no place on a screen or in a log. */
const withoutPassword = (text: string): string => text.replace(/\/\/[^/]*@/, '//…@');
