/* How RFC 5545 writes things down: content lines, folded, with texts escaped. Pure, for browser and server. */

/** Longest line in octets, its end not counted. */
const LONGEST_LINE = 75;

/** A text as a value: `Koffie, thee; taart` → `Koffie\, thee\; taart`. Control characters have no place in it. */
export const textValue = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** A wall time or a day without punctuation: `2026-11-24T10:00:00` → `20261124T100000`. */
export const plainTime = (time: string): string => time.replace(/[-:]/g, '');

/** A moment in UTC: `20261124T090000Z`. */
export const utcTime = (milliseconds: number): string =>
  `${plainTime(new Date(milliseconds).toISOString().slice(0, 19))}Z`;

/** Content lines that were folded, as a calendar's text: each with the line end that the format asks for. */
export const written = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

/**
 * A content line, folded where it is too long. Never breaks a character of several octets, because not every reader joins
 * the octets before it reads them.
 */
export function folded(line: string): string {
  // No character takes more than three octets for each unit that it is long.
  if (line.length * 3 <= LONGEST_LINE) return line;
  let folds = '';
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length;) {
    const codePoint = line.codePointAt(at) ?? 0;
    const size = octetsOf(codePoint);
    if (octets + size > LONGEST_LINE) {
      folds += `${line.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += size;
    at += codePoint < 0x10000 ? 1 : 2;
  }
  return folds + line.slice(from);
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
