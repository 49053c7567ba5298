import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readDirectory } from '../read-directory.ts';
import { readFeed } from './feed.ts';

const CALENDAR =
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Koffie\r\nDTSTART:20261103T090000\r\nDTEND:20261103T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The address of a server that answers so. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
async function failure(address: string, patience?: number) {
  const outcome = await readFeed(address, patience);
  if (outcome.ok) throw new Error('It was read.');
  expect(outcome.failure.message).toContain('De kaart is niet veranderd.');
  return outcome.failure;
}

test.each(['text/calendar', 'text/plain', 'application/octet-stream', 'text/html'])(
  'a calendar that its server calls %s is read',
  async (type) => {
    const address = await serve((_, response) => response.setHeader('content-type', type).end(CALENDAR));
    expect(await readDirectory(`${address}/agenda.ics`, 'voorstad')).toMatchObject({
      ok: true,
      value: { entries: [{ kind: 'activity', name: 'Koffie', zone: 'voorstad' }], report: { format: 'ics' } }
    });
  }
);

test('a page that is no calendar is not recognised', async () => {
  const address = await serve((_, response) => response.end('<html>Log in</html>'));
  expect(await readDirectory(address)).toMatchObject({ ok: false, failure: { code: 'not-recognised' } });
});

test('a feed of 50 MB is refused when it says its size, and read no further than the limit when it does not', async () => {
  let sent = 0;
  const address = await serve((request, response) => {
    if (request.url === '/zegt') response.setHeader('content-length', 50 * 1024 * 1024);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const more = () => {
      while (sent < 50 * 1024 * 1024 && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  expect(await failure(`${address}/zegt`)).toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('50 MB groot')
  });
  sent = 0;
  expect((await failure(`${address}/zwijgt`)).code).toBe('too-large');
  expect(sent).toBeLessThan(30 * 1024 * 1024);
});

test('a feed that never ends its answer is given up', async () => {
  const address = await serve((_, response) => void response.write('BEGIN:VCALENDAR\r\n'));
  expect((await failure(address, 300)).message).toContain('duurt langer dan 0.3 seconden');
});

test('it is followed to where it moved, but not for ever', async () => {
  const address = await serve((request, response) =>
    request.url === '/nieuw'
      ? response.end(CALENDAR)
      : response.writeHead(301, { location: request.url === '/oud' ? '/nieuw' : '/rond' }).end()
  );
  expect(await readFeed(`${address}/oud`)).toMatchObject({ ok: true });
  expect((await failure(`${address}/rond`)).message).toContain('verwijst meer dan 5 keer door');
});

test('a server that is not there, an error and a redirect to something else each say so', async () => {
  const address = await serve((request, response) =>
    request.url === '/weg'
      ? response.writeHead(404).end()
      : response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  );
  expect((await failure(`${address}/weg`)).message).toContain('de server antwoordt 404');
  expect((await failure(`${address}/elders`)).message).toContain('verwijst door naar file:');
  server?.closeAllConnections();
  await new Promise((closed) => server?.close(closed));
  expect((await failure(address)).message).toContain('de server is niet te bereiken');
  expect((await failure('webcal://')).message).toContain('niet goed geschreven');
});
