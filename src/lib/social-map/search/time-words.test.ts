import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dutchWallTime } from '../../core/dutch-date.ts';
import { wordsOf } from './words.ts';
import { isTimeKey, timeVocabulary } from './time-vocabulary.ts';
import { recogniseTime } from './time-words.ts';

const file = new URL('../../../../knowledge/vocabulary/times.json', import.meta.url);
const list = (JSON.parse(readFileSync(file, 'utf8')) as { words: Record<string, string[]> }).words;
const vocabulary = timeVocabulary(list);

const TUESDAY = '2026-11-24T10:30:00';
const recognised = (question: string, now = TUESDAY) => recogniseTime(wordsOf(question), vocabulary, now);
/** Label, then the windows without seconds. */
const told = (question: string, now = TUESDAY) => {
  const found = recognised(question, now);
  return (
    found && [
      found.label,
      ...found.windows.map(({ from, until }) => `${from.slice(0, 16)} ${until.slice(0, 16)}`)
    ]
  );
};
const labels = (questions: readonly string[], now = TUESDAY) =>
  Object.fromEntries(questions.map((question) => [question, recognised(question, now)?.label ?? null]));
const rest = (question: string) =>
  wordsOf(question)
    .filter((_, place) => !recognised(question)?.used.includes(place))
    .join(' ');

describe('the words for times', () => {
  test('every key of the list is known, and no phrase stands under two keys', () => {
    expect(Object.keys(list).filter((key) => !isTimeKey(key))).toEqual([]);
    const phrases = Object.entries(list).flatMap(([key, words]) =>
      [...new Set(words.map((word) => wordsOf(word).join(' ')))].map((phrase) => ({ phrase, key }))
    );
    const twice = phrases.filter(({ phrase, key }) => vocabulary.phrases.get(phrase) !== key);
    expect(twice).toEqual([]);
  });

  test('a key that nobody knows costs its own words alone', () => {
    const odd = timeVocabulary({
      'weekday:8': ['blursdag'],
      nonsense: ['iets'],
      'relative:today': ['vandaag']
    });
    expect(recogniseTime(['vandaag'], odd, TUESDAY)?.label).toBe('vandaag');
    expect(recogniseTime(['blursdag'], odd, TUESDAY)).toBeNull();
  });
});

describe('a day that is asked for', () => {
  test.each([
    ['iets te doen zaterdag', 'zaterdag 28 november', '2026-11-28T00:00 2026-11-29T00:00'],
    ['iets te doen zat.', 'zaterdag 28 november', '2026-11-28T00:00 2026-11-29T00:00'],
    ['vandaag', 'vandaag', '2026-11-24T10:30 2026-11-25T00:00'],
    ['overmorgen', 'donderdag 26 november', '2026-11-26T00:00 2026-11-27T00:00'],
    ['vanavond bingo', 'vanavond', '2026-11-24T17:00 2026-11-25T00:00'],
    ['morgenavond samen eten', 'morgenavond', '2026-11-25T17:00 2026-11-26T00:00'],
    ['woensdagmiddag knutselen', 'woensdagmiddag 25 november', '2026-11-25T12:00 2026-11-25T18:00'],
    ['ma avond', 'maandagavond 30 november', '2026-11-30T17:00 2026-12-01T00:00'],
    ['maandag morgen gym', 'maandagochtend 30 november', '2026-11-30T06:00 2026-11-30T12:00'],
    ['volgende week dinsdag', 'dinsdag 1 december', '2026-12-01T00:00 2026-12-02T00:00'],
    ['volgende zaterdag', 'zaterdag 5 december', '2026-12-05T00:00 2026-12-06T00:00'],
    ['zaterdag 28 november', 'zaterdag 28 november', '2026-11-28T00:00 2026-11-29T00:00'],
    ['op 3-12', 'donderdag 3 december', '2026-12-03T00:00 2026-12-04T00:00'],
    ['28/11/2026', 'zaterdag 28 november', '2026-11-28T00:00 2026-11-29T00:00'],
    ['zaterdag 14.00 uur', 'zaterdag 28 november, om 14.00 uur', '2026-11-28T14:00 2026-11-28T15:00'],
    ['zaterdag na 17 uur', 'zaterdag 28 november, na 17.00 uur', '2026-11-28T17:00 2026-11-29T00:00'],
    [
      'dinsdag om 7 uur ’s avonds',
      'dinsdagavond 24 november, om 19.00 uur',
      '2026-11-24T19:00 2026-11-24T20:00'
    ]
  ])('%s', (question, label, window) => {
    expect(told(question)).toEqual([label, window]);
  });

  test('a weekday is today as long as what is meant of it is not over', () => {
    expect(told('dinsdag eten', '2026-11-24T22:00:00')?.[1]).toBe('2026-11-24T22:00 2026-11-25T00:00');
    expect(told('dinsdagochtend', '2026-11-24T12:00:00')?.[1]).toBe('2026-12-01T06:00 2026-12-01T12:00');
    expect(told('vanmiddag', '2026-11-24T18:00:00')).toBeNull();
  });

  test('several days count each, also from one to another', () => {
    expect(recognised('za en zo open')?.label).toBe('zaterdag 28 november of zondag 29 november');
    expect(recognised('zaterdag of zondagmiddag')?.label).toBe(
      'zaterdag 28 november of zondagmiddag 29 november'
    );
    expect(recognised('ma t/m vr open')?.label).toBe('maandag t/m vrijdag');
    expect(recognised('ma t/m vr open')?.windows).toHaveLength(5);
  });

  test('a part of the day by itself is that part of the coming fourteen days', () => {
    expect(recognised("'s avonds open")?.label).toBe('in de avond');
    expect(recognised("'s avonds open")?.windows).toHaveLength(14);
    expect(recognised('elke ochtend')?.windows.at(-1)?.until).toBe('2026-12-07T12:00:00');
    expect(told('elke zaterdag open')).toEqual([
      'op zaterdag',
      '2026-11-28T00:00 2026-11-29T00:00',
      '2026-12-05T00:00 2026-12-06T00:00'
    ]);
  });

  test('the words that told the time are not sought any more, words of a feast are', () => {
    expect(rest('iets te doen zaterdag 28 november')).toBe('iets te doen');
    expect(rest('bingo volgende week dinsdag')).toBe('bingo');
    expect(rest('eten met kerst')).toBe('eten met kerst');
  });
});

