import { ar } from './ar.ts';
import { ARABIC_NEEDS } from './arabic-needs.ts';
import { en } from './en.ts';
import { directionOf, TAGS, type Language } from './languages.ts';
import { nl, type MessageKey, type Messages } from './nl.ts';
import { pl } from './pl.ts';
import { FIELD_NAMES, THEME_NAMES } from './theme-names.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';

export const MESSAGES: Readonly<Record<Language, Partial<Messages>>> = { nl, en, tr, pl, ar, uk };

/** A text, and the language it is in: Dutch where the language asked for has none. */
export interface Said {
  readonly text: string;
  readonly language: Language;
}

/** What is filled in, by name. */
export type Parts = Readonly<Record<string, string | number>>;

/** What is filled in stands apart from the words round it, or a telephone number would run from right to left. */
const apart = (text: string, language: Language): string =>
  directionOf(language) === 'rtl' ? `\u2068${text}\u2069` : text;

/** A message of the screen. Never empty: where a language lacks it, it is Dutch. */
export function say(
  language: Language,
  key: MessageKey,
  parts: Parts = {},
  messages: Readonly<Record<Language, Partial<Messages>>> = MESSAGES
): Said {
  const own = messages[language][key]?.trim();
  const text = own ? own : nl[key];
  return {
    text: text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name in parts ? apart(String(parts[name]), language) : whole
    ),
    language: own ? language : 'nl'
  };
}

const inDutch = (text: string): Said => ({ text, language: 'nl' });

/** The name of a field of life; a field that this version does not know is called by its slug. */
export function fieldName(language: Language, slug: string): Said {
  const names = FIELD_NAMES[slug];
  if (names) return { text: names[language], language };
  return inDutch(slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' '));
}

/** The name of a theme; `dutch` is how the map calls it. */
export function themeName(language: Language, slug: string, dutch: string): Said {
  const name = language === 'nl' ? undefined : THEME_NAMES[slug]?.[language];
  return name === undefined ? inDutch(dutch) : { text: name, language };
}

/** The name of a need: the map has it in other languages, Arabic only in Latin letters. */
export function needName(
  language: Language,
  slug: string,
  dutch: string,
  names: Readonly<Record<string, string>>
): Said {
  const name = language === 'ar' ? ARABIC_NEEDS[slug] : names[language];
  return language === 'nl' || name === undefined ? inDutch(dutch) : { text: name, language };
}

const names = new Map<Language, Intl.DisplayNames>();

/** What a language is called in another: `pl` in Dutch is `Pools`. */
export function languageName(language: Language, code: string): string {
  const of = names.get(language) ?? new Intl.DisplayNames(TAGS[language], { type: 'language' });
  names.set(language, of);
  return of.of(code) ?? code;
}
