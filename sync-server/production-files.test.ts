// The files for production say in text what the code goes by; here they are held to agree.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY_FILE, KEY_NAME } from './behind-the-gate/token.ts';
import { readSettings } from './settings.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const SETTINGS = new Set(
  [...read('sync-server/settings.ts').matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name)
);

/** The lines under a heading, as far as they stand further in. */
function block(text: string, heading: RegExp): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  const indent = (line: string) => line.search(/\S/);
  const inner = lines.slice(start + 1);
  const end = inner.findIndex((line) => line.trim() !== '' && indent(line) <= indent(lines[start] ?? ''));
  return inner.slice(0, end === -1 ? inner.length : end);
}

/** What the server's environment is in a compose file, with these values of `.env`. */
function environmentOf(compose: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const service = block(compose, /^ {2}binnenzak:$/).join('\n');
  const pairs = block(service, /^ {4}environment:$/)
    .filter((line) => !line.trim().startsWith('#'))
    .map((line) => /^ {6}([A-Z_]+): '?([^']*)'?$/.exec(line) ?? []);
  return Object.fromEntries(
    pairs.map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\$\{([A-Z_]+)[^}]*\}/g, (_, variable: string) => env[variable] ?? '')
    ])
  );
}

const ENV = { DOMAIN: 'binnenzak.example.nl', COUCHDB_PASSWORD: 'geheim' };

describe.each([
  ['compose.yaml', 'couchdb', 'couchdb.ini'],
  ['compose.cluster.yaml', 'nodes', 'couchdb.cluster.ini']
])('%s', (file, couchdb, ini) => {
  const compose = read(file);

  it('gives the server only settings that there are, and all of them hold', () => {
    const environment = environmentOf(compose, ENV);
    expect(Object.keys(environment).filter((name) => !SETTINGS.has(name))).toEqual([]);
    expect(readSettings(environment)).toMatchObject({
      ok: true,
      value: {
        origin: 'https://binnenzak.example.nl',
        couchdbUrl: `http://binnenzak:geheim@${couchdb}:5984`,
        host: '0.0.0.0',
        port: 3000,
        dataDir: '/data',
        demo: false
      }
    });
  });

  it('believes only its own network when that says who asks', () => {
    const [, subnet] = /subnet: (\S+)/.exec(compose) ?? [];
    expect(environmentOf(compose, ENV)['PROXIES']).toBe(subnet);
  });

  it('mounts what is there, or what the operator is told to make', () => {
    const mounted = [...compose.matchAll(/- \.\/([^:]+):/g)].map(([, path = '']) => path);
    expect(mounted).toContain(ini);
    for (const path of mounted.filter((path) => !path.startsWith('secrets/')))
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(compose).toContain(`./secrets/couchdb-key:/data/${KEY_FILE}:ro`);
  });

  it('asks nothing of .env that the operator is not told of', () => {
    const asked = new Set([...compose.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name = '']) => name));
    const told = read('docs/operations.md');
    expect([...asked].filter((name) => !told.includes(name))).toEqual([]);
  });

  it('has CouchDB read the tokens of the server first, and no more than they last', () => {
    const settings = read(ini);
    expect(settings).toMatch(/^authentication_handlers = \{chttpd_auth, jwt_authentication_handler\},/m);
    expect(settings).toMatch(/^required_claims = exp$/m);
    expect(settings).toMatch(/^port = 5984$/m);
    expect(read('docs/operations.md')).toContain(`hmac:${KEY_NAME} = `);
  });
});

it('has Caddy pass requests on to where the server listens', () => {
  expect(read('Caddyfile')).toContain('reverse_proxy binnenzak:3000');
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toContain('PORT=3000 DATA_DIR=/data');
  expect(dockerfile).toContain('EXPOSE 3000');
});

it('makes the image of what is there and what the builder is given, without root', () => {
  const dockerfile = read('Dockerfile');
  const given = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(' ').filter((path) => path !== '.')
  );
  expect(copied.length).toBeGreaterThan(5);
  for (const path of [...given, ...copied]) expect(existsSync(join(ROOT, path)), path).toBe(true);
  expect(copied.filter((path) => !given.includes(path))).toEqual([]);
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
  expect(last.indexOf('USER node')).toBeGreaterThan(-1);
  expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ["node"'));
});
