import type * as z from 'zod/mini';
import { Activity } from '#lib/agenda/activity.ts';
import { kindOf } from '#lib/core/document.ts';
import { belongsIn, can, isKind, makingOf, type Kind } from '#lib/roles/can.ts';
import type { User } from '#lib/roles/user.ts';
import { Location, Organization, Service, Theme, Zone } from '#lib/social-map/entry.ts';
import { Need, Vocabulary } from '#lib/social-map/search/knowledge.ts';
import { RECORD_SCHEMAS } from '#lib/record-schemas.ts';
import { DOCUMENT_ID } from './access-shapes.ts';

/** Said of every database and every question that is not open to somebody; it tells nothing of what is there. */
export const NOT_FOR_YOU = 'Dit is niet voor jou toegankelijk.';

/** A schema of documents: checks the whole, and the version apart. */
type DocumentSchema = z.ZodMiniObject<{ schema: z.ZodMiniType }>;

/** Every kind with the schema that its documents must have. */
const SCHEMAS = {
  organization: Organization,
  service: Service,
  location: Location,
  activity: Activity,
  theme: Theme,
  zone: Zone,
  need: Need,
  vocabulary: Vocabulary,
  ...RECORD_SCHEMAS
} as const satisfies Record<Kind, DocumentSchema>;

/** What replication adds to a document; attachments are not among them. */
const REPLICATION_FIELDS = ['_id', '_rev', '_revisions', '_deleted'];
const TOMBSTONE_FIELDS = [...REPLICATION_FIELDS, 'kind', 'schema', 'author', 'device', 'created'];

export type Candidate = Readonly<Record<string, unknown>>;

/** Where and by whom a document is written. */
export interface Writing {
  readonly user: Pick<User, 'name' | 'roles'>;
  readonly database: string;
  /** The revision that stands for the document now; null when there is none. */
  readonly previous: Candidate | null;
}

/** Words for who may not write a document, whatever it says. */
const REFUSED = {
  place: 'Dit soort gegevens hoort hier niet.',
  role: 'Met jouw rol kun je dit niet vastleggen.',
  factStays: 'Wat is vastgelegd, blijft staan. Leg een verbetering apart vast.',
  cardStays: 'Een kaart kun je niet weghalen.',
  otherName: 'Dit staat op naam van iemand anders.',
  otherFact: 'Dit is door iemand anders vastgelegd.',
  otherCard: 'Wie de kaart heeft gemaakt, en wanneer, kun je niet veranderen.'
} as const;

/** The reasons that are about who writes what where, and not about what a document says. */
export const ACCESS_REFUSALS: ReadonlySet<string> = new Set([NOT_FOR_YOU, ...Object.values(REFUSED)]);

/**
 * Why a document may not be written, in words for the person who wrote it; null when it may.
 * A fact belongs to its author. A card is edited by everyone who may write it, and keeps the name of who made it. A
 * shared card begins in one's own name; whose name stands where two began it is for the merge, that anybody may send.
 */
export function refusal(document: Candidate, { user, database, previous }: Writing): string | null {
  const id = document['_id'];
  if (typeof id !== 'string' || !DOCUMENT_ID.test(id)) return 'Dit heeft geen geldig kenmerk.';
  if (!hasPlainRevision(document)) return 'Dit heeft geen geldig versienummer.';
  const kind = kindOf(id);
  if (!isKind(kind)) return `De server kent dit soort gegevens niet (${kind}). Werk Binnenzak bij.`;
  if (!belongsIn(kind, database)) return REFUSED.place;
  if (!user.roles.some((role) => can(role, 'write', kind))) return REFUSED.role;
  if (document['_deleted'] === true) return refusedTombstone(document, kind, previous);
  return refusedAuthor(document, kind, user.name, previous) ?? refusedContent(document, kind);
}

/** `refusal` for documents that are written together, over what stands now; in their order. */
export function refusals(
  documents: readonly Candidate[],
  { user, database }: Pick<Writing, 'user' | 'database'>,
  stored: ReadonlyMap<string, Candidate>
): readonly (string | null)[] {
  const accepted: Candidate[] = [];
  const reasons: (string | null)[] = documents.map(() => null);
  // Earlier revisions first: a later one is judged by what then stands.
  for (const [place, document] of [...documents.entries()].sort(
    ([, a], [, b]) => generation(a) - generation(b)
  )) {
    const id = idOf(document);
    const along = accepted.filter((other) => idOf(other) === id && !other['_deleted']);
    const previous =
      along.find((other) => descendsFrom(document, other['_rev'])) ?? along[0] ?? stored.get(id) ?? null;
    const reason = refusal(document, { user, database, previous });
    if (reason === null) accepted.push(document);
    reasons[place] = reason;
  }
  return reasons;
}

