import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, TAGS } from './languages.ts';
import { nl } from './nl.ts';
import { fieldName, MESSAGES, needName, say, themeName } from './say.ts';
import { FIELD_NAMES, THEME_NAMES } from './theme-names.ts';
import { ageIn, dayIn, spanIn } from './times.ts';

interface Need {
  readonly slug: string;
  readonly name: string;
  readonly names: Record<string, string>;
  readonly themes: readonly string[];
}

const keys = Object.keys(nl).sort();
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
const foreign = LANGUAGES.filter((language) => language !== 'nl');

describe.each(LANGUAGES)('the screen in %s', (language) => {
  test('says everything that it says in Dutch, and fills in the same', () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual(keys);
    for (const [key, text] of Object.entries(MESSAGES[language])) {
      expect(text.trim(), key).not.toBe('');
      expect(holes(text), key).toEqual(holes(nl[key as keyof typeof nl]));
    }
  });
  test('is written in letters of its own', () => {
    const script =
      { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u }[language as string] ?? /\p{Script=Latin}/u;
    const texts = [
      ...Object.values(MESSAGES[language]),
      ...Object.values(FIELD_NAMES).map((names) => names[language])
    ];
    expect(
      texts.filter((text) => !script.test(text) && /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, '')))
    ).toEqual([]);
  });
});

test('every theme of the example map, and every field of life in it, has a name in every language', () => {
  const file = join(import.meta.dirname, '../../../../demo/sociale-kaart/themes.json');
  const themes: { id: string; name: string; parent: string }[] = JSON.parse(readFileSync(file, 'utf8'));
  for (const { id, name, parent } of themes)
    for (const language of foreign) {
      expect(themeName(language, id, name).language, id).toBe(language);
      expect(fieldName(language, parent).language, parent).toBe(language);
    }
  expect(Object.keys(THEME_NAMES).sort()).toEqual(themes.map(({ id }) => id).sort());
});

test('every need that search knows has a name in every language, Arabic in its own letters', () => {
  const folder = join(import.meta.dirname, '../../../../knowledge/needs');
  const needs = readdirSync(folder).flatMap(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Need[]
  );
  const lacking = needs
    .filter(({ themes }) => themes.length > 0)
    .flatMap(({ slug, name, names }) =>
      foreign
        .filter((language) => needName(language, slug, name, names).language !== language)
        .map((one) => `${slug} ${one}`)
    );
  expect(lacking).toEqual([]);
  expect(needName('ar', 'nieuw', 'iets nieuws', { ar: 'shay jadid' })).toEqual({
    text: 'iets nieuws',
    language: 'nl'
  });
});

test('a language that lacks a text says it in Dutch, and tells that it did', () => {
  const lacking = { ...MESSAGES, pl: { ...MESSAGES.pl, welcome: ' ' } };
  expect(say('pl', 'welcome', {}, lacking)).toEqual({ text: nl.welcome, language: 'nl' });
  expect(say('tr', 'call', { number: '0570' })).toEqual({ text: 'Arayın: 0570', language: 'tr' });
  expect(say('ar', 'call', { number: '0570 00 12 34' }).text).toContain('\u20680570 00 12 34\u2069');
  expect(themeName('uk', 'nieuw-thema', 'Nieuw thema')).toEqual({ text: 'Nieuw thema', language: 'nl' });
  expect(fieldName('uk', 'iets-nieuws')).toEqual({ text: 'Iets nieuws', language: 'nl' });
});

test('days and times are told in the language, with western figures', () => {
  expect(spanIn('nl', '2026-11-24T09:30:00', '2026-11-24T14:00:00')).toBe('9.30 tot 14.00 uur');
  for (const language of LANGUAGES) {
    expect(spanIn(language, '2026-11-24T09:30:00', '2026-11-24T14:00:00'), TAGS[language]).toMatch(
      /0?9[:.]30.*14[:.]00/
    );
    expect(dayIn(language, '2026-11-26', '2026-11-24')).toMatch(/26/);
    expect(dayIn(language, '2026-11-24', '2026-11-24')).toBe(MESSAGES[language].today);
    expect(dayIn(language, '2026-11-25', '2026-11-24')).toBe(MESSAGES[language].tomorrow);
  }
});

test('how old the information is, is told in days, weeks or months, and not at all without a clock to trust', () => {
  const now = Date.UTC(2026, 10, 27, 12);
  const ago = (days: number) => ageIn('nl', now - days * 86_400_000, now);
  expect([0, 1, 5, 15, 70].map(ago)).toEqual([
    'vandaag',
    'gisteren',
    '5 dagen geleden',
    '2 weken geleden',
    '2 maanden geleden'
  ]);
  expect(ageIn('nl', null, now)).toBeNull();
  expect(ageIn('nl', now, null)).toBeNull();
  expect(ageIn('nl', now, now - 3 * 86_400_000)).toBeNull();
});
