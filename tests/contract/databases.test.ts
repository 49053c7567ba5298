import { describe, expect, it } from 'vitest';
import type { Engine } from '#server/engines/engine.ts';
import { ensureDatabase } from '#server/engines/provision.ts';
import type { Security } from '#server/engines/security.ts';
import { eventually, forEveryEngine } from './engines.ts';

const forTeam: Security = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['team:voorstad', 'courier'] }
};

forEveryEngine((subject) => {
  describe('a database', () => {
    it('exists once it is made, not twice, and no longer once it is deleted', async () => {
      const name = await subject().database();
      expect(await subject().ask('PUT', `/${name}`)).toMatchObject({
        status: 412,
        body: { error: 'file_exists' }
      });
      expect(await subject().ask('GET', `/${name}/`)).toMatchObject({ status: 200, body: { db_name: name } });
      expect((await subject().ask('HEAD', `/${name}`)).status).toBe(200);
      expect([200, 202]).toContain((await subject().ask('DELETE', `/${name}`)).status);
      await eventually(async () =>
        expect(await subject().ask('GET', `/${name}`)).toMatchObject({
          status: 404,
          body: { error: 'not_found' }
        })
      );
    });

    it('made anew is empty', async () => {
      const name = await subject().database();
      await subject().write(name, { _id: 'a' });
      await subject().ask('DELETE', `/${name}`);
      await eventually(async () => expect((await subject().ask('PUT', `/${name}`)).status).not.toBe(412));
      await eventually(async () => {
        expect(await subject().ask('GET', `/${name}/_changes`)).toMatchObject({
          status: 200,
          body: { results: [] }
        });
      });
    });

    it('may have a slash in its name', async () => {
      const name = `${subject().freeName()}/part`;
      const path = `/${encodeURIComponent(name)}`;
      expect([201, 202]).toContain((await subject().ask('PUT', path)).status);
      await eventually(async () =>
        expect((await subject().ask('GET', path)).body).toMatchObject({ db_name: name })
      );
      await subject().ask('DELETE', path);
    });

    it.each(['Upper', '1one', 'a%20b', 'a.b', '%C3%A9', '-a', 'a%00', '..%2F..%2Fetc'])(
      'has no name like %s',
      async (name) => {
        expect(await subject().ask('PUT', `/${name}`)).toMatchObject({
          status: 400,
          body: { error: 'illegal_database_name' }
        });
        expect([400, 404]).toContain((await subject().ask('GET', `/${name}`)).status);
      }
    );

    it('is listed, counted and can be compacted', async () => {
      const name = await subject().database();
      await subject().write(name, { _id: 'a' });
      await eventually(async () => {
        expect((await subject().ask('GET', '/_all_dbs')).body).toContain(name);
        expect((await subject().ask('GET', `/${name}`)).body).toMatchObject({ doc_count: 1 });
      });
      expect((await subject().ask('POST', `/${name}/_ensure_full_commit`, {})).status).toBe(201);
      expect((await subject().ask('POST', `/${name}/_compact`, {})).status).toBe(202);
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}/a`)).body).toMatchObject({ _id: 'a' })
      );
    });

    it('can be opened by many requests at once', async () => {
      const name = await subject().database();
      const ids = Array.from({ length: 20 }, (_, number) => `d${number}`);
      await Promise.all(ids.map((_id) => subject().write(name, { _id })));
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}`)).body).toMatchObject({ doc_count: 20 })
      );
    });
  });

  describe('ensureDatabase', () => {
    it('makes a database with its security, and leaves it alone afterwards', async () => {
      const name = subject().freeName();
      expect(await ensureDatabase(subject().engine, name, forTeam)).toBe('created');
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}/_security`)).body).toMatchObject(forTeam)
      );
      expect(await ensureDatabase(subject().engine, name, forTeam)).toBe('unchanged');
    });

    it('repairs a security that drifted', async () => {
      const name = subject().freeName();
      await ensureDatabase(subject().engine, name, forTeam);
      const open = { admins: { names: [], roles: ['_admin'] }, members: { names: ['someone'], roles: [] } };
      await subject().ask('PUT', `/${name}/_security`, open);
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}/_security`)).body).toMatchObject(open)
      );
      expect(await ensureDatabase(subject().engine, name, forTeam)).toBe('repaired');
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}/_security`)).body).toMatchObject(forTeam)
      );
    });

    it('may run several times at once, as when two servers start', async () => {
      const name = subject().freeName();
      await Promise.all([1, 2, 3].map(() => ensureDatabase(subject().engine, name, forTeam)));
      await eventually(async () =>
        expect((await subject().ask('GET', `/${name}/_security`)).body).toMatchObject(forTeam)
      );
    });
  });

  it('introduces itself as a CouchDB with a name that stays the same', async () => {
    const first = await subject().ask<{ uuid: string }>('GET', '/');
    expect(first).toMatchObject({ status: 200, body: { couchdb: 'Welcome', uuid: expect.any(String) } });
    expect((await subject().ask<{ uuid: string }>('GET', '/')).body.uuid).toBe(first.body.uuid);
    expect((await subject().ask('GET', '/_up')).status).toBe(200);
    expect((await subject().ask('GET', '/_session')).body).toMatchObject({ ok: true });
  });
});

describe('ensureDatabase on a cluster that is slow to agree', () => {
  const answering = (statuses: (readonly [number, unknown])[]): Engine => ({
    kind: 'couchdb',
    as: () => () => {
      const [status, body] = statuses.shift() ?? [500, {}];
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    },
    close: () => Promise.resolve()
  });
  const atOnce = (): Promise<void> => Promise.resolve();

  it('takes 202 for made, and tries again where a node does not know the database yet', async () => {
    const engine = answering([
      [202, { ok: true }],
      [404, { error: 'not_found' }],
      [200, {}],
      [500, { error: 'timeout' }],
      [200, { ok: true }]
    ]);
    expect(await ensureDatabase(engine, 'x', forTeam, atOnce)).toBe('created');
  });

  it('gives up with the reason when it is refused', async () => {
    const engine = answering([[403, { error: 'forbidden', reason: 'no' }]]);
    await expect(ensureDatabase(engine, 'x', forTeam, atOnce)).rejects.toThrow('403');
  });
});
