/** The languages of the screen, the map's own first. Each is called by its own name. */
export const LANGUAGES = ['nl', 'en', 'tr', 'pl', 'ar', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Foreign = Exclude<Language, 'nl'>;

export const OWN_NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'English',
  tr: 'Türkçe',
  pl: 'Polski',
  ar: 'العربية',
  uk: 'Українська'
};

/** Tags by which the browser tells times and finds voices; figures are western in every language, as on letters here. */
export const TAGS: Readonly<Record<Language, string>> = {
  nl: 'nl-NL',
  en: 'en-GB',
  tr: 'tr-TR',
  pl: 'pl-PL',
  ar: 'ar-u-nu-latn',
  uk: 'uk-UA'
};

/** The direction in which a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);
