import type { AnyDocument } from '../core/document.ts';
import { deviceOf, type HybridClock } from '../core/hlc.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Merger } from '../db/conflicts.ts';

/** For each device its latest change that was known; a device's changes to a field are known in order. */
type Seen = Readonly<Record<string, Stamp>>;

export interface KeptText {
  readonly text: string;
  readonly stamp: Stamp;
}

/** A document that more than one device may edit (see `mergeable.ts`). */
export type Mergeable = AnyDocument & {
  stamps: Record<string, Stamp>;
  seen: Record<string, Record<string, Stamp>>;
  kept: Record<string, KeptText[]>;
};

/** One field as an edit left it. */
interface Field {
  readonly value: unknown;
  readonly stamp: Stamp;
  readonly seen: Seen;
  readonly kept: readonly KeptText[];
}

const isMergeable = (document: AnyDocument): document is Mergeable =>
  'stamps' in document && 'seen' in document && 'kept' in document;

/** A new mergeable document: every given field is dated now. */
export function begin<Document extends AnyDocument>(
  document: Document,
  fields: readonly (keyof Document & string)[],
  clock: HybridClock
): Document & Mergeable {
  const stamp = clock.now();
  return {
    ...document,
    stamps: Object.fromEntries(fields.map((field) => [field, stamp])),
    seen: {},
    kept: {}
  };
}

/**
 * The document with fields changed; those that stay equal keep their stamp. Texts in `kept` stay until `settle`.
 */
export function edit<Document extends Mergeable>(
  document: Document,
  changes: Partial<Document>,
  clock: HybridClock
): Document {
  let edited = document;
  for (const [name, value] of Object.entries(changes)) {
    if (!same(value, document[name]))
      edited = write(edited, name, value, fieldOf(document, name)?.kept ?? [], clock);
  }
  return edited;
}

/** A person chose what a field should say: `value` stands, and the texts kept beside it go. */
export const settle = <Document extends Mergeable>(
  document: Document,
  name: keyof Document & string,
  value: unknown,
  clock: HybridClock
): Document => write(document, name, value, [], clock);

/** Texts that lost to a change made without knowledge of them, and say something else than the field does now. */
export const otherTexts = (document: Mergeable, name: string): readonly KeptText[] =>
  (document.kept[name] ?? []).filter(({ text }) => text !== document[name]);

/**
 * One document out of any number of its revisions. Mergeable documents are joined field by field: the later change
 * stands, a text that lost to a change that did not know of it is kept. Of facts the later one stands whole.
 * Commutative, associative and idempotent. Throws when given none.
 */
export function merge(revisions: readonly AnyDocument[]): AnyDocument {
  const [first, ...others] = revisions;
  if (!first) throw new RangeError('Nothing to merge.');
  return others.reduce(mergeTwo, first);
}

/** The rules above, as the store of records takes them. */
export const merger: Merger = {
  merge,
  joins: (revisions) =>
    revisions.every((revision) => isMergeable(revision) && revision.schema === revisions[0]?.schema)
};

function mergeTwo(one: AnyDocument, two: AnyDocument): AnyDocument {
  const stands = later(one, two);
  if (!isMergeable(one) || !isMergeable(two) || one.schema !== two.schema) return stands;
  const merged: Mergeable = { ...(stands as Mergeable), stamps: {}, seen: {}, kept: {} };
  for (const name of new Set([...Object.keys(one.stamps), ...Object.keys(two.stamps)])) {
    const fields = [fieldOf(one, name), fieldOf(two, name)].filter((field) => field !== null);
    put(merged, name, fields.reduce(mergeFields));
  }
  return merged;
}

function mergeFields(one: Field, two: Field): Field {
  const [older, newer] = before(one, two) ? [one, two] : [two, one];
  const texts = new Map<Stamp, KeptText>();
  for (const [field, other] of [
    [one, two],
    [two, one]
  ] as const) {
    for (const text of siblings(field)) {
      if (text.stamp !== newer.stamp && (isIn(other, text.stamp) || !covers(other.seen, text.stamp))) {
        texts.set(text.stamp, text);
      }
    }
  }
  return {
    value: newer.value,
    stamp: newer.stamp,
    seen: join(older.seen, newer.seen),
    kept: [...texts.values()].sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
  };
}

