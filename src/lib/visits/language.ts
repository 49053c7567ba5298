import { languageNames } from '../social-map/languages.ts';

/** ISO 639 codes of the languages that residents speak most, in the order of the choice. */
export const COMMON_LANGUAGES = [
  'nl',
  'dse',
  'en',
  'de',
  'tr',
  'ar',
  'pl',
  'uk',
  'fa',
  'ti',
  'so',
  'ku',
  'ro',
  'bg',
  'es',
  'pt',
  'fr',
  'ru',
  'zh',
  'arc'
] as const;

/** A resident's language as it is read: the name of a code, or the words somebody once wrote. */
export const languageWord = (language: string): string =>
  /^[a-z]{2,3}$/.test(language) ? (languageNames([language]) ?? language) : language;
