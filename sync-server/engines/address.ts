/** What an engine's URL points at: a database and the decoded segments after it, or the engine itself (`null`). */
export interface Address {
  readonly database: string | null;
  readonly segments: readonly string[];
}

/** CouchDB's rule for the names of databases, with its length limit. */
export const isDatabaseName = (name: string): boolean =>
  /^[a-z][a-z0-9_$()+/-]*$/.test(name) && encodeURIComponent(name).length <= 238;

/**
 * Reads the one meaning of a URL's path, so that a gate and an engine can never disagree about it.
 * `null` where there is room for doubt: an empty segment (`//`), a broken escape, a dot segment that a proxy may
 * resolve. One slash at the end is allowed, since PouchDB calls a database `/name/`.
 */
export const addressOf = (url: string): Address | null => {
  const parts = new URL(url).pathname.split('/').slice(1);
  if (parts.at(-1) === '') parts.pop();
  if (parts.includes('')) return null;
  let segments: string[];
  try {
    segments = parts.map(decodeURIComponent);
  } catch {
    return null;
  }
  if (segments.some((segment) => segment === '.' || segment === '..')) return null;
  const [database = null, first, ...rest] = segments;
  if (first === undefined) return { database, segments: [] };
  // `_design%2Fx` and `_local%2Fx` are called for `_design/x` and `_local/x`.
  const [, kind, name] = /^(_design|_local)\/(.+)$/s.exec(first) ?? [];
  return { database, segments: kind && name ? [kind, name, ...rest] : [first, ...rest] };
};

/** The path of an address, every segment escaped; `addressOf` reads the same address from it. */
export const pathOf = ({ database, segments }: Address): string =>
  '/' + (database === null ? [] : [database, ...segments]).map(encodeURIComponent).join('/');
