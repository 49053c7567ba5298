import type { Access } from './entry.ts';
import type { Rung } from './ladder.ts';
import type { LifeDomain } from './life-domain.ts';
import { FILTERS } from './map-reader.ts';
import type { FilterName, Filters, MapQuestion } from './map-reader.ts';
import type { Cost } from './search/findable.ts';

/* A question as it stands in the address of the results, so that back, reload and a shared link keep all of it. */

/** How many results are shown at first, and how many more each time somebody asks for more. */
export const FIRST = 40;
const MOST = 5 * FIRST;
/** Longer questions are cut: more words make no answer better, and an address has an end. */
export const MOST_CHARACTERS = 1000;
const MOST_VALUES = 20;
const MOST_CHARACTERS_OF_VALUE = 100;

/** Each filter's parameter in the address; it is repeated for each chosen value. */
export const PARAMETERS: Record<FilterName, string> = {
  zone: 'wijk',
  theme: 'thema',
  domain: 'leefgebied',
  rung: 'trede',
  access: 'toegang',
  cost: 'kosten',
  day: 'dag',
  language: 'taal',
  group: 'doelgroep'
};

const RUNG_WORDS: Record<Rung, string> = {
  'own-strength': 'eigen-kracht',
  network: 'netwerk',
  collective: 'collectief',
  individual: 'maatwerk'
};
const DOMAIN_WORDS: Record<LifeDomain, string> = {
  housing: 'wonen',
  finances: 'geld',
  social: 'omgeving',
  mental: 'gevoel',
  meaning: 'zingeving',
  physical: 'lichaam',
  practical: 'praktisch',
  daytime: 'dagbesteding'
};
const ACCESS_WORDS: Record<Access, string> = {
  open: 'vrij',
  registration: 'aanmelden',
  referral: 'verwijzing',
  indication: 'besluit'
};

const COST_WORDS: Record<Cost, string> = {
  free: 'gratis',
  low: 'tot-5-euro',
  paid: 'meer',
  unknown: 'onbekend'
};
/** Days by their number, 1 for Monday. */
const DAY_WORDS = {
  1: 'maandag',
  2: 'dinsdag',
  3: 'woensdag',
  4: 'donderdag',
  5: 'vrijdag',
  6: 'zaterdag',
  7: 'zondag'
};

/** Values of a filter and their words in the address, where there is a fixed set of them. */
const WORDS = new Map<FilterName, ReadonlyMap<string, string>>(
  Object.entries({
    domain: DOMAIN_WORDS,
    rung: RUNG_WORDS,
    access: ACCESS_WORDS,
    cost: COST_WORDS,
    day: DAY_WORDS
  }).map(([name, words]) => [name as FilterName, new Map(Object.entries(words))])
);
const VALUES = new Map(
  [...WORDS].map(([name, words]) => [name, new Map([...words].map(([value, word]) => [word, value]))])
);

const MARK = /^(need|zone|time|language|group|cost)(:.+)?$/;

/** The question an address asks. What it cannot mean is left out. `zone` is where the reader lives. */
export function questionAt(parameters: URLSearchParams, zone: string | null): MapQuestion {
  const filters: Partial<Record<FilterName, readonly string[]>> = {};
  for (const name of FILTERS) {
    const known = VALUES.get(name);
    const values = severalOf(parameters, PARAMETERS[name]).flatMap((word) =>
      known ? (known.get(word) ?? []) : word
    );
    if (values.length > 0) filters[name] = values;
  }
  const asked = Number(parameters.get('tot'));
  return {
    text: (parameters.get('q') ?? '').slice(0, MOST_CHARACTERS),
    zone,
    limit: asked % FIRST === 0 ? Math.min(Math.max(asked, FIRST), MOST) : FIRST,
    filters,
    without: severalOf(parameters, 'niet').filter((mark) => MARK.test(mark))
  };
}

/** The address of a question's results. */
export function resultsAddress({ text, zone, limit, filters, without }: MapQuestion): string {
  const parameters = new URLSearchParams({ q: text.slice(0, MOST_CHARACTERS), zone: zone ?? '' });
  for (const name of FILTERS) {
    for (const value of filters[name] ?? []) parameters.append(PARAMETERS[name], wordFor(name, value));
  }
  for (const mark of without) parameters.append('niet', mark);
  if (limit > FIRST) parameters.set('tot', String(limit));
  return `/kaart?${parameters}`;
}

/** What is different in the next question; told of the newest one, which may be newer than what is on the screen. */
export type Change = (asked: MapQuestion) => Partial<MapQuestion>;

/** A filter's value as it stands in the address. */
export const wordFor = (name: FilterName, value: string): string => WORDS.get(name)?.get(value) ?? value;

/** The same question with room for more results, or null when there are no more to show. */
export const withMore = (question: MapQuestion): MapQuestion | null =>
  question.limit < MOST ? { ...question, limit: question.limit + FIRST } : null;

/** The filters with one value chosen, or no longer. */
export function choose(filters: Filters, name: FilterName, value: string, chosen: boolean): Filters {
  const others = (filters[name] ?? []).filter((one) => one !== value);
  const { [name]: _changed, ...rest } = filters;
  const values = chosen ? [...others, value] : others;
  return values.length > 0 ? { ...rest, [name]: values } : rest;
}

/** How many values are chosen in all filters together. */
export const chosenCount = (filters: Filters): number =>
  FILTERS.reduce((count, name) => count + (filters[name]?.length ?? 0), 0);

const severalOf = (parameters: URLSearchParams, name: string): string[] =>
  [...new Set(parameters.getAll(name))]
    .filter((word) => word.trim() !== '' && word.length <= MOST_CHARACTERS_OF_VALUE)
    .slice(0, MOST_VALUES);
