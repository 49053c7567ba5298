import { moment, type Kept } from '../db/kept.ts';
import type { SignalBook } from './signal-book.ts';
import type { Signal, SignalSeen } from './signal.ts';

/** A signal with who else saw it. */
export interface SignalLine {
  readonly signal: Kept<Signal>;
  /** How many colleagues saw it besides who recorded it. */
  readonly colleagues: number;
  /** The latest day on which anybody saw it. */
  readonly lastSeen: string;
  /** Whether the reader recorded it. */
  readonly mine: boolean;
  /** Whether the reader said today to see it too. */
  readonly seenToday: boolean;
  /** What was told at a confirmation, newest first. */
  readonly notes: readonly Kept<SignalSeen>[];
}

/** Every signal: those that colleagues confirm first, by how many they are, and within that the one last seen. */
export function signalLines(book: SignalBook, reader: { user: string; today: string }): SignalLine[] {
  return book.signals.map((signal) => lineOf(signal, book, reader)).sort(confirmedFirst);
}

function lineOf(
  signal: Kept<Signal>,
  book: SignalBook,
  { user, today }: { user: string; today: string }
): SignalLine {
  const { _id, author, day } = signal.document;
  const seen = book.seen.get(_id) ?? [];
  return {
    signal,
    colleagues: new Set(seen.map(({ document }) => document.author).filter((name) => name !== author)).size,
    lastSeen: seen.reduce((last, { document }) => (document.day > last ? document.day : last), day),
    mine: author === user,
    seenToday: seen.some(({ document }) => document.author === user && document.day === today),
    notes: seen
      .filter(({ document }) => document.note !== '')
      .sort((one, other) => (moment(one.document) < moment(other.document) ? 1 : -1))
  };
}

const confirmedFirst = (one: SignalLine, other: SignalLine): number =>
  other.colleagues - one.colleagues ||
  other.lastSeen.localeCompare(one.lastSeen) ||
  moment(other.signal.document).localeCompare(moment(one.signal.document));

/** How it is confirmed, in words. */
export const confirmedWords = (colleagues: number): string =>
  colleagues === 0
    ? 'Nog door niemand anders gezien'
    : `Door ${colleagues} ${colleagues === 1 ? 'collega' : 'collega’s'} gezien`;
