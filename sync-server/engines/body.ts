import { badRequest, Refusal, tooLarge } from './answers.ts';

/** Bytes of a request about one document. */
export const DOCUMENT_LIMIT = 8 * 1024 * 1024;
/** Bytes of a request about many documents; each of them is held to `DOCUMENT_LIMIT` as well. */
export const BULK_LIMIT = 32 * 1024 * 1024;

const DEEPEST = 100;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The bytes of a body, read no further than `limit`; refuses a larger one with 413. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const refusal = tooLarge(`The request is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length')) > limit) throw refusal;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > limit) throw refusal;
      chunks.push(chunk);
    }
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** A body that must be a JSON object and is safe to copy: not deeper than 100 levels, no `__proto__`. */
export async function readObject(request: Request, limit: number): Promise<JsonObject> {
  return parseObject(request, await readBytes(request, limit));
}

/** As `readObject`, for addresses where CouchDB insists on the media type. */
export async function readPosted(request: Request, limit: number): Promise<JsonObject> {
  return (await readSized(request, limit)).body;
}

/** As `readPosted`, with the number of bytes. */
export async function readSized(
  request: Request,
  limit: number
): Promise<{ body: JsonObject; size: number }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new Refusal(415, 'bad_content_type', 'Content-Type must be application/json');
  const bytes = await readBytes(request, limit);
  return { body: parseObject(request, bytes), size: bytes.byteLength };
}

function parseObject(request: Request, bytes: Uint8Array): JsonObject {
  if (request.headers.get('content-type')?.startsWith('multipart/'))
    throw new Refusal(415, 'bad_content_type', 'Attachments are not supported: send application/json.');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badRequest('invalid UTF-8 JSON');
  }
  if (!isObject(value)) throw badRequest('Request body must be a JSON object');
  assertPlain(value, 0);
  return value;
}

// PouchDB copies documents by recursion and by assignment: a deep one would overflow its stack outside any request,
// and an own `__proto__` would turn into inherited fields (`_deleted`) that no guard has seen.
function assertPlain(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw badRequest(`JSON is nested deeper than ${DEEPEST} levels`);
  if (Array.isArray(value)) {
    for (const item of value) assertPlain(item, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw badRequest('__proto__ is not allowed as a field name');
    assertPlain(item, depth + 1);
  }
}
