import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#lib/roles/user.ts';
import { ENGINES } from '#server/testing.ts';
import { CANARY, openedServer, type AccessServer } from './access-server.ts';
import { OPENS, PLACES, type Place } from './reviewed-access.ts';

const EVERY_PLACE = Object.keys(PLACES) as Place[];
const CHECKPOINT = '_local/abcdefghijklmnopqrstuv';

type Question = readonly [method: string, path: string, body?: unknown];

/** What replication asks of a database. Answered to who may open it. */
const ANSWERED: readonly Question[] = [
  ['GET', ''],
  ['HEAD', ''],
  ['GET', '/_all_docs?include_docs=true'],
  ['POST', '/_all_docs', { keys: ['canary:1'] }],
  ['GET', '/_changes?include_docs=true&style=all_docs'],
  ['GET', '/_changes?feed=longpoll&since=0&timeout=10&include_docs=true'],
  ['POST', '/_bulk_get?revs=true', { docs: [{ id: 'canary:1' }] }],
  ['POST', '/_revs_diff', { 'canary:1': ['1-aa'] }],
  ['POST', '/_ensure_full_commit', {}],
  ['GET', '/canary:1?revs=true'],
  ['GET', '/canary:1?open_revs=all'],
  ['PUT', `/${CHECKPOINT}`, { _id: CHECKPOINT, last_seq: '1' }],
  ['GET', `/${CHECKPOINT}`]
];

/** In the map, which is public, there is no canary to be found; a colleague may have left the same checkpoint. */
const OPEN: readonly number[] = [200, 201, 404, 409];

/** What nobody may ask, of whatever database. */
const REFUSED: readonly Question[] = [
  ['PUT', ''],
  ['DELETE', ''],
  ['POST', '', { _id: 'canary:2' }],
  ['POST', '/_find', { selector: {} }],
  ['POST', '/_index', { index: { fields: ['author'] } }],
  ['GET', '/_security'],
  ['PUT', '/_security', {}],
  ['GET', '/_design/binnenzak'],
  ['PUT', '/_design/x', { views: {} }],
  ['GET', '/_design_docs'],
  ['GET', '/_local_docs'],
  ['GET', '/_local/courier'],
  ['GET', '/_local/list'],
  ['PUT', '/_local/courier', { since: '0' }],
  ['POST', '/_compact', {}],
  ['POST', '/_purge', { 'canary:1': ['1-aa'] }],
  ['GET', '/_purged_infos_limit'],
  ['PUT', '/_revs_limit', '1'],
  ['GET', '/_shards'],
  ['GET', '/_changes?feed=continuous&timeout=10'],
  ['GET', '/_changes?filter=_selector'],
  ['POST', '/_changes?filter=_doc_ids', { doc_ids: ['canary:1'] }],
  ['GET', '/_all_docs?conflicts=true&reduce=false'],
  ['POST', '/_all_docs/queries', { queries: [{}] }],
  ['GET', '/canary:1/attachment'],
  ['PUT', '/canary:1/attachment?rev=1-aa', 'x'],
  ['DELETE', '/canary:1?rev=1-aa'],
  ['COPY', '/canary:1'],
  ['PATCH', '/canary:1', {}]
];

/** Ways to write one address so that something else than the gate may read another. */
const tricksOf = (place: string): readonly string[] => [
  `/db/${place.toUpperCase()}/_all_docs?include_docs=true`,
  `/db//${place}/_all_docs?include_docs=true`,
  `/db/./${place}/_all_docs?include_docs=true`,
  `/db/kaart/../${place}/_all_docs?include_docs=true`,
  `/db/kaart%2F..%2F${place}/_all_docs?include_docs=true`,
  `/db/kaart/%2e%2e/${place}/_all_docs?include_docs=true`,
  `/db/kaart/..%5c${place}/_all_docs?include_docs=true`,
  `/db/kaart\\..\\${place}/_all_docs?include_docs=true`,
  `/db/${place}%00/_all_docs?include_docs=true`,
  `/db/${encodeURIComponent(place).replace(/-/g, '%2d')}/_all_docs?include_docs=true&include_docs=true`,
  `/db/kaart/_all_docs?include_docs=true#/../${place}`,
  `/DB/${place}/_all_docs?include_docs=true`,
  `/${place}/_all_docs?include_docs=true`,
  `/db/kaart/${place}%2Fcanary:1`,
  `/db/kaart/_local/..%2f..%2f${place}/canary:1`
];

describe.each(ENGINES)('reading through the gate before an engine of kind %s', (engine) => {
  let server: AccessServer;
  beforeAll(async () => {
    server = await openedServer(engine);
  });
  afterAll(() => server.close());

  const everybody: readonly (Role | null)[] = [...ROLES, null];

  test('every role reads the databases that were reviewed as theirs, and no word of any other', async () => {
    const surprises: string[] = [];
    for (const role of everybody) {
      for (const place of EVERY_PLACE) {
        const open = role !== null && OPENS[role].includes(place);
        for (const [method, path, body] of ANSWERED) {
          const { status, text } = await server.as(role, method, `/db/${place}${path}`, body);
          const wanted = open ? OPEN : [role === null ? 401 : 403];
          if (!wanted.includes(status) || (!open && text.includes(CANARY)))
            surprises.push(`${role ?? 'nobody'} ${method} ${place}${path}: ${status}`);
        }
      }
    }
    expect(surprises).toEqual([]);
  });

  test('what replication does not need is refused to everybody, of every database', async () => {
    const surprises: string[] = [];
    for (const role of everybody) {
      for (const place of EVERY_PLACE) {
        for (const [method, path, body] of REFUSED) {
          const { status, text } = await server.as(role, method, `/db/${place}${path}`, body);
          if (status !== (role === null ? 401 : 403) || text.includes(CANARY))
            surprises.push(`${role ?? 'nobody'} ${method} ${place}${path}: ${status}`);
        }
      }
    }
    expect(surprises).toEqual([]);
  });

  test('the rules that the engine itself goes by are told to no device', async () => {
    for (const place of ['kaart', 'team-voorstad', 'opkomst-voorstad', 'groep-koffie']) {
      for (const [method, path, body] of ANSWERED) {
        const { text } = await server.as('field-worker', method, `/db/${place}${path}`, body);
        expect(text).not.toContain('_design/');
      }
    }
  });

  test('no spelling of an address leads to a database that is not open', async () => {
    const leaks: string[] = [];
    for (const role of everybody) {
      for (const place of EVERY_PLACE.filter((one) => role === null || !OPENS[role].includes(one))) {
        for (const target of tricksOf(place)) {
          const { status, text } = await server.as(role, 'GET', target);
          if (text.includes(CANARY) || status >= 500) leaks.push(`${role ?? 'nobody'} ${target}: ${status}`);
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  test('a closed database, one that is not there and a question that is not on the list are refused with one answer', async () => {
    const answers = new Set<string>();
    for (const target of [
      '/db/team-bathmen',
      '/db/nergens',
      '/db/accounts/_all_docs',
      '/db/team-voorstad/_find'
    ])
      answers.add((await server.as('field-worker', 'GET', target)).text);
    expect(answers.size).toBe(1);
  });
});
