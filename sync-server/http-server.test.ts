import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { MapReader } from '#lib/social-map/map-reader.ts';
import { clientAddressBehind } from './client-address.ts';
import { createListener, listen, type HttpServer } from './http-server.ts';

const map = {} as MapReader;
let server: HttpServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', () => resolve()));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function started(): Promise<{ http: HttpServer; origin: string; port: number }> {
  const port = await freePort();
  const outcome = await listen(port, '127.0.0.1');
  if (!outcome.ok) throw new Error(outcome.failure);
  server = outcome.value;
  return { http: outcome.value, origin: `http://127.0.0.1:${port}`, port };
}

describe('the listening server', () => {
  it('asks everybody to come back until it is ready', async () => {
    const { origin } = await started();
    const response = await fetch(`${origin}/healthz`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('gives its own addresses to the app and all others to the pages, with the map at hand', async () => {
    const { http, origin } = await started();
    http.serve(
      createListener(
        async (_, { target, address }) => new Response(`app ${target} ${address}`),
        (request, response) => void response.end(`page ${request.url} ${request.map === map}`),
        map,
        { secure: true, clientAddress: clientAddressBehind(['127.0.0.1']) }
      )
    );
    expect(await (await fetch(`${origin}/db/kaart?x=%2F`)).text()).toBe('app /db/kaart?x=%2F 127.0.0.1');
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect(await (await fetch(`${origin}/db/kaart`, { headers })).text()).toBe('app /db/kaart 203.0.113.9');
    const page = await fetch(`${origin}/kaart/83`);
    expect(await page.text()).toBe('page /kaart/83 true');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('strict-transport-security')).toContain('max-age');
  });

  it('says what to do when its port is taken', async () => {
    const { port } = await started();
    expect(await listen(port, '127.0.0.1')).toEqual({
      ok: false,
      failure: expect.stringMatching(`^PORT ${port} is in use`)
    });
  });

  it('says what to do when its host is not of this machine', async () => {
    expect(await listen(await freePort(), '203.0.113.1')).toEqual({
      ok: false,
      failure: expect.stringContaining('HOST "203.0.113.1"')
    });
  });

  it('lets an open request end, and cuts off what takes too long', async () => {
    const { http, origin } = await started();
    http.serve((request, response) => {
      if (request.url === '/quick') void pause(200).then(() => response.end('done'));
    });
    const quick = fetch(`${origin}/quick`).then((response) => response.text());
    const endless = fetch(`${origin}/endless`).then(
      () => 'answered',
      () => 'cut off'
    );
    await pause(50);
    const begun = performance.now();
    await http.stop();
    server = null;
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await quick).toBe('done');
    expect(await endless).toBe('cut off');
    await expect(fetch(origin)).rejects.toThrow();
  });
});
