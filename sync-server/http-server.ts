import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { MapReader } from '#lib/social-map/map-reader.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { ClientAddress } from './client-address.ts';
import { isServerPath, type App } from './app.ts';
import { securityHeaders } from './request-safety.ts';

/** How long open requests may take once the server was told to stop, in milliseconds. */
const PATIENCE = 1500;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;
/** What SvelteKit's adapter gives: connect's kind of middleware. */
export type Pages = (
  request: IncomingMessage & { map?: MapReader },
  response: ServerResponse,
  next: () => void
) => void;

export interface HttpServer {
  /** From now on requests are answered by this; before, everybody is asked to come back. */
  serve(listener: Listener): void;
  /** No new requests; open ones may end, for a while. */
  stop(): Promise<void>;
}

/** Listens, or says in one line why it cannot. */
export async function listen(port: number, host: string): Promise<Result<HttpServer, string>> {
  let listener: Listener = (_, response) => {
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'application/json' });
    response.end('{"status":"starting"}');
  };
  const server = createServer((request, response) => listener(request, response));
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    return fail(whyNot(error, port, host));
  }
  return ok({
    serve(next) {
      listener = next;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      const deadline = Date.now() + PATIENCE;
      // A connection that is kept alive becomes idle only after its last answer.
      while (server.listening || (await connections(server)) > 0) {
        if (Date.now() > deadline) server.closeAllConnections();
        else server.closeIdleConnections();
        await pause(20);
      }
      await closed;
    }
  });
}

const connections = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  );

function whyNot(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return `PORT ${port} is in use by another program. Stop that one first, or set PORT to another number.`;
  if (code === 'EACCES') return `PORT ${port} may not be used by this user. Set PORT to a number above 1023.`;
  return `HOST "${host}" is not an address of this machine (${String(code)}).`;
}

export interface ListenerOptions {
  /** Whether browsers see the product over an encrypted connection. */
  readonly secure: boolean;
  readonly clientAddress: ClientAddress;
}

/** The server's own addresses to the app, everything else to the pages. */
export function createListener(
  app: App,
  pages: Pages,
  map: MapReader,
  { secure, clientAddress }: ListenerOptions
): Listener {
  const own = getRequestListener(
    (request, { incoming }) =>
      app(request, {
        address: clientAddress(
          incoming.socket.remoteAddress ?? '',
          request.headers.get('x-forwarded-for') ?? undefined
        ),
        target: incoming.url ?? ''
      }),
    {
      overrideGlobalObjects: false,
      // A request that cannot even be read, such as one for an impossible host. Others are the app's to answer.
      errorHandler: (error) =>
        error instanceof RequestError ? new Response(null, { status: 400 }) : undefined
    }
  );
  const headers = Object.entries(securityHeaders(secure));
  return (request, response) => {
    if (isServerPath(request.url ?? '')) {
      void own(request, response);
      return;
    }
    for (const [name, value] of headers) response.setHeader(name, value);
    pages(Object.assign(request, { map }), response, () => {
      response.statusCode = 404;
      response.end();
    });
  };
}
