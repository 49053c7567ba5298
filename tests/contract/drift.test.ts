import { expect, it } from 'vitest';
import { ensureRules } from '#server/behind-the-gate/design-document.ts';
import { provisionGroup } from '#server/provision.ts';
import { eventually, forEveryEngine } from './engines.ts';

const RULES = '_design/binnenzak';
const OPEN_TO_ALL = { admins: { names: [], roles: [] }, members: { names: [], roles: [] } };

forEveryEngine((subject) => {
  const security = (name: string) => subject().ask<{ members: object }>('GET', `/${name}/_security`);

  it('a start closes a database again that somebody opened to all', async () => {
    const name = subject().freeName();
    await provisionGroup(subject().engine, name);
    await subject().ask('PUT', `/${name}/_security`, OPEN_TO_ALL);
    await provisionGroup(subject().engine, name);
    await eventually(async () => {
      expect((await security(name)).body.members).toEqual({ names: [], roles: [name] });
    });
  });

  it('a start makes a database anew that somebody removed, as closed as it was', async () => {
    const name = subject().freeName();
    await provisionGroup(subject().engine, name);
    await subject().ask('DELETE', `/${name}`);
    await provisionGroup(subject().engine, name);
    await eventually(async () => {
      expect((await security(name)).body.members).toEqual({ names: [], roles: [name] });
    });
  });

  it('a start puts back rules that somebody changed or took away, and leaves those that are right', async () => {
    const name = await subject().database();
    type Rules = { _rev: string; validate_doc_update: string };
    const rules = () => subject().ask<Rules>('GET', `/${name}/${RULES}`);
    await ensureRules(subject().engine, name);
    const { body: right } = await rules();
    await ensureRules(subject().engine, name);
    await eventually(async () => expect((await rules()).body._rev).toBe(right._rev));
    const harmless = { ...right, validate_doc_update: 'function () {}' };
    await subject().ask('PUT', `/${name}/${RULES}`, harmless);
    await ensureRules(subject().engine, name);
    await eventually(async () =>
      expect((await rules()).body.validate_doc_update).toBe(right.validate_doc_update)
    );
    const { body: again } = await rules();
    await subject().ask('DELETE', `/${name}/${RULES}?rev=${again._rev}`);
    await ensureRules(subject().engine, name);
    await eventually(async () =>
      expect((await rules()).body.validate_doc_update).toBe(right.validate_doc_update)
    );
  });
});
