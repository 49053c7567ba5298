import { documentId, kindOf, nameOf } from '../core/document-id.ts';

/*
 * A list of entries as an address: `/lijstje?e=…`. It holds ids and nothing else, each as short as it can be, because
 * the address also stands in a QR code. A UUID is written as its sixteen bytes, any other name as it is after a `~`.
 */

/** The most entries of one list; their address still fits a QR code that a telephone can read. */
export const MOST_SAVED = 30;

const KINDS = { s: 'service', a: 'activity' } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHORT = /^[\w-]{22}$/;
const PLAIN_NAME = /^[\w-]{1,100}$/;
const LONGEST = 8000;

/** What an address says: ids, and whether a part of it could not be read. */
export interface AddressedList {
  readonly ids: readonly string[];
  readonly damaged: boolean;
}

/** The address of a list. */
export const listAddress = (ids: readonly string[]): string => `/lijstje?e=${ids.map(part).join('.')}`;

/** The list that an address holds; null for an address that holds none. */
export function listAt(parameters: URLSearchParams): AddressedList | null {
  const text = parameters.get('e');
  if (text === null) return null;
  const parts = text.slice(0, LONGEST).split('.').map(idOf);
  const ids = new Set(parts.filter((id) => id !== null));
  const damaged = parts.includes(null) || ids.size > MOST_SAVED || text.length > LONGEST;
  return { ids: [...ids].slice(0, MOST_SAVED), damaged };
}

function part(id: string): string {
  const name = nameOf(id);
  const letter = kindOf(id) === 'activity' ? 'a' : 's';
  return letter + (UUID.test(name) ? shorten(name) : `~${name}`);
}

function idOf(text: string): string | null {
  const kind = KINDS[text.charAt(0) as keyof typeof KINDS] as string | undefined;
  if (kind === undefined) return null;
  const rest = text.slice(1);
  if (SHORT.test(rest)) return documentId(kind, lengthen(rest));
  return rest.startsWith('~') && PLAIN_NAME.test(rest.slice(1)) ? documentId(kind, rest.slice(1)) : null;
}

/** A UUID's sixteen bytes in base 64 as addresses have it. */
function shorten(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? [];
  const text = btoa(String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16))));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function lengthen(short: string): string {
  const bytes = atob(short.replaceAll('-', '+').replaceAll('_', '/'));
  const digits = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
