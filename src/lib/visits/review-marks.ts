import { LIFE_DOMAINS, type LifeDomain } from '../social-map/life-domain.ts';
import { moment } from '../db/kept.ts';
import { conversationsWith, type VisitBook } from './visit-book.ts';

export const MARK_NAMES = { going: 'Hoe gaat het', control: 'Hoeveel regie' } as const;
export type MarkName = keyof typeof MARK_NAMES;

/** Marks that a resident gave on one day. */
export interface MarkPoint {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Orders what fell on one day, and is of no other point. */
  readonly at: string;
  readonly from: 'conversation' | 'review' | 'closing';
  /** What the marks are about; null when that is life as a whole. */
  readonly domain: LifeDomain | null;
  readonly going: number | null;
  readonly control: number | null;
}

/** Every mark that a resident (id) gave, by day; moments without any are left out. */
export function markPoints(book: VisitBook, resident: string): MarkPoint[] {
  const inConversations = conversationsWith(book, resident).flatMap(({ document }) =>
    document.domains.map(({ domain, going, control }) => ({
      ...{ day: document.day, at: `${moment(document)} ${domain}`, from: document.kind },
      ...{ domain, going, control }
    }))
  );
  const looksBack = [...book.reviews, ...book.closings]
    .filter(({ document }) => document.resident === resident)
    .map(({ document }) => ({
      ...{ day: document.day, at: moment(document), from: document.kind },
      ...{ domain: null, going: document.going, control: document.control }
    }));
  const order = ({ day, at }: MarkPoint): string => `${day} ${at}`;
  return [...inConversations, ...looksBack]
    .filter(({ going, control }) => going !== null || control !== null)
    .sort((one, two) => (order(one) < order(two) ? -1 : 1));
}

/** The points about life as a whole, and those about each life domain that got any. Only these are compared. */
export const byDomain = (
  points: readonly MarkPoint[]
): { readonly whole: MarkPoint[]; readonly domains: readonly DomainMarks[] } => ({
  whole: points.filter(({ domain }) => domain === null),
  domains: LIFE_DOMAINS.map((domain) => ({
    domain,
    points: points.filter((point) => point.domain === domain)
  })).filter((one) => one.points.length > 0)
});

export interface DomainMarks {
  readonly domain: LifeDomain;
  readonly points: readonly MarkPoint[];
}

/** The points of the arrangement that runs now, or that was the last one to run. */
export function pointsOfNow(points: readonly MarkPoint[]): readonly MarkPoint[] {
  const closed = points.slice(0, -1).findLastIndex(({ from }) => from === 'closing');
  return points.slice(closed + 1);
}

/** A mark at the start and now; null while it was given less than twice. */
export function startAndNow(
  points: readonly MarkPoint[],
  name: MarkName
): { readonly start: number; readonly now: number } | null {
  const given = points.map((point) => point[name]).filter((mark) => mark !== null);
  const [start, now] = [given[0], given.at(-1)];
  return given.length < 2 || start === undefined || now === undefined ? null : { start, now };
}
