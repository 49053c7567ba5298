import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The namespace of all ids that an import makes. Never change it: the same source must keep the same ids. */
const NAMESPACE = '5f0c8a52-91d4-4b0e-a3c7-2e6b7f1d9840';

/** UUID version 5 (RFC 9562) of `name` in `namespace`. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name);
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A source's id as the map uses it: a UUID in small letters, or else the UUID that belongs to kind and id. */
export const mapName = (kind: string, sourceId: string): string =>
  UUID.test(sourceId) ? sourceId.toLowerCase() : uuidV5(NAMESPACE, `${kind}:${sourceId}`);
