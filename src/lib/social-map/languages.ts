/** The languages that are spoken most; a table is quicker on a phone than the browser's own names. */
const NAMES: Record<string, string> = {
  nl: 'Nederlands',
  dse: 'Nederlandse Gebarentaal',
  en: 'Engels',
  de: 'Duits',
  fr: 'Frans',
  es: 'Spaans',
  tr: 'Turks',
  ar: 'Arabisch',
  pl: 'Pools',
  uk: 'Oekraïens',
  ru: 'Russisch',
  fa: 'Farsi',
  ti: 'Tigrinya',
  so: 'Somalisch',
  ku: 'Koerdisch',
  ro: 'Roemeens',
  bg: 'Bulgaars',
  pt: 'Portugees',
  zh: 'Chinees',
  arc: 'Aramees'
};

/** Names of languages by their ISO 639 codes, in Dutch: `nl`, `en` → `Nederlands, Engels`. */
export function languageNames(codes: readonly string[]): string | null {
  return codes.length > 0 ? codes.map((code) => NAMES[code] ?? rareName(code)).join(', ') : null;
}

function rareName(code: string): string {
  try {
    return new Intl.DisplayNames('nl', { type: 'language' }).of(code) ?? code;
  } catch {
    // A code that is none is shown as the map has it.
    return code;
  }
}
