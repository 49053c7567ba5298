import { createHmac } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVER } from '../engines/engine.ts';
import { openEngine } from '../open-engine.ts';
import { createTokens, KEY_FILE, readKey } from './token.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const WORKER = { name: 'vet-voorstad-1', roles: ['kaart', 'team-voorstad', 'role:field-worker'] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-unit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const decoded = (part = '') =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

describe('a token for CouchDB', () => {
  it('says who asks and what is open to them, for a minute, under the key that is shared', () => {
    const key = new Uint8Array(32).fill(7);
    const [head, claims, signature] = createTokens(key, () => NOW)(WORKER).split('.');
    expect(decoded(head)).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'binnenzak' });
    expect(decoded(claims)).toEqual({
      sub: WORKER.name,
      exp: NOW / 1000 + 60,
      '_couchdb.roles': WORKER.roles
    });
    expect(signature).toBe(createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url'));
  });
});

describe('the key that is shared with CouchDB', () => {
  it('is made once, 32 bytes of chance in a file that nobody else may read', async () => {
    const key = await readKey(join(folder, 'new'));
    expect(key).toHaveLength(32);
    expect(await readKey(join(folder, 'new'))).toEqual(key);
    // Windows has no such modes.
    if (process.platform !== 'win32')
      expect((await stat(join(folder, 'new', KEY_FILE))).mode & 0o777).toBe(0o600);
  });

  it('is another one in another folder, and what an operator put there is kept', async () => {
    expect(await readKey(join(folder, 'a'))).not.toEqual(await readKey(join(folder, 'b')));
    await writeFile(join(folder, KEY_FILE), `${Buffer.from('van elders').toString('base64')}\n`);
    await chmod(join(folder, KEY_FILE), 0o600);
    expect(Buffer.from(await readKey(folder)).toString()).toBe('van elders');
  });
});

/** As much of CouchDB as is asked at the start: it reads tokens as its own handler does. */
function couchdb(
  reads: 'tokens' | 'no tokens' | 'tokens for ever'
): Promise<{ url: string; seen: string[]; server: Server }> {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const { authorization = '' } = request.headers;
    seen.push(`${request.url} ${authorization.split(' ')[0]}`);
    response.writeHead(...(await answer(request, authorization)));
    response.end(body);
  });
  let body = '{}';
  async function answer({ url }: IncomingMessage, authorization: string): Promise<[number]> {
    body = '{}';
    if (authorization.startsWith('Basic ')) return [200];
    if (reads === 'no tokens') return [400];
    const [head, claims = '', signature] = authorization.slice('Bearer '.length).split('.');
    const key = Buffer.from(await readFile(join(folder, KEY_FILE), 'utf8'), 'base64');
    if (signature !== createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')) return [400];
    const { sub, exp, '_couchdb.roles': roles } = decoded(claims);
    if (reads === 'tokens' && Number(exp) <= Date.now() / 1000) return [401];
    if (url === '/_session') body = JSON.stringify({ ok: true, userCtx: { name: sub, roles } });
    return [200];
  }
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      resolve({ url: `http://admin:geheim@127.0.0.1:${port}`, seen, server });
    })
  );
}

describe('a real CouchDB', () => {
  it.each([
    ['tokens', 'Bearer', 0],
    ['no tokens', 'Basic', 1],
    // One that does not look at the end of a token would take a stolen one for ever.
    ['tokens for ever', 'Basic', 1]
  ] as const)('that reads %s is asked for a user with %s', async (reads, scheme, warnings) => {
    const { url, seen, server } = await couchdb(reads);
    const warned: string[] = [];
    const opened = await openEngine({ couchdbUrl: url, dataDir: folder }, (warning) => warned.push(warning));
    if (!opened.ok) throw new Error(opened.failure);
    expect(warned).toHaveLength(warnings);
    if (warnings > 0) expect(warned[0]).toMatch(/COUCHDB_URL.*jwt_keys/s);
    expect(warned.join()).not.toContain(await readFile(join(folder, KEY_FILE), 'utf8'));
    seen.length = 0;
    await opened.value.as(WORKER)(new Request('http://engine/team-voorstad'));
    await opened.value.as(SERVER)(new Request('http://engine/team-voorstad'));
    expect(seen).toEqual([`/team-voorstad ${scheme}`, '/team-voorstad Basic']);
    await opened.value.close();
    server.close();
  });
});
