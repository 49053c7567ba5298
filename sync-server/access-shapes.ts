import { addressOf } from './engines/address.ts';

/** What a request for a database asks, once it is known to be on the list. */
export type Shape =
  | { readonly kind: 'read' }
  | { readonly kind: 'changes' }
  | { readonly kind: 'write-one'; readonly id: string }
  | { readonly kind: 'write-many' }
  | { readonly kind: 'write-checkpoint'; readonly id: string };

export interface DatabaseRequest {
  readonly database: string;
  /** Decoded segments after the database. */
  readonly path: readonly string[];
  readonly shape: Shape;
}

const DATABASE = /^[a-z][a-z0-9-]{0,100}$/;
/** `kind:name`; nothing that begins with an underscore, and nothing that a path could read as more than a name. */
export const DOCUMENT_ID = /^[a-z][a-z0-9-]{0,40}:[A-Za-z0-9][A-Za-z0-9._:-]{0,200}$/;
/** Ids of replication checkpoints are hashes: short names such as the courier's own are out of reach. */
const CHECKPOINT_ID = /^[A-Za-z0-9._=+-]{16,100}$/;

/** Everything that replication needs, and nothing else: method, path below the database, query. */
interface Rule {
  readonly methods: readonly string[];
  readonly path: readonly RegExp[];
  readonly query: readonly string[];
  readonly shape: (path: readonly string[]) => Shape;
}

const exactly = (name: string): RegExp => new RegExp(`^${name}$`);
const read = (): Shape => ({ kind: 'read' });

const RULES: readonly Rule[] = [
  { methods: ['GET', 'HEAD'], path: [], query: [], shape: read },
  {
    methods: ['GET'],
    path: [exactly('_changes')],
    query: [
      'since',
      'limit',
      'feed',
      'style',
      'include_docs',
      'descending',
      'conflicts',
      'seq_interval',
      'timeout',
      'heartbeat'
    ],
    shape: () => ({ kind: 'changes' })
  },
  {
    methods: ['GET', 'POST'],
    path: [exactly('_all_docs')],
    query: [
      'include_docs',
      'conflicts',
      'key',
      'keys',
      'startkey',
      'endkey',
      'inclusive_end',
      'limit',
      'skip',
      'descending'
    ],
    shape: read
  },
  { methods: ['POST'], path: [exactly('_revs_diff')], query: [], shape: read },
  {
    methods: ['POST'],
    path: [exactly('_bulk_get')],
    query: ['revs', 'latest', 'attachments'],
    shape: read
  },
  { methods: ['POST'], path: [exactly('_ensure_full_commit')], query: [], shape: read },
  { methods: ['POST'], path: [exactly('_bulk_docs')], query: [], shape: () => ({ kind: 'write-many' }) },
  { methods: ['GET', 'HEAD'], path: [exactly('_local'), CHECKPOINT_ID], query: [], shape: read },
  {
    methods: ['PUT'],
    path: [exactly('_local'), CHECKPOINT_ID],
    query: [],
    shape: ([, id = '']) => ({ kind: 'write-checkpoint', id })
  },
  {
    methods: ['GET', 'HEAD'],
    path: [DOCUMENT_ID],
    query: [
      'rev',
      'revs',
      'revs_info',
      'open_revs',
      'latest',
      'conflicts',
      'deleted_conflicts',
      'local_seq',
      'meta',
      'attachments'
    ],
    shape: read
  },
  {
    methods: ['PUT'],
    path: [DOCUMENT_ID],
    query: ['rev', 'new_edits'],
    shape: ([id = '']) => ({ kind: 'write-one', id })
  }
];

/**
 * What a request below `/db` asks, or null when it is not on the list of what may be asked. Nothing is mended: an
 * empty segment, a dot segment, an escaped slash or a capital in a database's name is simply not on the list.
 */
export function shapeOf(method: string, url: string): DatabaseRequest | null {
  const [prefix, database, ...path] = segmentsOf(url) ?? [];
  if (prefix !== 'db' || database === undefined || !DATABASE.test(database)) return null;
  const parameters = [...new URL(url).searchParams.keys()];
  if (new Set(parameters).size !== parameters.length) return null;
  const rule = RULES.find(
    (candidate) =>
      candidate.methods.includes(method) &&
      candidate.path.length === path.length &&
      candidate.path.every((pattern, place) => pattern.test(path[place] ?? '')) &&
      parameters.every((name) => candidate.query.includes(name))
  );
  return rule ? { database, path, shape: rule.shape(path) } : null;
}

function segmentsOf(url: string): readonly string[] | null {
  const address = addressOf(url);
  return address?.database ? [address.database, ...address.segments] : null;
}

/**
 * Whether a request's target, as it stood on the wire, has one reading only. Parsing an URL resolves dot segments
 * and backslashes, so this must be asked before it is parsed.
 */
export function isPlainTarget(target: string): boolean {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  return (
    /^\/[!-~]*$/.test(path) &&
    !/\/\/|\\|%(?:2f|5c|00|2e)/i.test(path) &&
    !path.split('/').some((segment) => segment === '.' || segment === '..')
  );
}
