import { describe, expect, it } from 'vitest';
import { eventually, describeEmbedded, forEveryEngine, type Rows } from './engines.ts';
import { newDevice, remote, type Device } from './pouch.ts';

const idsOf = async (device: Device): Promise<string[]> =>
  (await device.allDocs()).rows.map(({ id }) => id).sort();

forEveryEngine((subject) => {
  describe('a device with PouchDB', () => {
    it('pushes its documents with their revisions and histories', async () => {
      const database = await subject().database();
      const device = newDevice();
      const { rev } = await device.put({ _id: 'a', n: 1 });
      const second = await device.put({ _id: 'a', _rev: rev, n: 2 });
      await device.put({ _id: 'kind:ß/1', text: 'é€😀' });
      const result = await device.replicate.to(remote(subject(), database));
      expect(result).toMatchObject({ docs_written: 2, doc_write_failures: 0 });
      await eventually(async () => {
        const { body } = await subject().ask('GET', `/${database}/a?revs=true`);
        expect(body).toMatchObject({
          _rev: second.rev,
          n: 2,
          _revisions: { start: 2, ids: [second.rev.slice(2), rev.slice(2)] }
        });
      });
    });

    it('pulls what another pushed, deletions too', async () => {
      const database = await subject().database();
      const [first, second] = [newDevice(), newDevice()];
      await first.put({ _id: 'stays' });
      const { rev } = await first.put({ _id: 'goes' });
      await first.replicate.to(remote(subject(), database));
      await eventually(async () => {
        await second.replicate.from(remote(subject(), database));
        expect(await idsOf(second)).toEqual(['goes', 'stays']);
      });
      await first.remove('goes', rev);
      await first.replicate.to(remote(subject(), database));
      await eventually(async () => {
        await second.replicate.from(remote(subject(), database));
        expect(await idsOf(second)).toEqual(['stays']);
      });
    });

    it('moves a thousand documents there and back', async () => {
      const database = await subject().database();
      const [first, second] = [newDevice(), newDevice()];
      await first.bulkDocs(Array.from({ length: 1000 }, (_, number) => ({ _id: `d${number}`, number })));
      await first.replicate.to(remote(subject(), database));
      await eventually(async () => {
        await second.replicate.from(remote(subject(), database), { batch_size: 500 });
        expect(await idsOf(second)).toEqual(await idsOf(first));
      });
    });

    it('goes on where it stopped: its checkpoints lie in _local', async () => {
      const database = await subject().database();
      const device = newDevice();
      await device.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
      await device.replicate.to(remote(subject(), database));
      await device.put({ _id: 'c' });
      const log: string[] = [];
      const result = await device.replicate.to(remote(subject(), database, log));
      expect(result).toMatchObject({ docs_read: 1, docs_written: 1 });
      const again: string[] = [];
      await device.replicate.to(remote(subject(), database, again));
      expect(log.filter((line) => line.endsWith('/_bulk_docs'))).toHaveLength(1);
      expect(again.filter((line) => /_bulk_docs|_revs_diff/.test(line))).toEqual([]);
    });

    it('and another that changed the same document end with the same winner and the same loser', async () => {
      const database = await subject().database();
      const [first, second] = [newDevice(), newDevice()];
      const { rev } = await first.put({ _id: 'a', by: 'nobody' });
      await first.replicate.to(remote(subject(), database));
      await eventually(async () => {
        await second.replicate.from(remote(subject(), database));
        expect(await idsOf(second)).toEqual(['a']);
      });
      await first.put({ _id: 'a', _rev: rev, by: 'first' });
      await second.put({ _id: 'a', _rev: rev, by: 'second' });
      for (const device of [first, second]) await device.replicate.to(remote(subject(), database));
      await eventually(async () => {
        for (const device of [first, second]) await device.replicate.from(remote(subject(), database));
        const [one, two] = await Promise.all(
          [first, second].map((device) => device.get('a', { conflicts: true }))
        );
        expect(one?._conflicts).toHaveLength(1);
        expect(two).toEqual(one);
        expect((await subject().ask('GET', `/${database}/a?conflicts=true`)).body).toEqual(one);
      });
    });

    it('closes a losing revision for all others', async () => {
      const database = await subject().database();
      const [first, second] = [newDevice(), newDevice()];
      await first.put({ _id: 'a', by: 'first' });
      await second.put({ _id: 'a', by: 'second' });
      for (const device of [first, second]) await device.replicate.to(remote(subject(), database));
      await eventually(async () => {
        for (const device of [first, second]) await device.replicate.from(remote(subject(), database));
        expect((await first.get('a', { conflicts: true }))._conflicts).toHaveLength(1);
        expect((await second.get('a', { conflicts: true }))._conflicts).toHaveLength(1);
      });
      const { _conflicts: [loser = ''] = [] } = await first.get('a', { conflicts: true });
      await first.remove('a', loser);
      await first.replicate.to(remote(subject(), database));
      await eventually(async () => {
        await second.replicate.from(remote(subject(), database));
        const seen = await second.get('a', { conflicts: true });
        expect(seen._conflicts).toBeUndefined();
        expect(seen).toEqual(await first.get('a'));
      });
    });

    it('that listens hears of a write at once', async () => {
      const database = await subject().database();
      const device = newDevice();
      const listening = device.replicate.from(remote(subject(), database), { live: true, retry: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await subject().write(database, { _id: 'news' });
      await eventually(async () => expect(await idsOf(device)).toEqual(['news']));
      listening.cancel();
      await listening;
    });
  });
});

// CouchDB has such rules only once a design document brings them; before a real one the gate refuses.
describeEmbedded(
  'a device of which the embedded engine refuses documents',
  (document) => (document['refused'] === true ? 'Dit mag niet.' : null),
  (subject) => {
    const worker = { name: 'worker', roles: ['team'] };
    const opened = async (): Promise<string> => {
      const database = await subject().database();
      const members = { names: [], roles: ['team'] };
      await subject().ask('PUT', `/${database}/_security`, { admins: { names: [], roles: [] }, members });
      return database;
    };

    it('is told of each, and all others arrive', async () => {
      const database = await opened();
      const device = newDevice();
      await device.bulkDocs([{ _id: 'a' }, { _id: 'b', refused: true }, { _id: 'c' }]);
      const denied: object[] = [];
      const result = await device.replicate
        .to(remote(subject(), database, [], worker))
        .on('denied', (error) => denied.push(error));
      expect(result).toMatchObject({ docs_written: 2, doc_write_failures: 1 });
      expect(denied).toMatchObject([{ id: 'b', name: 'forbidden', reason: 'Dit mag niet.' }]);
      const { body } = await subject().ask<Rows>('GET', `/${database}/_all_docs`);
      expect(body.rows.map(({ id }) => id)).toEqual(['a', 'c']);
    });

    it('sends them after they were mended', async () => {
      const database = await opened();
      const device = newDevice();
      const { rev } = await device.put({ _id: 'b', refused: true });
      await device.replicate.to(remote(subject(), database, [], worker));
      await device.put({ _id: 'b', _rev: rev, refused: false });
      await device.replicate.to(remote(subject(), database, [], worker));
      expect((await subject().ask('GET', `/${database}/b`)).body).toMatchObject({ refused: false });
    });

    it('is stopped when it is no member', async () => {
      const database = await opened();
      const device = newDevice();
      await device.put({ _id: 'a' });
      const stranger = { name: 'stranger', roles: ['other'] };
      await expect(device.replicate.to(remote(subject(), database, [], stranger))).rejects.toMatchObject({
        name: 'forbidden'
      });
    });
  }
);
