const DAYS = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];
const ICAL_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** One opening: a day of the week (0 is Monday) and two times in minutes since midnight. */
export interface Opening {
  readonly day: number;
  readonly opens: number;
  readonly closes: number;
}

/** The days in a weekday's name or number, or in RFC 5545's BYDAY; null when one of them is no day. */
export function readDays(source: string): number[] | null {
  const days = source.split(',').map((part) => {
    const name = part.trim();
    const byName = DAY_NAMES.findIndex(
      (day) => day === name.toLowerCase() || day.slice(0, 3) === name.toLowerCase()
    );
    if (byName >= 0) return byName;
    if (/^[1-7]$/.test(name)) return Number(name) - 1;
    return ICAL_DAYS.indexOf(name.toUpperCase().replace(/^[+-]?\d+/, ''));
  });
  return days.includes(-1) ? null : days;
}

/** Minutes since midnight of `9:00`, `09:00:00`, `3pm` or `4:00 PM`; null when it is no time. */
export function readTime(source: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d+)?)?\s*(am|pm)?(?:Z|[+-]\d\d:?\d\d)?$/i.exec(
    source.trim()
  );
  if (!found || (found[2] === undefined && found[3] === undefined)) return null;
  const half = found[3]?.toLowerCase();
  const hour = half ? (Number(found[1]) % 12) + (half === 'pm' ? 12 : 0) : Number(found[1]);
  const minutes = hour * 60 + Number(found[2] ?? 0);
  return hour <= 24 && Number(found[2] ?? 0) < 60 ? minutes : null;
}

/** Openings in the words of the map: `ma t/m vr 9.00-17.00 uur, za 10.00-18.00 uur`. */
export function openingText(openings: readonly Opening[]): string {
  const byDay = DAYS.map((_, day) => {
    const slots = openings
      .filter((opening) => opening.day === day)
      .sort((left, right) => left.opens - right.opens);
    return [...new Set(slots.map(({ opens, closes }) => `${clock(opens)}-${clock(closes)}`))].join(' en ');
  });
  const lines: string[] = [];
  for (let day = 0; day < DAYS.length;) {
    let end = day;
    while (end + 1 < DAYS.length && byDay[end + 1] === byDay[day]) end += 1;
    const days = end === day ? DAYS[day] : `${DAYS[day]}${end === day + 1 ? ' en' : ' t/m'} ${DAYS[end]}`;
    if (byDay[day]) lines.push(`${days} ${byDay[day]} uur`);
    day = end + 1;
  }
  return lines.join(', ');
}

const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`;
