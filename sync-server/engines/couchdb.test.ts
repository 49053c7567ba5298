import { describe, expect, it } from 'vitest';
import { createCouchEngine } from './couchdb.ts';
import { SERVER } from './engine.ts';

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

function engineWith(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const engine = createCouchEngine({
    url: 'http://admin:s%C3%A9cret@couch:5984/',
    fetch: async (input, options) => {
      sent.push({ url: String(input), headers: new Headers(options?.headers) });
      return answer();
    }
  });
  return { sent, ask: engine.as(SERVER), engine };
}

describe('the engine over a real CouchDB', () => {
  it('asks as the administrator of its URL, and keeps the credentials out of the address', async () => {
    const { sent, ask } = engineWith(() => Response.json({}));
    await ask(new Request('http://engine/db/kind:a%2Fb?rev=1-aa'));
    expect(sent[0]?.url).toBe('http://couch:5984/db/kind%3Aa%2Fb?rev=1-aa');
    const [, encoded = ''] = (sent[0]?.headers.get('authorization') ?? '').split(' ');
    expect(Buffer.from(encoded, 'base64').toString()).toBe('admin:sécret');
  });

  it('passes on nothing of the client but what the protocol needs', async () => {
    const { sent, ask } = engineWith(() =>
      Response.json({}, { headers: { 'set-cookie': 'AuthSession=x', etag: '"1"' } })
    );
    const headers = {
      cookie: 'a=b',
      'x-auth-couchdb-roles': '_admin',
      authorization: 'Basic x',
      'if-match': '1-aa'
    };
    const response = await ask(new Request('http://engine/db/a', { headers }));
    expect([...(sent[0]?.headers.keys() ?? [])].sort()).toEqual(['authorization', 'if-match']);
    expect(sent[0]?.headers.get('authorization')).not.toBe('Basic x');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('etag')).toBe('"1"');
  });

  it('says that CouchDB cannot be reached without saying where or as whom', async () => {
    const { ask } = engineWith(() => Promise.reject(new Error('connect http://admin:sécret@couch')));
    const response = await ask(new Request('http://engine/db'));
    expect(response.status).toBe(503);
    expect(await response.text()).not.toMatch(/couch:|admin|cret/);
  });

  it('does not send users to log in again when its own credentials are refused', async () => {
    const { ask } = engineWith(() => Response.json({ error: 'unauthorized' }, { status: 401 }));
    expect((await ask(new Request('http://engine/db'))).status).toBe(503);
  });

  it('names no credentials when its URL is wrong', () => {
    for (const url of ['admin:secret@couch', 'ftp://admin:secret@couch'])
      expect(() => createCouchEngine({ url, fetch })).toThrow(/^COUCHDB_URL (?!.*secret)/);
  });

  it('ends what is running when it closes', async () => {
    const engine = createCouchEngine({
      url: 'http://couch',
      fetch: (_input, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        })
    });
    const answer = engine.as(SERVER)(new Request('http://engine/db/_changes?feed=longpoll'));
    await engine.close();
    expect((await answer).status).toBe(503);
  });
});
