import { describe, expect, it } from 'vitest';
import { addressOf, isDatabaseName, pathOf } from '#server/engines/address.ts';
import { forEveryEngine } from './engines.ts';

describe('an address', () => {
  it('is a database and the decoded parts after it', () => {
    expect(addressOf('http://x/db/kind:a%2Fb/c?d=/e')).toEqual({
      database: 'db',
      segments: ['kind:a/b', 'c']
    });
    expect(addressOf('http://x/db/')).toEqual({ database: 'db', segments: [] });
    expect(addressOf('http://x/')).toEqual({ database: null, segments: [] });
  });

  it('takes an escaped slash for a part of the name, never for a step down', () => {
    expect(addressOf('http://x/team-a%2F_all_docs')).toEqual({ database: 'team-a/_all_docs', segments: [] });
  });

  it('has one form for design and local documents', () => {
    for (const path of ['/db/_local/a%2Fb', '/db/_local%2Fa%2Fb'])
      expect(addressOf(`http://x${path}`)).toEqual({ database: 'db', segments: ['_local', 'a/b'] });
    expect(addressOf('http://x/db/_design%2Fx/_view')?.segments).toEqual(['_design', 'x', '_view']);
  });

  it.each(['//db', '/db//_all_docs', '/db///', '/db/%zz', '/db/%ff', '//'])(
    'has no meaning when it is %s',
    (path) => {
      expect(addressOf(`http://x${path}`)).toBeNull();
    }
  );

  it('has lost its dot segments before anybody decides on it', () => {
    expect(addressOf('http://x/open/../closed/doc')?.database).toBe('closed');
    expect(addressOf('http://x/open/%2e%2e/closed/doc')?.database).toBe('closed');
    expect(addressOf('http://x/open/..%2Fclosed')).toEqual({ database: 'open', segments: ['../closed'] });
  });

  it.each(['/', '/db', '/db/kind:a%2Fb', '/db/_design/x', '/a%2Fb/%25', '/db/..%2Fother'])(
    'means the same once it is written again: %s',
    (path) => {
      const address = addressOf(`http://x${path}`);
      expect(address).not.toBeNull();
      if (address) expect(addressOf(`http://x${pathOf(address)}`)).toEqual(address);
    }
  );

  it('names databases as CouchDB does', () => {
    for (const name of ['kaart', 'team-a', 'a/b', 'a$()+_1']) expect(isDatabaseName(name)).toBe(true);
    for (const name of ['', 'A', '1', '_users', 'a.b', 'a b', 'é', 'a\n', 'a'.repeat(239)])
      expect(isDatabaseName(name)).toBe(false);
  });
});

forEveryEngine((subject) => {
  it.each(['//', '//DB', '/DB//_all_docs', '/DB//_security', '/DB/%', '/DB/%c3'])(
    'answers 400 where an address could be read in two ways: %s',
    async (path) => {
      const database = await subject().database();
      for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
        const { status, body } = await subject().ask(
          method,
          path.replace('DB', database),
          method === 'GET' ? undefined : {}
        );
        expect(status).toBe(400);
        expect(body).toEqual({ error: 'bad_request', reason: expect.any(String) });
      }
    }
  );

  it('does not reach a second database through the first', async () => {
    const [open, closed] = [await subject().database(), await subject().database()];
    await subject().write(closed, { _id: 'secret' });
    for (const path of [
      `/${open}/..%2F${closed}/secret`,
      `/${open}/..%2F${closed}%2Fsecret`,
      `/${open}%2F..%2F${closed}/secret`
    ]) {
      const { status } = await subject().ask('GET', path);
      expect([400, 404]).toContain(status);
    }
  });
});
