import { describe, expect, test } from 'vitest';
import { analyse, costOf, type Findable } from './findable.ts';
import type { Need, Vocabulary } from './knowledge.ts';
import { narrow } from './narrow.ts';
import { indexNeeds, NeedFinder } from './needs.ts';
import { pack } from './packed-index.ts';
import { Search } from './search.ts';
import { readWordLists } from './word-lists.ts';

const entry = (id: string, name: string, rest: Partial<Findable> = {}): Findable => ({
  id: `service:${id}`,
  name,
  description: '',
  themes: [],
  provider: '',
  places: '',
  groups: [],
  zones: ['*'],
  languages: ['nl'],
  domains: [],
  rung: 'collective',
  access: 'open',
  cost: null,
  verifiedOn: null,
  days: [],
  around: [],
  service: null,
  ends: null,
  confirmBy: null,
  ...rest
});
const written = { author: 'import', device: 'server', created: '2026-01-01T00:00:00Z', schema: 1 as const };
const need = (slug: string, terms: string[], said: Record<string, string[]>): Need => ({
  ...written,
  _id: `need:${slug}`,
  kind: 'need',
  name: slug,
  names: {},
  themes: [],
  terms,
  said,
  words: {}
});
const list = (name: Vocabulary['list'], words: Record<string, string[]>): Vocabulary => ({
  ...written,
  _id: `vocabulary:${name}`,
  kind: 'vocabulary',
  list: name,
  words
});

const NEEDS = [
  need('schulden', ['schulden', 'schuldhulp'], {
    nl: ['ik maak mijn post niet meer open', 'de deurwaarder stond aan de deur'],
    pl: ['mam długi']
  }),
  need('wandelen', ['wandelgroep'], { nl: ['samen een ommetje maken', 'met een groep op pad'] }),
  need('oorlog', ['vluchteling'], {
    nl: ['er viel een raket', 'de raket kwam', 'nog een raket', 'raket op huis']
  }),
  need('apparaten', ['reparatie'], {
    nl: ['de motor van de mixer', 'mixer kapot', 'een motor stuk', 'oude mixer']
  }),
  need('weer', [], { nl: ['wat voor weer is het', 'is het weer mooi', 'het weer in de stad'] })
];
const LISTS = [
  list('stop-words', { nl: ['wat', 'is', 'er', 'voor', 'mij', 'ik', 'de', 'in', 'het', 'weer'] }),
  list('places', { voorstad: ['voorstad', 'rode dorp'] }),
  list('target-groups', { ouderen: ['opa'] }),
  list('times', { 'weekday:6': ['zaterdag'] }),
  list('abbreviations', { shv: ['schuldhulpverlening'] })
];

function searchOver(entries: Findable[]) {
  const search = new Search(
    pack(entries.map(analyse)),
    readWordLists(LISTS),
    new NeedFinder(indexNeeds(NEEDS), NEEDS)
  );
  const found = (text: string, zone: string | null = null, without: string[] = []) => {
    const understanding = search.understand(text, without, () => null);
    const asking = { zone, now: '2026-11-23T08:00:00', happening: () => new Set<number>() };
    return { understanding, placed: search.find(understanding, asking).placed, search };
  };
  const names = (text: string, zone: string | null = null, without: string[] = []) =>
    found(text, zone, without).placed.map(({ row }) => search.index.ids[row]?.replace('service:', ''));
  return { found, names };
}

