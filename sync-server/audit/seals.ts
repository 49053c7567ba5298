import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { Database } from '../database.ts';
import { SERVER } from '../engines/engine.ts';

/**
 * A link of the chain over the audit trail: the hashes of facts, and the hash of the link before. Whoever changes or
 * removes a fact, or a link, has to make every later link anew.
 */
export const Seal = z.object({
  ...documentFields,
  kind: z.literal('audit-seal'),
  schema: z.literal(1),
  number: z.int().check(z.positive()),
  /** Hash of the link before; null in the first one. */
  previous: z.nullable(z.string()),
  /** Hashes of facts by their id. */
  facts: z.record(z.string(), z.string()),
  /** Facts that were too fresh to be sealed in this link: the next one takes them. */
  fresh: z.array(z.string()),
  /** Where in the trail the next link goes on reading; the engine's, and no part of the hash. */
  place: z.string(),
  hash: z.string()
});
export type Seal = z.infer<typeof Seal>;

export interface Seals {
  /** Seals the facts that came in since the last link. Resolves with how many. */
  seal(): Promise<number>;
}

/** Facts of one link. */
const PAGE = 1000;
/** Milliseconds after which a fact does not change any more: the name that it stands on may come a moment later. */
const SETTLED_AFTER = 60_000;
const HEAD = '_local/audit-seals';

export function createSeals(database: Database, clock: Clock): Seals {
  /** The last link; what is noted of it may be behind, when a server ended between writing the two. */
  async function last(): Promise<Seal | null> {
    const head = await database.get(HEAD);
    let number = typeof head?.['number'] === 'number' ? head['number'] : 0;
    let seal = number === 0 ? null : await database.get(sealId(number));
    if (number > 0 && !seal) throw new Error(`Link ${number} of the audit trail is gone.`);
    for (
      let next = await database.get(sealId(number + 1));
      next;
      next = await database.get(sealId(number + 1))
    ) {
      seal = next;
      number++;
    }
    return seal && Seal.parse(seal);
  }

  /** Adds one link; null when there is nothing to seal, or when another server was first. */
  async function add(): Promise<Seal | null> {
    const before = await last();
    const page = await database.changes({ since: before?.place ?? '0', limit: String(PAGE) });
    const ids = [...(before?.fresh ?? []), ...page.results.map(({ id }) => id).filter(isFact)];
    const facts = [...(await database.getAll(ids)).values()];
    const settled = facts.filter(({ created }) => clock() - Date.parse(String(created)) >= SETTLED_AFTER);
    if (settled.length === 0 && page.results.length < PAGE) return null;
    const fresh = facts.filter((fact) => !settled.includes(fact)).map(({ _id }) => _id);
    const number = (before?.number ?? 0) + 1;
    const content = {
      number,
      previous: before?.hash ?? null,
      facts: Object.fromEntries(settled.map((fact) => [fact._id, hashOf(fact)]))
    };
    const seal: Seal = {
      _id: sealId(number),
      kind: 'audit-seal',
      schema: 1,
      author: SERVER.name,
      device: 'server',
      created: isoMoment(clock()),
      ...content,
      fresh,
      place: String(page.last_seq),
      hash: hashOf(content)
    };
    if (!(await database.put(seal))) return null;
    const head = await database.get(HEAD);
    await database.put({ ...head, _id: HEAD, number });
    return seal;
  }

  return {
    async seal() {
      let sealed = 0;
      for (let link = await add(); link; link = await add()) sealed += Object.keys(link.facts).length;
      return sealed;
    }
  };
}

/**
 * How the ids of facts begin: what was changed, of accounts too, files that were opened to another team's lead, and
 * what became of work that somebody left.
 */
export const FACTS = ['change:', 'account-change:', 'break-glass:', 'left-work:'] as const;

export const isFact = (id: string): boolean => FACTS.some((beginning) => id.startsWith(beginning));

/** A link for another engine, which counts otherwise: reading begins anew there, and a fact may stand in two links. */
export const withoutPlace = <Link extends object>(link: Link): Link => ({ ...link, place: '0' });

/** Sorts as the numbers do. */
export const sealId = (number: number): string => `seal:${String(number).padStart(12, '0')}`;

/** SHA-256 of what a document says, whatever the order of its fields; its revision is the engine's. */
export const hashOf = (document: object): string =>
  createHash('sha256').update(canonical(document)).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([name, content]) => name !== '_rev' && content !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => `${JSON.stringify(name)}:${canonical(content)}`);
  return `{${fields.join(',')}}`;
}
