import { fail, ok, type Result } from '#lib/core/result.ts';
import type { ReadFailure } from '../report.ts';
import { calendarFile, CALENDAR_LIMIT, tooLarge, type SourceFile } from './files.ts';

/** How long the whole answer may take, in milliseconds. */
const PATIENCE = 30_000;
const MOST_REDIRECTS = 5;

export const isFeedAddress = (path: string): boolean => /^(https?|webcal):\/\//i.test(path);

/**
 * Fetches a calendar, whatever its server calls it: many say `text/plain` or worse. Nothing over the limit is read.
 * @param patience milliseconds
 */
export async function readFeed(
  address: string,
  patience = PATIENCE
): Promise<Result<SourceFile, ReadFailure>> {
  const signal = AbortSignal.timeout(patience);
  try {
    let next = address.replace(/^webcal:/i, 'https:');
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (!URL.canParse(next)) return fail(unreachable(address, 'het adres is niet goed geschreven'));
      const response = await fetch(next, {
        redirect: 'manual',
        signal,
        headers: { accept: 'text/calendar, */*' }
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        const to = new URL(location, next);
        // What came by a private line does not go on by an open one.
        if (to.protocol !== 'https:' && to.protocol !== new URL(next).protocol)
          return fail(unreachable(address, `het verwijst door naar ${to.protocol}`));
        next = to.href;
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        return fail(unreachable(address, `de server antwoordt ${response.status}`));
      }
      return await readBody(response, address);
    }
    return fail(unreachable(address, `het verwijst meer dan ${MOST_REDIRECTS} keer door`));
  } catch (error) {
    if (signal.aborted) return fail(unreachable(address, `het duurt langer dan ${patience / 1000} seconden`));
    if (error instanceof TypeError) return fail(unreachable(address, reasonOf(error)));
    throw error;
  }
}

async function readBody(response: Response, address: string): Promise<Result<SourceFile, ReadFailure>> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > CALENDAR_LIMIT) {
    await response.body?.cancel();
    return fail(tooLarge(`'${address}' is`, announced, CALENDAR_LIMIT));
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (size > CALENDAR_LIMIT)
      return fail(tooLarge(`'${address}' is meer dan`, CALENDAR_LIMIT, CALENDAR_LIMIT));
    chunks.push(chunk);
  }
  return ok(calendarFile(address, Buffer.concat(chunks)));
}

function reasonOf({ cause, message }: TypeError): string {
  const why = cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : message;
  return `de server is niet te bereiken (${why})`;
}

const unreachable = (address: string, why: string): ReadFailure => ({
  code: 'not-found',
  message: `'${address}' is niet op te halen: ${why}. De kaart is niet veranderd.`
});
