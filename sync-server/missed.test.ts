import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MissedAnswer } from '#lib/social-map/missed-answer.ts';
import { openDatabase } from './database.ts';
import { createMissedSearches, MISSED_DATABASE, type MissedQuestion } from './missed.ts';
import { testServer, type TestServer } from './testing.ts';

const DAY = 24 * 60 * 60_000;
// The clock of the test server begins on Sunday 22 November 2026.
const WEEK = '2026-W47';
const drums: MissedQuestion = { week: WEEK, words: ['drummen', 'leren'] };

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
  await server.addDemoAccounts();
});
afterEach(async () => {
  expect(server.failures).toEqual([]);
  await server.discard();
});

const tell = (body: unknown, options = {}) => server.ask('POST', '/gemist', { body, ...options });
const tellOften = async (question: MissedQuestion, times: number) => {
  for (let time = 0; time < times; time++) expect((await tell({ questions: [question] })).status).toBe(204);
};
const list = async (name = 'beheer-1') => server.ask('GET', '/gemist', { cookie: await server.signIn(name) });
const shown = async () => ((await (await list()).json()) as MissedAnswer).questions;
const stored = () => openDatabase(server.engine, MISSED_DATABASE).startingWith('');

describe('questions that found nothing', () => {
  it('are counted from anybody, by week, without a moment, a device or a name', async () => {
    await tellOften(drums, 2);
    expect(await stored()).toEqual([
      {
        _id: expect.stringMatching(/^missed-search:2026-W47:[0-9a-f]{32}$/),
        _rev: expect.any(String),
        kind: 'missed-search',
        schema: 1,
        author: 'binnenzak-server',
        device: 'server',
        created: '2026-11-16T00:00:00.000Z',
        ...drums,
        count: 2
      }
    ]);
  });

  it('are shown to a curator from three times on, the most often asked first', async () => {
    await tellOften(drums, 3);
    await tellOften({ week: WEEK, words: ['naailes'] }, 4);
    await tellOften({ week: WEEK, words: ['gevangenis', 'zoon'] }, 2);
    expect(await shown()).toEqual([
      { words: ['naailes'], count: 4 },
      { words: ['drummen', 'leren'], count: 3 }
    ]);
  });

  it('add up over eight weeks and are then forgotten', async () => {
    await tellOften(drums, 2);
    server.pass(DAY);
    await tellOften({ ...drums, week: '2026-W48' }, 1);
    expect(await shown()).toEqual([{ words: ['drummen', 'leren'], count: 3 }]);
    server.pass(49 * DAY);
    expect(await shown()).toEqual([]);
    const missed = createMissedSearches(openDatabase(server.engine, MISSED_DATABASE), () =>
      Date.UTC(2027, 0, 11, 12)
    );
    await missed.sweep();
    expect((await stored()).map(({ week }) => week)).toEqual(['2026-W48']);
  });

  it('are shown to nobody but curators, and no database holds them for a device', async () => {
    for (const name of ['vet-voorstad-1', 'wmo-1', 'vrijwilliger-1', 'beleid-1'])
      expect((await list(name)).status).toBe(403);
    expect((await server.ask('GET', '/gemist')).status).toBe(401);
    const cookie = await server.signIn('beheer-1');
    expect((await server.ask('GET', `/db/${MISSED_DATABASE}`, { cookie })).status).toBe(403);
  });

  it('are all counted when they come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => tell({ questions: [drums] })));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(204));
    expect(await stored()).toMatchObject([{ count: 12 }]);
  });

  it.each([
    [{ week: WEEK, words: ['Fatima'] }],
    [{ week: WEEK, words: ['123456782'] }],
    [{ week: WEEK, words: ['leren', 'drummen'] }],
    [{ week: '2026-W20', words: ['drummen'] }],
    [{ week: '2027-W20', words: ['drummen'] }]
  ])('are left out when no Binnenzak of ours would send them: %j', async (question) => {
    expect((await tell({ questions: [question] })).status).toBe(204);
    expect(await stored()).toEqual([]);
  });

  it.each([
    [{}],
    [{ questions: [] }],
    [{ questions: [{ ...drums, device: 'phone' }] }],
    [{ questions: [{ ...drums, words: 'drummen' }] }],
    [{ questions: Array(51).fill(drums) }],
    ['{']
  ])('are refused when they are none: %j', async (body) => {
    expect((await tell(body)).status).toBe(400);
  });

  it('are refused from another website, in another form, and when they are too large', async () => {
    const questions = { questions: [drums] };
    expect((await tell(questions, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await tell(questions, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await tell({ questions: [{ ...drums, more: 'x'.repeat(40_000) }] })).status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  it('are slowed down from an address that tells too many, and from no other', async () => {
    const many = { questions: Array(50).fill(drums) };
    for (let time = 0; time < 4; time++) expect((await tell(many)).status).toBe(204);
    const refused = await tell({ questions: [drums] });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect((await tell({ questions: [drums] }, { address: '192.0.2.2' })).status).toBe(204);
  });
});
