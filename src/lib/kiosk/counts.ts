import type { Language } from './language/languages.ts';

/** How a visit ended. `found`: the visitor said that they were helped, or took something along by telephone. */
export const OUTCOMES = ['found', 'printed', 'call-back', 'not-found', 'left'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is counted of a visit: nothing that tells who it was. */
export interface CountedVisit {
  /** `YYYY-MM-DD`; null while the screen did not know the time. */
  readonly day: string | null;
  /** 0 to 23; null while the screen did not know the time. */
  readonly hour: number | null;
  /** Slug of the theme, or of the field of life; null when none was chosen. */
  readonly topic: string | null;
  readonly language: Language;
  readonly outcome: Outcome;
}

/**
 * Visits of one screen, counted by what they have in common. A number only grows, and only its screen raises it, so that of
 * two states of one screen the higher number is the later one, and numbers of several screens add up.
 */
export type Counts = Readonly<Record<string, number>>;

const NONE = '-';

/** What visits have in common, as text that sorts by time: `2026-11-24|14|schulden|nl|found`. */
export const cellOf = ({ day, hour, topic, language, outcome }: CountedVisit): string =>
  [day ?? NONE, hour === null ? NONE : String(hour).padStart(2, '0'), topic ?? NONE, language, outcome].join(
    '|'
  );

const CELL = /^(\d{4}-\d\d-\d\d|-)\|(\d\d|-)\|([\p{Ll}\d -]{1,60})\|(nl|en|tr|pl|ar|uk)\|([a-z-]{1,20})$/u;

/** What a cell counts; null for text that is none. */
export function visitOf(cell: string): CountedVisit | null {
  const [, day, hour, topic, language, outcome] = CELL.exec(cell) ?? [];
  if (!OUTCOMES.includes(outcome as Outcome)) return null;
  return {
    day: day === NONE ? null : (day ?? null),
    hour: hour === NONE ? null : Number(hour),
    topic: topic === NONE ? null : (topic ?? null),
    language: language as Language,
    outcome: outcome as Outcome
  };
}

/** Two states of the counts of one screen, as the later of each. */
export const later = (one: Counts, other: Counts): Counts => combine(one, other, Math.max);

/** The counts of several screens together. */
export const together = (all: readonly Counts[]): Counts =>
  all.reduce((sum, one) => combine(sum, one, (left, right) => left + right), {});

function combine(one: Counts, other: Counts, join: (left: number, right: number) => number): Counts {
  const cells = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(cells.map((cell) => [cell, join(one[cell] ?? 0, other[cell] ?? 0)]));
}
