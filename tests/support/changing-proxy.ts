import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

export interface ChangingProxy {
  readonly origin: string;
  /** From now on the service worker differs, as after a new version was put on the server. */
  release(): void;
  close(): Promise<void>;
}

/** Stands before a server and passes everything on; once told, with a service worker that is newer. */
export async function changingProxy(target: string): Promise<ChangingProxy> {
  let released = false;
  const server = createServer((incoming, outgoing) => {
    const passed = ask(target + (incoming.url ?? '/'), {
      method: incoming.method,
      headers: incoming.headers
    });
    passed.on('response', (answer) => {
      const newer = released && incoming.url === '/service-worker.js';
      const { 'content-length': _length, etag: _etag, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, newer ? headers : answer.headers);
      if (newer) outgoing.write('/* a newer version */\n');
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    // The newer worker is asked for whole and as it is written, so that a line can be put before it.
    if (released) {
      passed.removeHeader('if-none-match');
      passed.removeHeader('accept-encoding');
    }
    incoming.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    origin: `http://localhost:${address.port}`,
    release: () => void (released = true),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  };
}
