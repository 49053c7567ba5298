import { isObject } from './body.ts';
import type { Identity } from './engine.ts';
import { Refusal, badRequest, forbidden } from './answers.ts';

export interface Names {
  readonly names: readonly string[];
  readonly roles: readonly string[];
}

/** Who may open a database (`members`) and who may change its settings (`admins`). */
export interface Security {
  readonly admins: Names;
  readonly members: Names;
}

/** What a new database has: only the server itself. */
export const CLOSED: Security = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] }
};

/** A `_security` object as clients and CouchDB write it: every part may be absent. */
export function readSecurity(value: unknown): Security {
  if (!isObject(value)) throw badRequest('Security object must be a JSON object');
  return { admins: readNames(value['admins'], 'admins'), members: readNames(value['members'], 'members') };
}

function readNames(value: unknown, part: string): Names {
  const { names = [], roles = [] } = isObject(value) ? value : {};
  if ((value !== undefined && !isObject(value)) || !areStrings(names) || !areStrings(roles))
    throw badRequest(`${part} must be { "names": [text], "roles": [text] }`);
  return { names, roles };
}

const areStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const includes = ({ names, roles }: Names, identity: Identity): boolean =>
  (identity.name !== '' && names.includes(identity.name)) ||
  identity.roles.some((role) => roles.includes(role));

export const isServerAdmin = (identity: Identity): boolean => identity.roles.includes('_admin');

const isDatabaseAdmin = (security: Security, identity: Identity): boolean =>
  isServerAdmin(identity) || includes(security.admins, identity);

/**
 * Whether an identity may read and write. Without any member only admins may: an emptied list closes a database,
 * where CouchDB would open it to everyone.
 */
const isMember = (security: Security, identity: Identity): boolean =>
  isDatabaseAdmin(security, identity) || includes(security.members, identity);

export function requireServerAdmin(identity: Identity): void {
  if (!isServerAdmin(identity)) throw new Refusal(401, 'unauthorized', 'You are not a server admin.');
}

export function requireDatabaseAdmin(security: Security, identity: Identity): void {
  if (!isDatabaseAdmin(security, identity))
    throw new Refusal(401, 'unauthorized', 'You are not a db or server admin.');
}

export function requireMember(security: Security, identity: Identity): void {
  if (isMember(security, identity)) return;
  if (identity.name === '')
    throw new Refusal(401, 'unauthorized', 'You are not authorized to access this db.');
  throw forbidden('You are not allowed to access this db.');
}