describe('weeks, months and feasts', () => {
  test.each([
    ['deze week', TUESDAY, 'deze week', '2026-11-24T10:30 2026-11-30T00:00'],
    ['volgende week', TUESDAY, 'volgende week', '2026-11-30T00:00 2026-12-07T00:00'],
    ['dit weekend', TUESDAY, 'dit weekend', '2026-11-28T00:00 2026-11-30T00:00'],
    ['dit weekend', '2026-11-29T20:00:00', 'dit weekend', '2026-11-29T20:00 2026-11-30T00:00'],
    ['volgend weekend', TUESDAY, 'volgend weekend', '2026-12-05T00:00 2026-12-07T00:00'],
    ['volgende maand', '2026-12-31T12:00:00', 'volgende maand', '2027-01-01T00:00 2027-02-01T00:00'],
    ['in december', TUESDAY, 'in december', '2026-12-01T00:00 2027-01-01T00:00'],
    ['eind februari', TUESDAY, 'eind februari', '2027-02-21T00:00 2027-03-01T00:00'],
    ['kerst', TUESDAY, 'rond kerst', '2026-12-20T00:00 2026-12-28T00:00'],
    ['tweede kerstdag', TUESDAY, 'tweede kerstdag', '2026-12-26T00:00 2026-12-27T00:00'],
    ['kerstavond', TUESDAY, 'kerstavond', '2026-12-24T17:00 2026-12-25T00:00'],
    ['oud en nieuw', '2027-01-01T15:00:00', 'oud en nieuw', '2027-01-01T15:00 2027-01-02T00:00'],
    ['sinterklaas', TUESDAY, 'rond sinterklaas', '2026-11-24T10:30 2026-12-06T00:00'],
    ['pasen', TUESDAY, 'pasen', '2027-03-26T00:00 2027-03-30T00:00'],
    ['hemelvaart', TUESDAY, 'hemelvaartsdag', '2027-05-06T00:00 2027-05-07T00:00'],
    ['pinksteren', TUESDAY, 'pinksteren', '2027-05-15T00:00 2027-05-18T00:00'],
    ['koningsdag', '2025-01-01T00:00:00', 'koningsdag', '2025-04-26T00:00 2025-04-27T00:00'],
    ['moederdag', TUESDAY, 'moederdag', '2027-05-09T00:00 2027-05-10T00:00'],
    ['sint maarten', TUESDAY, 'sint maarten', '2027-11-11T00:00 2027-11-12T00:00'],
    ['kerstvakantie', TUESDAY, 'kerstvakantie', '2026-12-19T00:00 2027-01-04T00:00'],
    ['kerstvakantie', '2027-01-02T12:00:00', 'kerstvakantie', '2027-01-02T12:00 2027-01-04T00:00']
  ])('%s at %s', (question, now, label, window) => {
    expect(told(question, now)).toEqual([label, window]);
  });

  test.each([
    ['2026-01-01T00:00:00', '2026-02-18', '2026-03-20'],
    ['2027-01-01T00:00:00', '2027-02-08', '2027-03-10'],
    ['2030-06-01T00:00:00', '2030-12-26', '2031-01-24']
  ])('ramadan and its feast after %s hold the days that are foreseen', (now, first, feast) => {
    const holds = (question: string, day: string) =>
      recognised(question, now)?.windows.some(
        ({ from, until }) => from <= `${day}T12:00:00` && `${day}T12:00:00` < until
      );
    expect([holds('ramadan', first), holds('suikerfeest', feast)]).toEqual([true, true]);
  });

  test('a year of 53 weeks is left on its last Sunday', () => {
    expect(told('deze week', '2026-12-30T09:00:00')?.[1]).toBe('2026-12-30T09:00 2027-01-04T00:00');
    expect(told('volgende week', '2026-12-24T09:00:00')?.[1]).toBe('2026-12-28T00:00 2027-01-04T00:00');
    expect(told('volgende week vrijdag', '2026-12-24T09:00:00')?.[1]).toBe(
      '2027-01-01T00:00 2027-01-02T00:00'
    );
  });

  test.each(['2026-03-28T12:00:00', '2026-10-24T12:00:00'])(
    'days and parts keep their hours over the change of the clock after %s',
    (now) => {
      const sunday = now.slice(0, 8) + (now.includes('-03-') ? '29' : '25');
      expect(told('zondagochtend', now)?.[1]).toBe(`${sunday}T06:00 ${sunday}T12:00`);
      expect(told('morgen', now)?.[1]?.slice(0, 16)).toBe(`${sunday}T00:00`);
      expect(recognised('elke avond', now)?.windows.every(({ from }) => from.endsWith('T17:00:00'))).toBe(
        true
      );
    }
  );
});

