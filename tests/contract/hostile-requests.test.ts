import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, type Role } from '#lib/roles/user.ts';
import { dice } from '../devices/chance.ts';
import { CANARY, openedServer, type AccessServer } from './access-server.ts';
import { OPENS, PLACES, WRITES, type Place } from './reviewed-access.ts';

/** How many requests are made; `HOSTILE=20000` is the full load. Others come with another `SEED`. */
const REQUESTS = Number(process.env['HOSTILE'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? 1);

const throwDice = dice(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[throwDice(items.length)] as Item;
const maybe = <Item>(one: () => Item, other: () => Item, oneIn = 3): Item =>
  throwDice(oneIn) === 0 ? one() : other();

const PLACE_NAMES = Object.keys(PLACES) as Place[];
const METHODS = [
  'GET',
  'GET',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'PATCH',
  'OPTIONS',
  'COPY',
  'PROPFIND'
];
const CHARACTERS = [
  '/',
  '\\',
  '.',
  '..',
  '%',
  '%2F',
  '%2e',
  '%00',
  '%0a',
  '%ff',
  '😀',
  'é',
  '\u202e',
  ' ',
  '"',
  '<',
  '{',
  ':',
  ';',
  '&',
  '=',
  '?',
  '#',
  '~',
  'A',
  '_',
  '-',
  '$',
  "'",
  '*',
  '\u0000'
];
const SEGMENTS = [
  'db',
  'auth',
  'courier',
  'nieuws',
  'kaart',
  'snapshot',
  'changes',
  'login',
  'session',
  'logout',
  'healthz',
  'gemist',
  'ben-er',
  'achtergelaten',
  'team',
  'overnemen',
  'noodinzage',
  'toestellen',
  'bewaren',
  'kiosken',
  'agenda.ics',
  'agenda',
  '_all_docs',
  '_changes',
  '_bulk_docs',
  '_bulk_get',
  '_revs_diff',
  '_find',
  '_local',
  '_design',
  '_security',
  '_users',
  '_node',
  '_config',
  '_session',
  '_utils',
  'canary:1',
  'constructor',
  '__proto__',
  'courier',
  'list',
  ''
];
const QUERIES = [
  'include_docs',
  'since',
  'limit',
  'feed',
  'timeout',
  'style',
  'keys',
  'startkey',
  'open_revs',
  'rev',
  'revs',
  'attachments',
  'filter',
  'descending',
  'zone',
  'theme',
  'new_edits',
  'conflicts'
];
const VALUES = [
  'true',
  'false',
  '0',
  '-1',
  '1e309',
  'now',
  'longpoll',
  'continuous',
  'all',
  'all_docs',
  '[]',
  '{}',
  '["canary:1"]',
  'null',
  '"',
  'NaN',
  '1-aa',
  'é',
  '%',
  'x'.repeat(3000)
];

const noise = (length: number): string =>
  Array.from({ length: throwDice(length) + 1 }, () => pick(CHARACTERS)).join('');

function segment(): string {
  return maybe(
    () => noise(6),
    () =>
      maybe(
        () => pick(PLACE_NAMES),
        () => pick(SEGMENTS),
        2
      ),
    6
  );
}

function query(): string {
  const parts = Array.from(
    { length: throwDice(4) },
    () =>
      `${maybe(
        () => noise(3),
        () => pick(QUERIES),
        8
      )}=${maybe(
        () => noise(4),
        () => pick(VALUES),
        5
      )}`
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** What may be asked, to be asked wrongly. */
const SHAPES: readonly (readonly [method: string, path: string])[] = [
  ['GET', ''],
  ['GET', '/_all_docs'],
  ['POST', '/_all_docs'],
  ['GET', '/_changes'],
  ['POST', '/_bulk_docs'],
  ['POST', '/_bulk_docs'],
  ['POST', '/_bulk_get'],
  ['POST', '/_revs_diff'],
  ['GET', '/canary:1'],
  ['PUT', '/conversation:1'],
  ['PUT', '/_local/abcdefghijklmnopqrstuv']
];

/** Something that may be asked of a database, mostly of one that is open; its query and what is sent may be anything. */
function nearlyRight(role: Role | null): [method: string, target: string] {
  const place = pick(role === null || throwDice(4) === 0 ? PLACE_NAMES : OPENS[role]);
  const [method, path] = pick(SHAPES);
  return [method, `/db/${place}${path}${throwDice(2) === 0 ? query() : ''}`];
}

/** An address as a browser, a proxy or an attacker might write it; half of them go for a database. */
function target(): string {
  const path = Array.from({ length: throwDice(4) + 1 }, segment).join('/');
  return (throwDice(2) === 0 ? `/db/${pick(PLACE_NAMES)}/${path}` : `/${path}`) + query();
}

const FIELDS = [
  '_id',
  '_rev',
  '_deleted',
  '_revisions',
  '_attachments',
  'docs',
  'keys',
  'new_edits',
  'id',
  'rev'
];
const NAMES = [...FIELDS, 'kind', 'since', 'open', 'username', 'questions', 'token', '__proto__', 'toString'];

function value(depth: number): unknown {
  if (depth <= 0) return pick([null, true, 0, -1, 1e300, '', 'x', 'canary:1', '1-aa']);
  const length = throwDice(5);
  if (throwDice(3) === 0) return Array.from({ length }, () => value(depth - 1));
  const name = () => (throwDice(9) === 0 ? noise(2) : pick(NAMES));
  return Object.fromEntries(Array.from({ length }, () => [name(), value(depth - 1)]));
}

/** A document as one would send it, with one thing wrong; its kind or place may be another's. */
function document(role: Role): object {
  const kind = pick(Object.keys(WRITES));
  return {
    _id: maybe(
      () => noise(5),
      () => `${kind}:${throwDice(50)}`,
      5
    ),
    kind: maybe(
      () => value(1),
      () => kind,
      6
    ),
    schema: maybe(
      () => value(1),
      () => 1,
      6
    ),
    author: maybe(
      () => 'iemand-anders',
      () => `iemand-${role}`
    ),
    device: 'toestel',
    created: '2026-11-20T10:00:00.000Z',
    ...(throwDice(3) === 0 ? { _rev: pick(['1-aa', '2-bb', '0-x', '1-AA', '01-aa', {}, 7]) } : {}),
    ...(throwDice(4) === 0 ? (value(2) as object) : {})
  };
}

function body(role: Role): unknown {
  switch (throwDice(6)) {
    case 0:
      return undefined;
    case 1:
      return noise(40);
    case 2:
      return '{"a":'.repeat(throwDice(3000)) + '1';
    case 3:
      return {
        docs: Array.from({ length: throwDice(5) }, () => document(role)),
        new_edits: throwDice(2) === 0
      };
    case 4:
      return document(role);
    default:
      return value(3);
  }
}

const headers = (): Record<string, string> => ({
  ...(throwDice(8) === 0
    ? {
        'content-type': pick([
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/json; charset=utf-16',
          ''
        ])
      }
    : {}),
  ...(throwDice(8) === 0 ? { origin: pick(['https://elders.example', 'null', 'http://localhost']) } : {}),
  ...(throwDice(8) === 0
    ? {
        authorization: pick([
          'Basic YWRtaW46YWRtaW4=',
          'Bearer x',
          `Bearer ${noise(4).replace(/[^ -~]/g, '')}`
        ])
      }
    : {}),
  ...(throwDice(8) === 0 ? { 'x-auth-couchdb-username': 'admin', 'x-auth-couchdb-roles': '_admin' } : {}),
  ...(throwDice(8) === 0
    ? { 'x-http-method-override': 'DELETE', 'x-forwarded-host': 'elders', 'x-original-url': '/db/accounts' }
    : {}),
  ...(throwDice(8) === 0 ? { accept: pick(['multipart/mixed', 'text/html', '*/*;q=0']) } : {})
});

let server: AccessServer;
beforeAll(async () => {
  server = await openedServer('embedded');
});
afterAll(() => server.close());

test(`${REQUESTS} hostile requests meet no crash, no answer of 5xx and no word of a database that is not open (SEED=${SEED})`, async () => {
  const findings: string[] = [];
  const answered = new Map<number, number>();
  for (let made = 0; made < REQUESTS; made++) {
    const role = maybe<Role | null>(
      () => null,
      () => pick(ROLES),
      8
    );
    const [method, address] = throwDice(2) === 0 ? nearlyRight(role) : [pick(METHODS), target()];
    const sent = method === 'GET' || method === 'HEAD' ? undefined : body(role ?? 'kiosk');
    // A long poll of something that is open may wait as long as it may.
    const asked = address
      .replace(/timeout=[^&]*/g, 'timeout=1')
      .replace(/feed=longpoll/g, 'feed=longpoll&timeout=1');
    const answer = await server.as(role, method, asked, sent, headers());
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
    const mine = role !== null && OPENS[role].some((place) => asked.includes(place) && place !== 'kaart');
    if (answer.status >= 500 || (!mine && answer.text.includes(CANARY)))
      findings.push(
        `${role ?? 'nobody'} ${method} ${asked.slice(0, 200)} ${JSON.stringify(sent ?? null).slice(0, 300)}: ${answer.status}`
      );
  }
  expect(findings).toEqual([]);
  // It is no test of a wall: some of it is on the list of what may be asked.
  expect(answered.get(200) ?? 0).toBeGreaterThan(REQUESTS / 200);
  expect((await server.as('field-worker', 'GET', '/db/team-voorstad/canary:1')).text).toContain(CANARY);
}, 600_000);
