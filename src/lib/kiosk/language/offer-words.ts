import { timeName } from '../../core/dutch-date.ts';
import type { Offer } from '../offer.ts';
import type { Language } from './languages.ts';
import { say, type Said } from './say.ts';
import { dayIn, spanIn, timeIn } from './times.ts';

/**
 * When an offer can be had: whether it is open now, when it is next, or its hours as the map tells them. Null where the
 * map tells nothing.
 *
 * @param now wall time; null where the screen does not know it
 */
export function whenIn(
  language: Language,
  { open, next, hours }: Pick<Offer, 'open' | 'next' | 'hours'>,
  now: string | null
): Said | null {
  const own = (text: string): Said => ({ text, language });
  if (now !== null && next !== null)
    return own(
      `${dayIn(language, next.start.slice(0, 10), now.slice(0, 10))}, ${spanIn(language, next.start, next.end)}`
    );
  if (now !== null && open?.kind === 'open')
    return open.until === null
      ? say(language, 'openAllDay')
      : say(language, 'openUntil', { time: momentIn(language, open.until, now) });
  if (now !== null && open?.kind === 'closed')
    return say(language, 'closedUntil', { time: momentIn(language, open.opens, now) });
  return hours === null ? null : { text: hours, language: 'nl' };
}

/** A wall time, with its day where that is not today. */
function momentIn(language: Language, wallTime: string, now: string): string {
  const [day, today] = [wallTime.slice(0, 10), now.slice(0, 10)];
  const time = language === 'nl' ? timeName(wallTime) : timeIn(language, wallTime);
  return day === today ? time : `${dayIn(language, day, today)} ${time}`;
}