describe('search', () => {
  test('a word is found without its accents, in capitals, with a letter wrong, as part and as whole', () => {
    const { names } = searchOver([entry('a', 'Alzheimercafé'), entry('b', 'Fietsles')]);
    for (const text of ['ALZHEIMERCAFE', 'alzheimer', 'alzheimmercafe', 'alzheimer cafe'])
      expect(names(text), text).toEqual(['a']);
  });

  test('a name that fits goes before a description that mentions it', () => {
    const { names } = searchOver([
      entry('a', 'Loket', { description: 'Ook over schulden.' }),
      entry('b', 'Schulden')
    ]);
    expect(names('schulden')[0]).toBe('b');
  });

  test('of what fits well, the lowest rung of the ladder goes first', () => {
    const { names } = searchOver([
      entry('a', 'Schulden', { rung: 'individual' }),
      entry('b', 'Schulden', { rung: 'own-strength' }),
      entry('c', 'Schulden', { rung: 'network' })
    ]);
    expect(names('schulden')).toEqual(['b', 'c', 'a']);
  });

  test('a weak hit on a low rung does not go before a good one', () => {
    const { names } = searchOver([
      entry('a', 'Wandelen', { rung: 'own-strength', description: 'Praat onderweg over geld en schulden.' }),
      entry('b', 'Schulden')
    ]);
    expect(names('schulden')[0]).toBe('b');
  });

  test('what is open to all goes before what needs a referral, and on one rung what was checked last goes first', () => {
    const { names } = searchOver([
      entry('a', 'Schulden', { access: 'referral' }),
      entry('b', 'Schulden', { verifiedOn: '2025-01-01' }),
      entry('c', 'Schulden', { verifiedOn: '2026-10-01' })
    ]);
    expect(names('schulden')).toEqual(['c', 'b', 'a']);
  });

  test('with a zone, offer of other zones is left out and one’s own goes before that of all', () => {
    const { names } = searchOver([
      entry('a', 'Koffie', { zones: ['*'] }),
      entry('b', 'Koffie', { zones: ['bathmen'] }),
      entry('c', 'Koffie', { zones: ['voorstad'] })
    ]);
    expect(names('koffie', 'voorstad')).toEqual(['c', 'a']);
    expect(names('koffie in het rode dorp')).toEqual(['c', 'a']);
  });

  test('what was recognised and is not meant is taken as words', () => {
    const { found } = searchOver([entry('a', 'Koffie in Voorstad', { zones: ['bathmen'] })]);
    expect(found('koffie voorstad').understanding.recognised.map(({ mark }) => mark)).toEqual([
      'zone:voorstad'
    ]);
    expect(found('koffie voorstad').placed).toEqual([]);
    expect(found('koffie voorstad', null, ['zone:voorstad']).placed).toHaveLength(1);
  });

  test('what somebody tells finds offer with which it has no word in common', () => {
    const { names } = searchOver([entry('a', 'Schuldhulp'), entry('b', 'Wandelgroep')]);
    expect(names('mijn post maak ik niet meer open')).toEqual(['a']);
    expect(names('mam długi')).toEqual(['a']);
    expect(names('een ommetje met z’n tweeën')).toEqual(['b']);
  });

  test('a compound that nobody wrote down finds what there is for one part only where the other is a form of offer', () => {
    const { names } = searchOver([entry('a', 'Vluchteling'), entry('b', 'Reparatie')]);
    expect(names('raketmotor')).toEqual([]);
    expect(names('raketgroep')).toEqual(['a']);
    expect(names('mixermotor')).toEqual(['b']);
  });

  test('a subject of no map finds nothing, also with a day and a place', () => {
    const { names } = searchOver([entry('a', 'Zaterdag'), entry('b', 'Koffie in Voorstad')]);
    expect(names('is het weer zaterdag in voorstad')).toEqual([]);
    expect(names('zaterdag')).toEqual(['a']);
  });

  test('an abbreviation finds what it stands for', () => {
    expect(searchOver([entry('a', 'Schuldhulpverlening')]).names('SHV')).toEqual(['a']);
  });

  test('what is over and what is called off is not found', () => {
    const { names } = searchOver([
      entry('a', 'Koffie', { ends: '2026-11-22T12:00:00' }),
      entry('b', 'Koffie', { ends: '' }),
      entry('c', 'Koffie', { ends: '2026-11-24T12:00:00' })
    ]);
    expect(names('koffie')).toEqual(['c']);
  });

  test('who asks nothing sees everything, lowest rung first; who asks in words that tell nothing sees nothing', () => {
    const { names } = searchOver([
      entry('a', 'Zorg', { rung: 'individual' }),
      entry('b', 'Buren', { rung: 'network' })
    ]);
    expect(names('')).toEqual(['b', 'a']);
    expect(names('wat is er voor mij')).toEqual([]);
    expect(names('🙂')).toEqual([]);
  });

  test.each([
    '🙂'.repeat(50),
    '<script>alert(1)</script>',
    'a'.repeat(10_000),
    'hulp '.repeat(2_000),
    'مرحبا',
    '(((',
    'zone:voorstad',
    '123456782'
  ])('a strange question gets an answer and no error: %.20s', (text) => {
    expect(() => searchOver([entry('a', 'Koffie')]).names(text)).not.toThrow();
  });
});

test('a filter counts for each value what is left with it and the other filters', () => {
  const { found } = searchOver([
    entry('a', 'Koffie', { access: 'open', cost: 'gratis' }),
    entry('b', 'Koffie', { access: 'open', cost: '2 euro' }),
    entry('c', 'Koffie', { access: 'registration', cost: 'gratis' })
  ]);
  const { placed, search } = found('koffie');
  const { placed: left, choices } = narrow(placed, { access: ['open'] }, search.marks);
  expect(left).toHaveLength(2);
  expect(choices.get('access')).toEqual([
    { value: 'open', count: 2, chosen: true },
    { value: 'registration', count: 1, chosen: false }
  ]);
  expect(choices.get('cost')).toEqual([
    { value: 'free', count: 1, chosen: false },
    { value: 'low', count: 1, chosen: false }
  ]);
});

test.each([
  [null, 'unknown'],
  ['gratis', 'free'],
  ['vrije gift', 'free'],
  ['2,50 euro', 'low'],
  ['€ 5', 'low'],
  ['30 euro, vaak vergoed', 'paid'],
  ['eigen bijdrage', 'paid']
])('a cost of %s is %s', (text, cost) => {
  expect(costOf(text)).toBe(cost);
});
