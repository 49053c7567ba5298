const names = new Intl.DisplayNames('nl', { type: 'language', fallback: 'code' });

/** Names of languages by their ISO 639 codes, in Dutch: `nl`, `dse` → `Nederlands, Nederlandse Gebarentaal`. */
export function languageNames(codes: readonly string[]): string | null {
  const known = codes.map((code) => (code === 'dse' ? 'Nederlandse Gebarentaal' : nameOfCode(code)));
  return known.length > 0 ? known.join(', ') : null;
}

function nameOfCode(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    // A code that is none is shown as the map has it.
    return code;
  }
}