export const idOf = (document: Candidate): string => String(document['_id']);

export const revOf = (document: Candidate): string | null =>
  typeof document['_rev'] === 'string' ? document['_rev'] : null;

/** How many revisions a document's own revision is from the first; 0 for one that is to be made. */
const generation = (document: Candidate): number => Number.parseInt(revOf(document) ?? '0', 10);

function refusedTombstone(document: Candidate, kind: Kind, previous: Candidate | null): string | null {
  if (Object.keys(document).some((field) => !TOMBSTONE_FIELDS.includes(field)))
    return 'Bij het weghalen kunnen geen gegevens mee.';
  switch (makingOf(kind)) {
    case 'entry':
      return null;
    case 'fact':
      return REFUSED.factStays;
    case 'card':
    case 'own':
    case 'shared':
      // Closing the losing side of two edits is part of merging them; the side that stands must stay.
      return previous !== null && descendsFrom(document, previous['_rev']) ? REFUSED.cardStays : null;
  }
}

function refusedAuthor(
  document: Candidate,
  kind: Kind,
  user: string,
  previous: Candidate | null
): string | null {
  const making = makingOf(kind);
  if (making === 'entry') return null;
  if (previous === null) return document['author'] === user ? null : REFUSED.otherName;
  if (making === 'shared') return null;
  if (making === 'fact' || making === 'own')
    return document['author'] === user && previous['author'] === user ? null : REFUSED.otherFact;
  return document['author'] === previous['author'] && document['created'] === previous['created']
    ? null
    : REFUSED.otherCard;
}

function refusedContent(document: Candidate, kind: Kind): string | null {
  const schema: DocumentSchema = SCHEMAS[kind];
  const version = document['schema'];
  if (document['kind'] !== kind) return 'Het kenmerk past niet bij de inhoud.';
  if (!schema.shape.schema.safeParse(version).success)
    return typeof version === 'number' && version > 1
      ? 'Dit is gemaakt met een nieuwere Binnenzak dan de server kent. Probeer het later nog eens.'
      : 'Dit is gemaakt met een Binnenzak die de server niet kent.';
  const extra = Object.keys(document).find(
    (field) => !REPLICATION_FIELDS.includes(field) && !Object.hasOwn(schema.shape, field)
  );
  if (extra !== undefined) return 'Er staat een veld in dat de server niet kent.';
  const outcome = schema.safeParse(document);
  if (outcome.success) return null;
  const [problem] = outcome.error.issues;
  const field = problem?.path.join('.') ?? '';
  // Without a message of our own the library only says that the input is invalid.
  return problem && problem.message !== 'Invalid input'
    ? `${problem.message} (${field})`
    : `Dit veld klopt niet: ${field}.`;
}

const REVISION = /^[1-9]\d{0,8}-[0-9a-z]{1,64}$/;
const HASH = /^[0-9a-z]{1,64}$/;

/**
 * Whether a document names its revision, and a history that agrees with it, in the one way that replication spells
 * them. CouchDB reads capitals and leading zeros as the same revision, so that a comparison of texts would not see
 * what a document descends from.
 */
function hasPlainRevision({ _rev: rev, _revisions: history }: Candidate): boolean {
  if (rev !== undefined && !(typeof rev === 'string' && REVISION.test(rev))) return false;
  if (history === undefined) return true;
  if (typeof history !== 'object' || history === null || !('ids' in history) || !('start' in history))
    return false;
  const { start, ids } = history;
  return (
    Array.isArray(ids) &&
    ids.every((hash) => typeof hash === 'string' && HASH.test(hash)) &&
    `${start}-${ids[0]}` === rev
  );
}

/** Whether a revision comes after another one of the same document. */
export function descendsFrom(document: Candidate, rev: unknown): boolean {
  if (document['_rev'] === rev) return true;
  const history = document['_revisions'];
  if (typeof history !== 'object' || history === null || !('ids' in history) || !('start' in history))
    return false;
  const { start, ids } = history;
  return (
    typeof start === 'number' &&
    Array.isArray(ids) &&
    ids.some((hash, place) => `${start - place}-${hash}` === rev)
  );
}
