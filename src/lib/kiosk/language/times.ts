import { addDays, clockText, timeSpan } from '../../core/dutch-date.ts';
import { TAGS, type Language } from './languages.ts';
import { say } from './say.ts';

/* Days and times of the Netherlands in the language of the screen. Wall times are written as everywhere in the product. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, name: 'time' | 'day'): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(TAGS[language], {
    timeZone: 'UTC',
    ...(name === 'time'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { weekday: 'long', day: 'numeric', month: 'long' })
  });
  formats.set(key, made);
  return made;
}

/** `2026-11-24T14:00:00` → `14:00`; in Dutch as everywhere in the product. */
export const timeIn = (language: Language, wallTime: string): string =>
  language === 'nl' ? clockText(wallTime) : formatOf(language, 'time').format(Date.parse(`${wallTime}Z`));

/** `2026-11-24` → `today` or `Tuesday 24 November`; always the latter where it is not known, or no matter, what today is. */
export function dayIn(language: Language, day: string, today: string | null): string {
  if (day === today) return say(language, 'today').text;
  if (today !== null && day === addDays(today, 1)) return say(language, 'tomorrow').text;
  return formatOf(language, 'day').format(Date.parse(`${day}T12:00:00Z`));
}

/** Two wall times → `14:00 to 16:00`. */
export const spanIn = (language: Language, start: string, end: string): string =>
  language === 'nl'
    ? timeSpan(start, end)
    : say(language, 'until', { start: timeIn(language, start), end: timeIn(language, end) }).text;

const DAY = 24 * 60 * 60_000;

/**
 * How old the information on the screen is: `3 days ago`. Null where nothing can be said: it never came, or the clock is
 * not to be trusted. Both in milliseconds since 1970 by the same clock.
 */
export function ageIn(language: Language, checked: number | null, now: number | null): string | null {
  if (checked === null || now === null || now < checked - DAY) return null;
  const days = Math.max(0, Math.floor((now - checked) / DAY));
  const words = new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'auto' });
  if (days < 14) return words.format(-days, 'day');
  return days < 60
    ? words.format(-Math.floor(days / 7), 'week')
    : words.format(-Math.floor(days / 30), 'month');
}