/** The texts a field holds: its own, where it is one, and those kept. */
const siblings = ({ value, stamp, kept }: Field): KeptText[] =>
  typeof value === 'string' && value !== '' ? [{ text: value, stamp }, ...kept] : [...kept];

const isIn = (field: Field, stamp: Stamp): boolean =>
  field.stamp === stamp || field.kept.some((text) => text.stamp === stamp);

const covers = (seen: Seen, stamp: Stamp): boolean => (seen[deviceOf(stamp)] ?? '') >= stamp;

function join(one: Seen, two: Seen): Record<string, Stamp> {
  const joined = { ...one };
  for (const [device, stamp] of Object.entries(two)) {
    if (stamp > (joined[device] ?? '')) joined[device] = stamp;
  }
  return joined;
}

function write<Document extends Mergeable>(
  document: Document,
  name: string,
  value: unknown,
  kept: readonly KeptText[],
  clock: HybridClock
): Document {
  const field = fieldOf(document, name);
  const known = field ? [field.stamp, ...field.kept.map(({ stamp }) => stamp)] : [];
  for (const stamp of known) clock.receive(stamp);
  const left = new Set(kept.map(({ stamp }) => stamp));
  const gone = known.filter((stamp) => !left.has(stamp));
  const edited: Document = {
    ...document,
    stamps: { ...document.stamps },
    seen: { ...document.seen },
    kept: { ...document.kept }
  };
  const seen = gone.reduce<Seen>((all, stamp) => join(all, { [deviceOf(stamp)]: stamp }), field?.seen ?? {});
  put(edited, name, { value, stamp: clock.now(), seen, kept });
  return edited;
}

function fieldOf(document: Mergeable, name: string): Field | null {
  const stamp = document.stamps[name];
  if (stamp === undefined) return null;
  return { value: document[name], stamp, seen: document.seen[name] ?? {}, kept: document.kept[name] ?? [] };
}

function put(document: Mergeable, name: string, { value, stamp, seen, kept }: Field): void {
  Object.assign(document, { [name]: value });
  document.stamps[name] = stamp;
  setOrDrop(document.seen, name, Object.keys(seen).length > 0 ? { ...seen } : null);
  setOrDrop(document.kept, name, kept.length > 0 ? [...kept] : null);
}

function setOrDrop<Value>(target: Record<string, Value>, name: string, value: Value | null): void {
  if (value === null) Reflect.deleteProperty(target, name);
  else target[name] = value;
}

/** Equal stamps come from one edit; should they ever not, the order of the values decides on every device alike. */
function before(one: Field, two: Field): boolean {
  if (one.stamp !== two.stamp) return one.stamp < two.stamp;
  return canonical(one.value) < canonical(two.value);
}

/** Which of two revisions stands: the newer schema, then the later made, then any order that is the same everywhere. */
function later(one: AnyDocument, two: AnyDocument): AnyDocument {
  if (one.schema !== two.schema) return one.schema > two.schema ? one : two;
  if (one.created !== two.created) return one.created > two.created ? one : two;
  return canonical(plain(one)) >= canonical(plain(two)) ? one : two;
}

/** What does not take part in the comparison of two revisions: their names, and fields that have their own rule. */
function plain(document: AnyDocument): Record<string, unknown> {
  const left = new Set(['_rev']);
  if (isMergeable(document)) {
    for (const name of ['stamps', 'seen', 'kept', ...Object.keys(document.stamps)]) left.add(name);
  }
  return Object.fromEntries(Object.entries(document).filter(([name]) => !left.has(name)));
}

const same = (one: unknown, two: unknown): boolean => canonical(one) === canonical(two);

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part instanceof Object && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part
    ) ?? ''
  );
}
