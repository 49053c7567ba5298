import type { Access } from '../entry.ts';
import type { LifeDomain } from '../life-domain.ts';
import type { Rung } from '../ladder.ts';
import type { Analysed } from './packed-index.ts';
import { stem, wordsOf } from './words.ts';

/** What it costs, as far as the words of the entry tell: nothing, up to five euros, more, or not said. */
export const COSTS = ['free', 'low', 'paid', 'unknown'] as const;
export type Cost = (typeof COSTS)[number];

/** One thing that can be found, whatever its kind: what is read for searching, ordering and narrowing. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly themes: readonly { readonly slug: string; readonly name: string }[];
  readonly provider: string;
  /** Names, streets and villages of where it is. */
  readonly places: string;
  readonly groups: readonly string[];
  /** Zone slugs, or `*`. */
  readonly zones: readonly string[];
  readonly languages: readonly string[];
  readonly domains: readonly LifeDomain[];
  readonly rung: Rung;
  readonly access: Access;
  readonly cost: string | null;
  /** `YYYY-MM-DD` or null. */
  readonly verifiedOn: string | null;
  /** Days of the week on which it takes place, 1 for Monday to 7 for Sunday. */
  readonly days: readonly number[];
  /** Documents that are part of what is read here: when one of them changes, this is read anew. */
  readonly around: readonly string[];
  /** The service that an activity belongs to. */
  readonly service: string | null;
  /** Wall time after which it is over; null for what goes on, empty for what is called off. */
  readonly ends: string | null;
  /** The day by which somebody must confirm it, `YYYY-MM-DD`; null when nobody has to. */
  readonly confirmBy: string | null;
}

/** A mark is a term that no text can hold: a property of an entry, kept in the index like a word. */
export const mark = (name: string, value: string): string => `${name}:${value}`;

/**
 * How much a word counts in each field, and how many words the field usually has. A name says what a thing is; a theme
 * and a target group were chosen by a curator; a description mentions much besides.
 */
const FIELDS = {
  name: { weight: 4, usual: 3 },
  themes: { weight: 1.2, usual: 4 },
  description: { weight: 1.3, usual: 30 },
  provider: { weight: 0.9, usual: 2 },
  places: { weight: 0.7, usual: 5 },
  groups: { weight: 1, usual: 3 }
} as const;
type Field = keyof typeof FIELDS;

/** How strongly a field that is longer than usual makes each of its words count less; 0 is not, 1 is in full. */
const LENGTH = 0.4;
/** The weight at which a word counts half of the most it can. */
const HALF = 1.6;

/** An entry as terms: the stems of its words, weighed by field, and its marks. */
export function analyse(entry: Findable): Analysed {
  const texts: Record<Field, string> = {
    name: entry.name,
    themes: entry.themes.map(({ name }) => name).join(' '),
    description: entry.description,
    provider: entry.provider,
    places: entry.places,
    groups: entry.groups.join(' ')
  };
  const weights = new Map<string, number>();
  for (const [field, { weight, usual }] of Object.entries(FIELDS)) {
    const stems = wordsOf(texts[field as Field]).map(stem);
    const each = weight / (1 - LENGTH + (LENGTH * stems.length) / usual);
    for (const term of stems) weights.set(term, (weights.get(term) ?? 0) + each);
  }
  const terms = new Map<string, number>();
  for (const [term, weight] of weights)
    terms.set(term, Math.max(1, Math.round((255 * weight) / (weight + HALF))));
  for (const [name, values] of Object.entries(marksOf(entry)))
    for (const value of values) terms.set(mark(name, value), 255);
  return { id: entry.id, terms };
}

const marksOf = (entry: Findable) => ({
  zone: entry.zones,
  theme: entry.themes.map(({ slug }) => slug),
  domain: entry.domains,
  rung: [entry.rung],
  access: [entry.access],
  cost: [costOf(entry.cost)],
  language: entry.languages,
  group: entry.groups,
  day: entry.days.map(String),
  around: entry.around,
  checked: entry.verifiedOn ? [entry.verifiedOn.slice(0, 7)] : [],
  service: entry.service ? [entry.service] : [],
  ends: entry.ends === null ? [] : [entry.ends],
  confirm: entry.confirmBy === null ? [] : [entry.confirmBy]
});

const FREE = /gratis|vrije gift|geen kosten|kosteloos|vrije bijdrage/i;
const AMOUNT = /(\d+(?:,\d+)?)\s*(?:euro|€)|€\s*(\d+(?:,\d+)?)/i;
const LOW = 5;

/** The class of a cost as the map writes it: free text. */
export function costOf(text: string | null): Cost {
  if (text === null || text.trim() === '') return 'unknown';
  if (FREE.test(text)) return 'free';
  const amount = AMOUNT.exec(text);
  if (!amount) return 'paid';
  const euros = Number((amount[1] ?? amount[2] ?? '').replace(',', '.'));
  return euros === 0 ? 'free' : euros <= LOW ? 'low' : 'paid';
}
