import type { Database, Stored } from '../database.ts';
import { FACTS, hashOf, Seal } from './seals.ts';

/** What the audit trail turned out to be. */
export interface Verdict {
  readonly links: number;
  readonly facts: number;
  /** Facts that no link holds yet, because they are of the last day. */
  readonly unsealed: number;
  /** What is wrong, a line each; empty when the chain holds. */
  readonly breaks: readonly string[];
  /** `number:hash` of the last link. Written down elsewhere it shows later that no links were cut off the end. */
  readonly anchor: string | null;
}

/** Facts may be without a link for so long: the server may have stood still. In milliseconds. */
const SEALED_WITHIN = 24 * 60 * 60_000;

/**
 * Goes through the whole chain and every fact. `anchor` is one that an earlier check gave. What it does not find: facts
 * that were removed before they were sealed, and a chain that was wholly made anew, where no anchor is given.
 */
export async function verifyAudit(database: Database, now: number, anchor?: string): Promise<Verdict> {
  const links = (await database.startingWith('seal:')).map((stored) => Seal.parse(stored));
  const facts = (await Promise.all(FACTS.map((beginning) => database.startingWith(beginning)))).flat();
  const sealed = new Map<string, { hash: string; number: number }>();
  const breaks: string[] = [];
  links.forEach((link, place) => {
    const before = links[place - 1];
    const { number, previous } = link;
    if (number !== place + 1) breaks.push(`Link ${place + 1} is not there; ${link._id} stands in its place.`);
    if (previous !== (before?.hash ?? null))
      breaks.push(`Link ${number} does not go on from the link before.`);
    if (link.hash !== hashOf({ number, previous, facts: link.facts }))
      breaks.push(`Link ${number} was changed after it was made.`);
    for (const [id, hash] of Object.entries(link.facts)) {
      const earlier = sealed.get(id);
      if (earlier && earlier.hash !== hash)
        breaks.push(`${id} was changed between link ${earlier.number} and link ${number}.`);
      else sealed.set(id, { hash, number });
    }
  });
  const present = new Map(facts.map((fact) => [fact._id, fact]));
  for (const [id, { hash, number }] of sealed) {
    const fact = present.get(id);
    if (!fact) breaks.push(`${id} of link ${number} is gone.`);
    else if (hashOf(fact) !== hash) breaks.push(`${id} of link ${number} was changed.`);
  }
  const loose = facts.filter(({ _id }) => !sealed.has(_id));
  const late = loose.filter((fact) => now - made(fact) > SEALED_WITHIN);
  for (const { _id } of late) breaks.push(`${_id} is in no link.`);
  if (anchor !== undefined && !links.some((link) => anchorOf(link) === anchor))
    breaks.push(`The link ${anchor} that was written down is not in the chain.`);
  const end = links.at(-1);
  return {
    links: links.length,
    facts: facts.length,
    unsealed: loose.length - late.length,
    breaks,
    anchor: end ? anchorOf(end) : null
  };
}

const anchorOf = ({ number, hash }: Seal): string => `${number}:${hash}`;

const made = ({ created }: Stored): number => Date.parse(String(created));
