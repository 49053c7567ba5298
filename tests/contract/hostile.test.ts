import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identity } from '#server/engines/engine.ts';
import { describeEmbedded, forEveryEngine, type Subject } from './engines.ts';

forEveryEngine((subject) => {
  it.each(['{', 'nul', '[]', '"text"', '{"docs":', ''])(
    'answers 400 to a body that is no JSON object: %s',
    async (body) => {
      const database = await subject().database();
      for (const [method, path] of [
        ['POST', '_bulk_docs'],
        ['POST', '_revs_diff'],
        ['PUT', 'a']
      ] as const) {
        const answer = await subject().ask(method, `/${database}/${path}`, body);
        expect(answer.status).toBe(400);
        expect(answer.body).toEqual({ error: expect.any(String), reason: expect.any(String) });
      }
    }
  );

  it('refuses a document of more than 8 MB with 413', async () => {
    const database = await subject().database();
    const { status, body } = await subject().ask('PUT', `/${database}/a`, {
      text: 'x'.repeat(9 * 1024 * 1024)
    });
    expect(status).toBe(413);
    expect(body).toEqual({ error: expect.any(String), reason: expect.any(String) });
  });
});

const member: Identity = { name: 'member', roles: ['team'] };

async function opened(subject: Subject): Promise<string> {
  const database = await subject.database();
  await subject.ask('PUT', `/${database}/_security`, { members: { names: [], roles: ['team'] } });
  return database;
}

