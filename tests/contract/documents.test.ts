import { describe, expect, it } from 'vitest';
import { eventually, forEveryEngine, type Rows, type Written } from './engines.ts';

const at = (database: string, id: string): string => `/${database}/${encodeURIComponent(id)}`;

forEveryEngine((subject) => {
  describe('one document', () => {
    it('reads back as it was written, with its id and first revision', async () => {
      const database = await subject().database();
      const rev = await subject().write(database, { _id: 'a', list: [1, { deep: null }], text: 'é€😀' });
      expect(rev).toMatch(/^1-/);
      await eventually(async () => {
        const { status, headers, body } = await subject().ask('GET', at(database, 'a'));
        expect(status).toBe(200);
        expect(body).toEqual({ _id: 'a', _rev: rev, list: [1, { deep: null }], text: 'é€😀' });
        expect(headers.get('etag')).toBe(`"${rev}"`);
      });
    });

    it('is written only on top of its current revision', async () => {
      const database = await subject().database();
      const first = await subject().write(database, { _id: 'a', n: 1 });
      expect(await subject().ask('PUT', at(database, 'a'), { n: 2 })).toMatchObject({
        status: 409,
        body: { error: 'conflict' }
      });
      await subject().write(database, { _id: 'a', _rev: first, n: 2 });
      const stale = await subject().ask('PUT', `${at(database, 'a')}?rev=${first}`, { n: 3 });
      expect(stale).toMatchObject({ status: 409, body: { error: 'conflict' } });
    });

    it('cannot begin with a revision that is not there', async () => {
      const database = await subject().database();
      const answer = await subject().ask(
        'PUT',
        `${at(database, 'a')}?rev=1-0123456789abcdef0123456789abcdef`,
        {}
      );
      expect(answer.status).toBe(409);
    });

    it('is gone once deleted, and can be written anew', async () => {
      const database = await subject().database();
      const rev = await subject().write(database, { _id: 'a' });
      const deleted = await subject().ask<Written>('DELETE', `${at(database, 'a')}?rev=${rev}`);
      expect([200, 202]).toContain(deleted.status);
      expect(deleted.body.rev).toMatch(/^2-/);
      await eventually(async () => {
        expect(await subject().ask('GET', at(database, 'a'))).toMatchObject({
          status: 404,
          body: { error: 'not_found', reason: 'deleted' }
        });
      });
      expect(await subject().write(database, { _id: 'a', again: true })).toMatch(/^3-/);
    });

    it('that never was is missing', async () => {
      const database = await subject().database();
      expect(await subject().ask('GET', at(database, 'a'))).toMatchObject({
        status: 404,
        body: { error: 'not_found', reason: 'missing' }
      });
    });

    it('gets an id from the engine when it has none', async () => {
      const database = await subject().database();
      const { status, body } = await subject().ask<Written>('POST', `/${database}`, { n: 1 });
      expect([201, 202]).toContain(status);
      await eventually(async () => {
        expect(await subject().ask('GET', at(database, body.id))).toMatchObject({ body: { n: 1 } });
      });
    });

    it.each([
      'a/b',
      'a b',
      'résident',
      '日本',
      '😀',
      '100%',
      'a+b',
      'a?b#c',
      '..%2f',
      'constructor',
      'ÿ',
      '"'
    ])('may have the id %s', async (id) => {
      const database = await subject().database();
      const rev = await subject().write(database, { _id: id });
      await eventually(async () => {
        expect((await subject().ask('GET', at(database, id))).body).toMatchObject({ _id: id, _rev: rev });
        const { body } = await subject().ask<Rows>('GET', `/${database}/_all_docs`);
        expect(body.rows.map((row) => row.id)).toEqual([id]);
      });
    });

    it('has no id with an underscore of its own', async () => {
      const database = await subject().database();
      expect(await subject().ask('PUT', at(database, '_mine'), {})).toMatchObject({
        status: 400,
        body: { error: expect.any(String), reason: expect.any(String) }
      });
    });
  });

  describe('many documents', () => {
    it('are written each on its own: a conflict stops no other', async () => {
      const database = await subject().database();
      await subject().write(database, { _id: 'b' });
      const docs = [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }];
      const { status, body } = await subject().ask('POST', `/${database}/_bulk_docs`, { docs });
      expect([201, 202]).toContain(status);
      expect(body).toMatchObject([
        { ok: true, id: 'a', rev: expect.stringMatching(/^1-/) },
        { id: 'b', error: 'conflict', reason: expect.any(String) },
        { ok: true, id: 'c' }
      ]);
    });

    it('keep the revisions that replication brings, and only errors are answered', async () => {
      const database = await subject().database();
      const docs = [
        { _id: 'a', _rev: '3-cc', _revisions: { start: 3, ids: ['cc', 'bb', 'aa'] }, n: 3 },
        { _id: 'b', _rev: '1-aa', n: 1 }
      ];
      const { body } = await subject().ask('POST', `/${database}/_bulk_docs`, { docs, new_edits: false });
      expect(body).toEqual([]);
      await eventually(async () => {
        expect((await subject().ask('GET', `${at(database, 'a')}?revs=true`)).body).toEqual({
          _id: 'a',
          _rev: '3-cc',
          _revisions: { start: 3, ids: ['cc', 'bb', 'aa'] },
          n: 3
        });
      });
    });

    it('may be sent again: what is stored already changes nothing', async () => {
      const database = await subject().database();
      const document = { _id: 'a', _rev: '1-aa', n: 1 };
      await subject().replicate(database, document);
      await subject().replicate(database, document);
      await eventually(async () => {
        const { body } = await subject().ask('GET', `${at(database, 'a')}?open_revs=all&revs=true`);
        expect(body).toEqual([{ ok: { ...document, _revisions: { start: 1, ids: ['aa'] } } }]);
      });
    });

    it('are told apart by _revs_diff in revisions that are here and that are missing', async () => {
      const database = await subject().database();
      await subject().replicate(database, {
        _id: 'a',
        _rev: '2-bb',
        _revisions: { start: 2, ids: ['bb', 'aa'] }
      });
      await eventually(async () => {
        const { body } = await subject().ask<Record<string, { missing: string[] }>>(
          'POST',
          `/${database}/_revs_diff`,
          { a: ['2-bb', '2-cc'], b: ['1-aa'] }
        );
        expect(body['a']?.missing).toEqual(['2-cc']);
        expect(body['b']?.missing).toEqual(['1-aa']);
      });
    });

    it('are read together by _bulk_get, with the history, and the missing ones named', async () => {
      const database = await subject().database();
      await subject().replicate(database, { _id: 'a', _rev: '1-aa', n: 1 });
      await eventually(async () => {
        const { status, body } = await subject().ask('POST', `/${database}/_bulk_get?revs=true&latest=true`, {
          docs: [
            { id: 'a', rev: '1-aa' },
            { id: 'a', rev: '7-aa' },
            { id: 'b', rev: '1-bb' }
          ]
        });
        expect(status).toBe(200);
        expect(body).toMatchObject({
          results: [
            { id: 'a', docs: [{ ok: { _id: 'a', n: 1, _revisions: { start: 1, ids: ['aa'] } } }] },
            { id: 'a', docs: [{ error: { id: 'a', rev: '7-aa', error: 'not_found' } }] },
            { id: 'b', docs: [{ error: { id: 'b', rev: '1-bb', error: 'not_found' } }] }
          ]
        });
      });
    });
  });

  describe('_all_docs', () => {
    const filled = async (): Promise<string> => {
      const database = await subject().database();
      const docs = ['a', 'b', 'c', 'd', 'é'].map((_id) => ({ _id, n: 1 }));
      await subject().ask('POST', `/${database}/_bulk_docs`, { docs });
      await eventually(async () => {
        expect((await subject().ask<Rows>('GET', `/${database}/_all_docs`)).body.rows).toHaveLength(5);
      });
      return database;
    };
    const ids = async (database: string, query: string): Promise<unknown[]> =>
      (await subject().ask<Rows>('GET', `/${database}/_all_docs?${query}`)).body.rows.map((row) => row.id);

    it('lists ids in order, by range, in part and backwards', async () => {
      const database = await filled();
      expect(await ids(database, '')).toEqual(['a', 'b', 'c', 'd', 'é']);
      expect(await ids(database, 'startkey="b"&endkey="d"')).toEqual(['b', 'c', 'd']);
      expect(await ids(database, 'startkey="b"&endkey="d"&inclusive_end=false')).toEqual(['b', 'c']);
      expect(await ids(database, 'startkey="b"&limit=2')).toEqual(['b', 'c']);
      expect(await ids(database, 'skip=3')).toEqual(['d', 'é']);
      expect(await ids(database, 'descending=true&startkey="c"')).toEqual(['c', 'b', 'a']);
      expect(await ids(database, 'key="c"')).toEqual(['c']);
    });

    it('gives the documents with include_docs', async () => {
      const database = await filled();
      const { body } = await subject().ask('GET', `/${database}/_all_docs?include_docs=true&limit=1`);
      expect(body).toMatchObject({ total_rows: 5, rows: [{ id: 'a', key: 'a', doc: { _id: 'a', n: 1 } }] });
    });

    it('answers keys in their order, also missing and deleted ones', async () => {
      const database = await filled();
      const { body } = await subject().ask<{ _rev: string }>('GET', at(database, 'b'));
      await subject().ask('DELETE', `${at(database, 'b')}?rev=${body._rev}`);
      await eventually(async () => {
        const answer = await subject().ask('POST', `/${database}/_all_docs`, { keys: ['c', 'nowhere', 'b'] });
        expect(answer.body).toMatchObject({
          rows: [
            { id: 'c', value: { rev: expect.any(String) } },
            { key: 'nowhere', error: 'not_found' },
            { id: 'b', value: { deleted: true } }
          ]
        });
      });
    });
  });

  describe('conflicting revisions', () => {
    const conflicting = async (): Promise<string> => {
      const database = await subject().database();
      await subject().replicate(
        database,
        { _id: 'a', _rev: '2-bb', _revisions: { start: 2, ids: ['bb', 'aa'] }, by: 'b' },
        { _id: 'a', _rev: '2-cc', _revisions: { start: 2, ids: ['cc', 'aa'] }, by: 'c' }
      );
      return database;
    };

    it('are both kept, and every engine lets the same one win', async () => {
      const database = await conflicting();
      await eventually(async () => {
        expect((await subject().ask('GET', `${at(database, 'a')}?conflicts=true`)).body).toEqual({
          _id: 'a',
          _rev: '2-cc',
          by: 'c',
          _conflicts: ['2-bb']
        });
      });
    });

    it('can be read each, and by open_revs all at once', async () => {
      const database = await conflicting();
      await eventually(async () => {
        expect((await subject().ask('GET', `${at(database, 'a')}?rev=2-bb`)).body).toMatchObject({ by: 'b' });
        const all = await subject().ask<{ ok: { by: string } }[]>(
          'GET',
          `${at(database, 'a')}?open_revs=all`
        );
        expect(all.body.map(({ ok }) => ok.by).sort()).toEqual(['b', 'c']);
        const some = await subject().ask(
          'GET',
          `${at(database, 'a')}?open_revs=${encodeURIComponent('["2-bb","9-zz"]')}`
        );
        expect(some.body).toHaveLength(2);
        expect(some.body).toEqual(
          expect.arrayContaining([{ ok: { _id: 'a', _rev: '2-bb', by: 'b' } }, { missing: '9-zz' }])
        );
      });
    });

    it('end when the losing one is deleted, and the winner stays as it is', async () => {
      const database = await conflicting();
      const { status } = await subject().ask('DELETE', `${at(database, 'a')}?rev=2-bb`);
      expect([200, 202]).toContain(status);
      await eventually(async () => {
        const { body } = await subject().ask('GET', `${at(database, 'a')}?conflicts=true`);
        expect(body).toEqual({ _id: 'a', _rev: '2-cc', by: 'c' });
      });
    });

    it('let the loser win when the winner is deleted', async () => {
      const database = await conflicting();
      await subject().ask('DELETE', `${at(database, 'a')}?rev=2-cc`);
      await eventually(async () => {
        expect((await subject().ask('GET', at(database, 'a'))).body).toMatchObject({ by: 'b' });
      });
    });

    it('lead from an older revision to the latest', async () => {
      const database = await subject().database();
      const first = await subject().write(database, { _id: 'a', n: 1 });
      const second = await subject().write(database, { _id: 'a', _rev: first, n: 2 });
      await eventually(async () => {
        const { body } = await subject().ask('GET', `${at(database, 'a')}?rev=${first}&latest=true`);
        expect(body).toMatchObject({ _rev: second, n: 2 });
      });
    });
  });

  describe('_local documents', () => {
    it('are kept beside the others: no list, no change and no replication shows them', async () => {
      const database = await subject().database();
      const path = `/${database}/_local/checkpoint`;
      const first = await subject().ask<Written>('PUT', path, { seq: 'one' });
      expect([201, 202]).toContain(first.status);
      await eventually(async () => {
        expect((await subject().ask('GET', path)).body).toMatchObject({
          _id: '_local/checkpoint',
          seq: 'one'
        });
      });
      const second = await subject().ask<Written>('PUT', path, { _rev: first.body.rev, seq: 'two' });
      await eventually(async () => {
        expect((await subject().ask('GET', path)).body).toMatchObject({ seq: 'two' });
      });
      expect((await subject().ask<Rows>('GET', `/${database}/_all_docs`)).body.rows).toEqual([]);
      expect((await subject().ask('GET', `/${database}/_changes`)).body).toMatchObject({ results: [] });
      await subject().ask('DELETE', `${path}?rev=${second.body.rev}`);
      await eventually(async () => expect((await subject().ask('GET', path)).status).toBe(404));
    });
  });
});