test('the main words of other languages are known', () => {
  expect(
    labels([
      'what to do tomorrow evening',
      'tonight',
      'open on saturday afternoon',
      'heute abend',
      'am samstag',
      'bugün',
      'yarın akşam',
      'bu hafta sonu',
      'w sobotę',
      'jutro wieczorem',
      'bukra',
      'yom el khamis',
      'завтра ввечері',
      'у суботу'
    ])
  ).toEqual({
    'what to do tomorrow evening': 'morgenavond',
    tonight: 'vanavond',
    'open on saturday afternoon': 'zaterdagmiddag 28 november',
    'heute abend': 'vanavond',
    'am samstag': 'zaterdag 28 november',
    bugün: 'vandaag',
    'yarın akşam': 'morgenavond',
    'bu hafta sonu': 'dit weekend',
    'w sobotę': 'zaterdag 28 november',
    'jutro wieczorem': 'morgenavond',
    bukra: 'morgen',
    'yom el khamis': 'donderdag 26 november',
    'завтра ввечері': 'morgenavond',
    'у суботу': 'zaterdag 28 november'
  });
});

test.each([
  'straks word ik uit mijn huis gezet',
  'morgen moet ik mijn huis uit',
  'de hele avond achter de fles',
  'elke nacht herrie',
  "'s nachts dwalen",
  'vannacht geen bed',
  'de avonden zo lang',
  'overdag ligt hij op bed',
  'hij drinkt elke avond',
  'elke zaterdag ruzie',
  'sinds zaterdag eet ze niet',
  'sinds de zomervakantie niet naar school',
  'ik ben zo moe',
  'mijn ma is ziek',
  'ik zat alleen',
  'do it yourself',
  'activiteiten 4-12 jaar',
  'hulp 3 uur per week',
  '24/7 bereikbaar',
  'geboren 3-12-1956',
  '31-02',
  'goedemorgen ik zoek een huis'
])('no time is asked for in: %s', (question) => {
  expect(recognised(question)).toBeNull();
});

test('windows lie ahead, in order, each with an end after its begin, whatever is said and when', () => {
  const phrase = fc.constantFrom(
    ...vocabulary.phrases.keys,
    'zaterdagavond',
    'koffie',
    '14',
    '00',
    '3',
    '2027'
  );
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }).map(dutchWallTime);
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 6 }), moment, (phrases, now) => {
      const words = wordsOf(phrases.join(' '));
      const found = recogniseTime(words, vocabulary, now);
      if (!found) return;
      expect(found.windows.length).toBeGreaterThan(0);
      expect(found.label).not.toBe('');
      for (const { from, until } of found.windows) {
        expect(from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
        expect(from >= now && from < until).toBe(true);
      }
      const starts = found.windows.map(({ from }) => from);
      expect([...starts].sort()).toEqual(starts);
      expect(found.used.every((place) => place >= 0 && place < words.length)).toBe(true);
    }),
    { numRuns: 3000 }
  );
});
