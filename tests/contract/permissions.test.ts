import { describe, expect, it } from 'vitest';
import { SERVER, type Identity } from '#server/engines/engine.ts';
import { describeEmbedded, type Subject } from './engines.ts';

const member: Identity = { name: 'member', roles: ['team'] };
const named: Identity = { name: 'named', roles: [] };
const keeper: Identity = { name: 'keeper', roles: ['keepers'] };
const stranger: Identity = { name: 'stranger', roles: ['other'] };
const nobody: Identity = { name: '', roles: [] };

const security = {
  admins: { names: [], roles: ['keepers'] },
  members: { names: ['named'], roles: ['team'] }
};

async function opened(subject: Subject): Promise<string> {
  const database = await subject.database();
  await subject.ask('PUT', `/${database}/_security`, security);
  await subject.write(database, { _id: 'a', author: 'member' });
  return database;
}

// A CouchDB is always asked as administrator: who may do what is decided by the gate before it.
describeEmbedded(
  'who may read and write in the embedded engine',
  (document, previous, { name }) => {
    if (previous && previous['author'] !== name)
      return `Alleen ${String(previous['author'])} mag dit wijzigen.`;
    return document['_deleted'] === true || document['author'] === name
      ? null
      : 'Schrijf onder je eigen naam.';
  },
  (subject) => {
    const paths = (database: string): [string, string, unknown?][] => [
      ['GET', `/${database}`],
      ['POST', `/${database}`, { _id: 'x' }],
      ['GET', `/${database}/a`],
      ['HEAD', `/${database}/a`],
      ['PUT', `/${database}/x`, {}],
      ['DELETE', `/${database}/a?rev=1-aa`],
      ['GET', `/${database}/_all_docs`],
      ['POST', `/${database}/_all_docs`, { keys: ['a'] }],
      ['GET', `/${database}/_changes`],
      ['POST', `/${database}/_changes`, {}],
      ['GET', `/${database}/_changes?feed=longpoll&since=now&timeout=10`],
      ['POST', `/${database}/_bulk_get`, { docs: [{ id: 'a' }] }],
      ['POST', `/${database}/_bulk_docs`, { docs: [{ _id: 'x' }] }],
      ['POST', `/${database}/_revs_diff`, { a: ['1-aa'] }],
      ['POST', `/${database}/_missing_revs`, { a: ['1-aa'] }],
      ['GET', `/${database}/_security`],
      ['PUT', `/${database}/_security`, {}],
      ['GET', `/${database}/_local/x`],
      ['PUT', `/${database}/_local/x`, {}],
      ['GET', `/${database}/_design/x`],
      ['POST', `/${database}/_compact`, {}],
      ['POST', `/${database}/_ensure_full_commit`, {}],
      ['GET', `/${database}/_anything`]
    ];

    it('a stranger meets 403 at every address of a database, and somebody unknown 401', async () => {
      const database = await opened(subject());
      for (const [method, path, body] of paths(database)) {
        expect([path, (await subject().ask(method, path, body, stranger)).status]).toEqual([path, 403]);
        expect([path, (await subject().ask(method, path, body, nobody)).status]).toEqual([path, 401]);
      }
    });

    it('a database that was never opened to anyone is closed, and so is one whose members were emptied', async () => {
      const database = await subject().database();
      expect((await subject().ask('GET', `/${database}`, undefined, member)).status).toBe(403);
      await subject().ask('PUT', `/${database}/_security`, {});
      expect((await subject().ask('GET', `/${database}`, undefined, member)).status).toBe(403);
      expect((await subject().ask('GET', `/${database}`, undefined, nobody)).status).toBe(401);
    });

    it('members by name and by role read and write', async () => {
      const database = await opened(subject());
      for (const identity of [member, named, keeper, SERVER]) {
        expect((await subject().ask('GET', `/${database}/a`, undefined, identity)).status).toBe(200);
        const { status } = await subject().ask(
          'PUT',
          `/${database}/${identity.name}`,
          { author: identity.name },
          identity
        );
        expect(status).toBe(201);
      }
    });

    it('only administrators of a database change its security, and only the server makes and deletes databases', async () => {
      const database = await opened(subject());
      const put = async (identity: Identity): Promise<number> =>
        (await subject().ask('PUT', `/${database}/_security`, security, identity)).status;
      expect(await put(member)).toBe(401);
      expect(await put(keeper)).toBe(200);
      for (const identity of [nobody, stranger, member, keeper]) {
        expect((await subject().ask('PUT', '/brand-new', undefined, identity)).status).toBe(401);
        expect((await subject().ask('DELETE', `/${database}`, undefined, identity)).status).toBe(401);
        expect((await subject().ask('GET', '/_all_dbs', undefined, identity)).status).toBe(401);
      }
    });

    it('only the server stores design documents, by whatever way', async () => {
      const database = await opened(subject());
      const document = { _id: '_design/x', author: 'member', views: {} };
      for (const path of ['_design/x', '_design%2Fx'])
        expect((await subject().ask('PUT', `/${database}/${path}`, document, member)).status).toBe(403);
      for (const newEdits of [true, false]) {
        const { body } = await subject().ask(
          'POST',
          `/${database}/_bulk_docs`,
          { docs: [{ ...document, ...(newEdits ? {} : { _rev: '1-aa' }) }], new_edits: newEdits },
          member
        );
        expect(body).toMatchObject([{ id: '_design/x', error: 'forbidden' }]);
      }
      expect((await subject().ask('PUT', `/${database}/_design/x`, document)).status).toBe(201);
    });

    describe('the rules of a database', () => {
      it('hold for one document, for many, and for replicated ones, with the reason in the answer', async () => {
        const database = await opened(subject());
        const reason = 'Schrijf onder je eigen naam.';
        const document = { _id: 'x', author: 'another' };
        expect(await subject().ask('PUT', `/${database}/x`, document, member)).toMatchObject({
          status: 403,
          body: { error: 'forbidden', reason }
        });
        expect((await subject().ask('POST', `/${database}`, document, member)).status).toBe(403);
        const bulk = await subject().ask('POST', `/${database}/_bulk_docs`, { docs: [document] }, member);
        expect(bulk.body).toEqual([{ id: 'x', error: 'forbidden', reason }]);
        const docs = [
          { ...document, _rev: '1-aa' },
          { _id: 'y', _rev: '1-aa', author: 'member' }
        ];
        const pushed = await subject().ask(
          'POST',
          `/${database}/_bulk_docs`,
          { docs, new_edits: false },
          member
        );
        expect(pushed).toMatchObject({
          status: 201,
          body: [{ id: 'x', rev: '1-aa', error: 'forbidden', reason }]
        });
        expect((await subject().ask('GET', `/${database}/x`)).status).toBe(404);
        expect((await subject().ask('GET', `/${database}/y`)).status).toBe(200);
      });

      it('see the winning revision, also when a losing one is pushed or a document is deleted', async () => {
        const database = await opened(subject());
        const reason = 'Alleen member mag dit wijzigen.';
        const docs = [{ _id: 'a', _rev: '1-00', author: 'named' }];
        const pushed = await subject().ask(
          'POST',
          `/${database}/_bulk_docs`,
          { docs, new_edits: false },
          named
        );
        expect(pushed.body).toMatchObject([{ id: 'a', reason }]);
        const { body } = await subject().ask<{ _rev: string }>('GET', `/${database}/a`);
        const path = `/${database}/a?rev=${body._rev}`;
        expect((await subject().ask('DELETE', path, undefined, named)).body).toMatchObject({ reason });
        expect((await subject().ask('DELETE', path, undefined, member)).status).toBe(200);
      });

      it('are not passed by sending two revisions of one document at once', async () => {
        const database = await opened(subject());
        const docs = [
          { _id: 'x', _rev: '1-aa', author: 'member' },
          { _id: 'x', _revisions: { start: 2, ids: ['bb', 'aa'] }, author: 'another' }
        ];
        const { body } = await subject().ask(
          'POST',
          `/${database}/_bulk_docs`,
          { docs, new_edits: false },
          member
        );
        expect(body).toMatchObject([{ id: 'x', error: 'forbidden' }]);
        expect((await subject().ask('GET', `/${database}/x`)).body).toMatchObject({ _rev: '1-aa' });
      });

      it('are not passed by fields that hide in a prototype', async () => {
        const database = await opened(subject());
        const document = '{"_id":"x","author":"member","__proto__":{"_deleted":true,"author":"another"}}';
        expect((await subject().ask('PUT', `/${database}/x`, document, member)).status).toBe(400);
        const bulk = await subject().ask('POST', `/${database}/_bulk_docs`, `{"docs":[${document}]}`, member);
        expect(bulk.status).toBe(400);
      });

      it('are not asked again for what is stored: a lost answer does not become a refusal', async () => {
        const database = await opened(subject());
        const { body } = await subject().ask<{ _rev: string }>('GET', `/${database}/a`);
        const docs = [{ _id: 'a', _rev: body._rev, author: 'member' }];
        const again = await subject().ask(
          'POST',
          `/${database}/_bulk_docs`,
          { docs, new_edits: false },
          named
        );
        expect(again).toMatchObject({ status: 201, body: [] });
      });

      it('do not hold for the server itself', async () => {
        const database = await opened(subject());
        expect((await subject().ask('PUT', `/${database}/x`, { author: 'another' }, SERVER)).status).toBe(
          201
        );
      });
    });
  }
);
