import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8'
};

export interface Floor {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * The trivial Svelte page that start and first visit are held against: built by the same Vite, served compressed from
 * memory, and kept by a service worker that is installed after the page is usable, as the product's is.
 */
export async function serveFloor(): Promise<Floor> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-floor-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'floor'),
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: { outDir: folder, emptyOutDir: true }
  });
  const paths = filesUnder(folder).map((path) => `/${relative(folder, path)}`);
  writeFileSync(join(folder, 'sw.js'), serviceWorker(paths));
  const answers = new Map(
    [...paths, '/sw.js'].map((path) => [path, gzipSync(readFileSync(join(folder, path)))])
  );
  rmSync(folder, { recursive: true });

  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const body = answers.get(path);
    if (!body) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    origin: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  };
}

function serviceWorker(paths: string[]): string {
  return `
    const files = ${JSON.stringify(paths)};
    addEventListener('install', (event) => event.waitUntil(caches.open('floor').then((cache) => cache.addAll(files))));
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => {
      const wanted = event.request.mode === 'navigate' ? '/index.html' : event.request;
      event.respondWith(caches.match(wanted).then((kept) => kept ?? fetch(event.request)));
    });`;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}
