import { describe, expect, it } from 'vitest';
import { SERVER } from '#server/engines/engine.ts';
import { eventually, forEveryEngine, type Changes } from './engines.ts';

forEveryEngine((subject) => {
  const changes = async (database: string, query = ''): Promise<Changes> =>
    (await subject().ask<Changes>('GET', `/${database}/_changes?${query}`)).body;
  const since = (position: string | number): string => `since=${encodeURIComponent(position)}`;
  const ids = ({ results }: Changes): string[] => results.map(({ id }) => id).sort();
  const filled = async (count: number): Promise<string> => {
    const database = await subject().database();
    const docs = Array.from({ length: count }, (_, number) => ({ _id: `d${number}`, number }));
    await subject().ask('POST', `/${database}/_bulk_docs`, { docs });
    await eventually(async () => expect((await changes(database)).results).toHaveLength(count));
    return database;
  };

  describe('_changes', () => {
    it('tells each changed document once, at its latest revision', async () => {
      const database = await subject().database();
      const first = await subject().write(database, { _id: 'a' });
      await subject().write(database, { _id: 'b' });
      const second = await subject().write(database, { _id: 'a', _rev: first, n: 2 });
      await eventually(async () => {
        const page = await changes(database);
        expect(ids(page)).toEqual(['a', 'b']);
        expect(page.results.find(({ id }) => id === 'a')?.changes).toEqual([{ rev: second }]);
        expect(page.pending).toBe(0);
      });
    });

    it('goes on from last_seq, whatever that looks like', async () => {
      const database = await filled(3);
      const { last_seq } = await changes(database);
      expect((await changes(database, since(last_seq))).results).toEqual([]);
      await subject().write(database, { _id: 'later' });
      await eventually(async () => expect(ids(await changes(database, since(last_seq)))).toEqual(['later']));
    });

    it('goes on from the position of any change', async () => {
      const database = await filled(5);
      const { results } = await changes(database);
      const rest = await changes(database, since(results[2]?.seq ?? ''));
      expect(ids(rest)).toEqual(
        results
          .slice(3)
          .map(({ id }) => id)
          .sort()
      );
    });

    it('gives pages by limit, and pending is 0 only at the end', async () => {
      const database = await filled(7);
      const seen: string[] = [];
      let position: string | number = 0;
      for (let page = 0; page < 3; page++) {
        const part: Changes = await changes(database, `limit=3&${since(position)}`);
        seen.push(...part.results.map(({ id }) => id));
        position = part.last_seq;
        expect(part.pending > 0).toBe(page < 2);
      }
      expect(seen.sort()).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6']);
    });

    it('gives documents and deletions', async () => {
      const database = await filled(1);
      const { body } = await subject().ask<{ _rev: string }>('GET', `/${database}/d0`);
      expect((await changes(database, 'include_docs=true')).results[0]?.doc).toMatchObject({ number: 0 });
      await subject().ask('DELETE', `/${database}/d0?rev=${body._rev}`);
      await eventually(async () =>
        expect((await changes(database)).results).toMatchObject([{ id: 'd0', deleted: true }])
      );
    });

    it('names all leaves with style=all_docs, the winner first', async () => {
      const database = await subject().database();
      await subject().replicate(database, { _id: 'a', _rev: '1-aa' }, { _id: 'a', _rev: '1-bb' });
      await eventually(async () => {
        expect((await changes(database, 'style=all_docs')).results[0]?.changes).toEqual([
          { rev: '1-bb' },
          { rev: '1-aa' }
        ]);
        expect((await changes(database)).results[0]?.changes).toEqual([{ rev: '1-bb' }]);
      });
    });

    it('starts at the present with since=now', async () => {
      const database = await filled(2);
      expect((await changes(database, 'since=now')).results).toEqual([]);
    });

    it('tells of some documents only with _doc_ids', async () => {
      const database = await filled(4);
      const { body } = await subject().ask<Changes>('POST', `/${database}/_changes?filter=_doc_ids`, {
        doc_ids: ['d1', 'd3', 'nowhere']
      });
      expect(ids(body)).toEqual(['d1', 'd3']);
    });

    it('does not invent a filter that it has not', async () => {
      const database = await filled(1);
      const { status } = await subject().ask('GET', `/${database}/_changes?filter=nowhere/mine`);
      expect([400, 404]).toContain(status);
    });
  });

  describe('a long poll', () => {
    it('answers at once when there is something already', async () => {
      const database = await filled(2);
      expect(ids(await changes(database, 'feed=longpoll&since=0&timeout=20000'))).toEqual(['d0', 'd1']);
    });

    it('wakes when something is written', async () => {
      const database = await filled(1);
      const { last_seq } = await changes(database);
      const news = changes(database, `feed=longpoll&${since(last_seq)}&timeout=20000&include_docs=true`);
      await subject().write(database, { _id: 'later', n: 1 });
      const page = await news;
      expect(ids(page)).toEqual(['later']);
      expect((await changes(database, since(page.last_seq))).results).toEqual([]);
    });

    it('ends empty after its timeout, at a position from which to go on', async () => {
      const database = await filled(1);
      const { last_seq } = await changes(database);
      const page = await changes(database, `feed=longpoll&${since(last_seq)}&timeout=300`);
      expect(page.results).toEqual([]);
      await subject().write(database, { _id: 'later' });
      await eventually(async () =>
        expect(ids(await changes(database, since(page.last_seq)))).toEqual(['later'])
      );
    });

    it('keeps the line open with heartbeats that leave the answer readable', async () => {
      const database = await filled(1);
      const { last_seq } = await changes(database);
      const news = subject().ask<Changes>(
        'GET',
        `/${database}/_changes?feed=longpoll&heartbeat=100&${since(last_seq)}`
      );
      await new Promise((resolve) => setTimeout(resolve, 450));
      await subject().write(database, { _id: 'later' });
      expect(ids((await news).body)).toEqual(['later']);
    });

    it('can be left before it answers', async () => {
      const database = await filled(1);
      const leave = new AbortController();
      const answer = subject().engine.as(SERVER)(
        new Request(`http://engine/${database}/_changes?feed=longpoll&since=now&heartbeat=1000`, {
          signal: leave.signal
        })
      );
      const ended = answer
        .then((response) => response.text())
        .then(
          () => 'ended',
          () => 'ended'
        );
      setTimeout(() => leave.abort(), 200);
      expect(await ended).toBe('ended');
    });
  });
});
