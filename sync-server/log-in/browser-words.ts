const BROWSERS = [
  ['Edg', 'Edge'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari', 'Safari']
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'een iPhone'],
  ['iPad', 'een iPad'],
  ['CrOS', 'een Chromebook'],
  ['Windows', 'Windows'],
  ['Macintosh', 'een Mac'],
  ['Linux', 'Linux']
] as const;

/** What people call the browser that says this of itself; nothing of its version is kept. */
export function browserWords(userAgent: string): string {
  const known = (list: readonly (readonly [string, string])[], otherwise: string): string =>
    list.find(([mark]) => userAgent.includes(mark))?.[1] ?? otherwise;
  return `${known(BROWSERS, 'Een browser')} op ${known(SYSTEMS, 'een onbekend toestel')}`;
}