// CouchDB answers some of these with a 500 of its own; the embedded engine is ours to mend.
describeEmbedded(
  'hostile input to the embedded engine',
  () => null,
  (subject) => {
    const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

    it.each([
      ['GET', '/DB/a?rev=9-abc&latest=true'],
      ['GET', '/DB/a?rev=constructor'],
      ['GET', '/DB/a?rev='],
      ['GET', '/DB/a?open_revs=garbage'],
      ['GET', '/DB/a?open_revs={}'],
      ['GET', '/DB/a?open_revs=["-"]'],
      ['GET', '/DB/a?revs=maybe'],
      ['GET', '/DB/_changes?since=garbage'],
      ['GET', '/DB/_changes?since={}'],
      ['GET', '/DB/_changes?limit=-1'],
      ['GET', '/DB/_changes?limit=many'],
      ['GET', '/DB/_changes?feed=continuous'],
      ['GET', '/DB/_changes?feed=longpoll&heartbeat=x&since=now'],
      ['GET', '/DB/_changes?style=none'],
      ['GET', '/DB/_changes?filter=_selector'],
      ['POST', '/DB/_changes?filter=_doc_ids', { doc_ids: 'a' }],
      ['POST', '/DB/_changes?filter=_doc_ids', { doc_ids: [1] }],
      ['GET', '/DB/_all_docs?startkey=a'],
      ['GET', '/DB/_all_docs?startkey={}'],
      ['GET', '/DB/_all_docs?keys=1'],
      ['POST', '/DB/_all_docs', { keys: [null] }],
      ['GET', '/DB/_all_docs?limit=1e9'],
      ['POST', '/DB/_bulk_get', { docs: 'a' }],
      ['POST', '/DB/_bulk_get', { docs: [null] }],
      ['POST', '/DB/_bulk_get', { docs: [{ id: 'a', rev: 1 }] }],
      ['POST', '/DB/_bulk_docs', {}],
      ['POST', '/DB/_bulk_docs', { docs: [1] }],
      ['POST', '/DB/_bulk_docs', { docs: [[]] }],
      ['POST', '/DB/_bulk_docs', { docs: [{ _id: 1 }] }],
      ['POST', '/DB/_bulk_docs', { docs: [{ _id: '' }] }],
      ['POST', '/DB/_bulk_docs', { docs: [{}], new_edits: false }],
      ['POST', '/DB/_bulk_docs', { docs: [], new_edits: 'no' }],
      ['POST', '/DB/_revs_diff', { a: 1 }],
      ['POST', '/DB/_revs_diff', { a: [{}] }],
      ['PUT', '/DB/a', { _rev: 'x' }],
      ['PUT', '/DB/a', { _rev: 1 }],
      ['PUT', '/DB/a', { _deleted: 'yes' }],
      ['PUT', '/DB/a', { _unknown: 1 }],
      ['PUT', '/DB/a', { _id: 'b' }],
      ['PUT', '/DB/a', { _revisions: { start: 1e300, ids: ['a'] } }],
      ['PUT', '/DB/a', { _attachments: { x: { data: 'AAAA', content_type: 'text/plain' } } }],
      ['PUT', '/DB/a/attachment', {}],
      ['GET', '/DB/a/attachment'],
      ['GET', '/DB/_design/x/_view/y'],
      ['POST', '/DB/_find', { selector: {} }],
      ['PUT', '/DB/_local/x', { _rev: 'x' }],
      ['PUT', '/DB/_local/_pouch_dependentDbs', { dependentDbs: { '/etc': true } }],
      ['PUT', '/DB/_local/', {}],
      ['PATCH', '/DB/a', {}],
      ['CONSTRUCTOR', '/DB/a', {}],
      ['GET', '/DB/constructor/x'],
      ['GET', '/_users'],
      ['GET', '/_node/_local/_config'],
      ['PUT', `/DB/${'x'.repeat(2000)}`, {}]
    ])('gets a 4xx and a reason: %s %s', async (method, path, body?) => {
      const database = await opened(subject());
      await subject().write(database, { _id: 'a' });
      const answer = await subject().ask(method, path.replace('DB', database), body, member);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).toEqual({ error: expect.any(String), reason: expect.any(String) });
    });

    it('as deep as a well is refused, and as deep as a document needs is stored', async () => {
      const database = await opened(subject());
      expect((await subject().ask('PUT', `/${database}/a`, deep(50_000), member)).status).toBe(400);
      expect((await subject().ask('PUT', `/${database}/a`, deep(50), member)).status).toBe(201);
    });

    it('that breaks off, or is no UTF-8, is refused', async () => {
      const database = await opened(subject());
      const headers = { 'content-type': 'application/json' };
      const put = async (body: BodyInit): Promise<number> => {
        const request = new Request(`http://engine/${database}/a`, { method: 'PUT', headers, body });
        return (await subject().engine.as(member)(request)).status;
      };
      expect(await put(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe(400);
      expect(await put('{"a":1')).toBe(400);
    });

    it('keeps one refused document of a batch from stopping the others', async () => {
      const database = await opened(subject());
      const large = { _id: 'large', _rev: '1-aa', text: 'x'.repeat(9 * 1024 * 1024) };
      const withAttachment = { _id: 'picture', _rev: '1-aa', _attachments: { x: { stub: true } } };
      const reserved = { _id: 'reserved', _rev: '1-aa', _mine: 1 };
      const docs = [large, { _id: 'good', _rev: '1-aa' }, withAttachment, reserved];
      const { status, body } = await subject().ask(
        'POST',
        `/${database}/_bulk_docs`,
        { docs, new_edits: false },
        member
      );
      expect(status).toBe(201);
      expect(body).toHaveLength(3);
      for (const id of ['large', 'picture', 'reserved'])
        expect(body).toContainEqual({ id, rev: '1-aa', error: 'forbidden', reason: expect.any(String) });
      expect((await subject().ask('GET', `/${database}/good`)).status).toBe(200);
    });

    it('wants JSON where CouchDB wants it, which a form on another site cannot send', async () => {
      const database = await opened(subject());
      const request = new Request(`http://engine/${database}/_bulk_docs`, {
        method: 'POST',
        body: '{"docs":[]}'
      });
      expect((await subject().engine.as(member)(request)).status).toBe(415);
    });

    describe('by chance', () => {
      const word = fc.constantFrom(
        ...[
          '',
          'a',
          'DB',
          '_all_docs',
          '_bulk_docs',
          '_bulk_get',
          '_changes',
          '_revs_diff',
          '_local',
          '_design',
          '_security'
        ],
        ...['%2F', '..', '%00', '_', '__proto__', 'constructor', '%ff', '%ED%A0%80', '💥']
      );
      const parameter = fc.tuple(
        fc.constantFrom(
          'rev',
          'open_revs',
          'since',
          'limit',
          'latest',
          'keys',
          'startkey',
          'endkey',
          'descending',
          'doc_ids',
          'filter',
          'style',
          'conflicts',
          'revs',
          'skip',
          'new_edits'
        ),
        fc.oneof(
          fc.constantFrom('1-aa', 'all', 'true', 'false', '[]', '["1-aa"]', '"a"', 'now', '0', '_doc_ids'),
          fc.string()
        )
      );
      const revision = fc.oneof(fc.constantFrom('1-aa', '2-bb', '0-1', '', '1-'), fc.jsonValue());
      const document = fc.record(
        {
          _id: fc.oneof(fc.constantFrom('a', '_design/x', '_local/x', '__proto__', ''), fc.jsonValue()),
          _rev: revision,
          _deleted: fc.jsonValue(),
          _revisions: fc.oneof(
            fc.record({
              start: fc.oneof(fc.integer(), fc.jsonValue()),
              ids: fc.array(fc.oneof(fc.constantFrom('aa', 'bb'), fc.jsonValue()))
            }),
            fc.jsonValue()
          ),
          _attachments: fc.jsonValue(),
          field: fc.jsonValue()
        },
        { requiredKeys: [] }
      );
      const body = fc.oneof(
        fc.record(
          {
            docs: fc.oneof(fc.array(document), fc.jsonValue()),
            new_edits: fc.oneof(fc.boolean(), fc.jsonValue())
          },
          { requiredKeys: ['docs'] }
        ),
        fc.dictionary(
          fc.constantFrom('a', 'b', '__proto__', 'members', 'admins', 'keys', 'doc_ids'),
          fc.oneof(fc.array(revision), fc.jsonValue())
        ),
        document,
        fc.string()
      );

      it('never makes it fail: no 5xx, and afterwards it answers as before', async () => {
        const database = await opened(subject());
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'COPY'),
            fc.array(word, { minLength: 1, maxLength: 3 }),
            fc.array(parameter, { maxLength: 3 }),
            body,
            async (method, words, parameters, content) => {
              const query = new URLSearchParams(parameters);
              const path = `/${database}/${words.join('/').replaceAll('DB', database)}?${query}`;
              const sent = method === 'GET' || method === 'HEAD' ? undefined : content;
              const { status } = await subject().ask(method, path, sent, member);
              expect(status).toBeLessThan(500);
            }
          ),
          { numRuns: 500 }
        );
        expect((await subject().ask('GET', `/${database}/_changes`, undefined, member)).status).toBe(200);
      }, 90_000);
    });
  }
);
