import { moment } from '../db/kept.ts';
import { conversationsWith, type VisitBook } from './visit-book.ts';

export const MARK_NAMES = { going: 'Hoe gaat het', control: 'Hoeveel regie' } as const;
export type MarkName = keyof typeof MARK_NAMES;

/** Marks that a resident gave on one day. Those of a conversation are the mean over the life domains talked about. */
export interface MarkPoint {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Orders what fell on one day, and is of no other point. */
  readonly at: string;
  readonly from: 'conversation' | 'review' | 'closing';
  readonly going: number | null;
  readonly control: number | null;
}

/** Every mark that a resident (id) gave, by day; moments without any are left out. */
export function markPoints(book: VisitBook, resident: string): MarkPoint[] {
  const conversations = conversationsWith(book, resident).map(({ document }) => ({
    ...document,
    going: mean(document.domains.map(({ going }) => going)),
    control: mean(document.domains.map(({ control }) => control))
  }));
  const looksBack = [...book.reviews, ...book.closings].map(({ document }) => document);
  const order = ({ day, at }: MarkPoint): string => `${day} ${at}`;
  return [...conversations, ...looksBack]
    .filter((given) => given.resident === resident && (given.going !== null || given.control !== null))
    .map((given) => ({
      day: given.day,
      at: moment(given),
      from: given.kind,
      going: given.going,
      control: given.control
    }))
    .sort((one, two) => (order(one) < order(two) ? -1 : 1));
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

/** `6.5` → `6,5`. */
export const markText = (mark: number): string => String(mark).replace('.', ',');

/** To one decimal; null for none. */
function mean(marks: readonly (number | null)[]): number | null {
  const given = marks.filter((mark) => mark !== null);
  if (given.length === 0) return null;
  return Math.round((given.reduce((sum, mark) => sum + mark, 0) / given.length) * 10) / 10;
}
