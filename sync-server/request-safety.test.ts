import { expect, test, vi } from 'vitest';
import { securityHeaders } from './request-safety.ts';
import { testServer } from './testing.ts';

/** The configuration of the build is plain JavaScript, without types. */
const CONFIG: string = '../svelte.config.js';
interface Config {
  readonly kit: { readonly csp: { readonly directives: Readonly<Record<string, readonly string[]>> } };
}

test('a page runs and shows nothing that did not come with it, and stands in no other site’s frame', async () => {
  const { default: config } = (await import(CONFIG)) as { default: Config };
  const { directives } = config.kit.csp;
  const allowed = Object.values(directives).flat();
  expect(allowed).not.toContain('unsafe-inline');
  expect(allowed).not.toContain('unsafe-eval');
  expect(directives).toMatchObject({
    'default-src': ['self'],
    'connect-src': ['self'],
    'object-src': ['none'],
    'base-uri': ['none'],
    'frame-ancestors': ['none']
  });
});

test('a browser gives no camera, microphone or place, and tells no other site where somebody came from', () => {
  const headers = securityHeaders(false);
  for (const feature of ['camera', 'microphone', 'geolocation'])
    expect(headers['permissions-policy']).toContain(`${feature}=()`);
  expect(headers).toMatchObject({
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff'
  });
});

test('only a site with an encrypted address binds browsers to that', () => {
  expect(securityHeaders(true)['strict-transport-security']).toMatch(/^max-age=31536000/);
  expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
});

test('an answer that is no page runs and loads nothing when a browser is led to show it', async () => {
  const server = await testServer();
  for (const target of ['/healthz', '/auth/session', '/kaart/snapshot', '/db/team-wmo', '/auth/nothing']) {
    const { headers } = await server.ask('GET', target);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  }
  await server.discard();
});

test('everything that may be sent has a bound, and what is larger is not read to its end', async () => {
  const server = await testServer();
  await server.addDemoAccounts();
  const cookie = await server.signIn('vet-voorstad-1');
  for (const [method, target] of [
    ['POST', '/auth/login'],
    ['POST', '/nieuws'],
    ['POST', '/gemist'],
    ['POST', '/ben-er'],
    ['POST', '/db/team-voorstad/_bulk_docs'],
    ['POST', '/db/team-voorstad/_bulk_get'],
    ['POST', '/db/team-voorstad/_revs_diff'],
    ['POST', '/db/team-voorstad/_all_docs'],
    ['PUT', '/db/team-voorstad/conversation:1'],
    ['PUT', '/db/team-voorstad/_local/abcdefghijklmnopqrstuv']
  ] as const) {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1 << 20;
        controller.enqueue(new Uint8Array(1 << 20).fill(0x20));
      }
    });
    // The types of a page do not know how a stream is sent.
    const init: RequestInit & { duplex: 'half' } = {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      body: endless,
      duplex: 'half'
    };
    const request = new Request(`http://localhost:3000${target}`, init);
    const response = await server.app(request, { address: '192.0.2.1', target });
    expect([target, response.status]).toEqual([target, 413]);
    expect(sent).toBeLessThan(20 << 20);
  }
  await server.discard();
});

test('a failure tells nothing of the inside of the server to who meets it', async () => {
  const server = await testServer();
  await server.addDemoAccounts();
  const cookie = await server.signIn('vet-voorstad-1');
  vi.spyOn(server.engine, 'as').mockReturnValue(async () => {
    throw new Error('/var/lib/binnenzak: geheim van CouchDB');
  });
  const response = await server.ask('GET', '/db/team-voorstad', { cookie });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    error: 'internal',
    reason: 'Er ging iets mis op de server. Probeer het straks opnieuw.'
  });
  expect(server.failures).toHaveLength(1);
  await server.discard();
});
