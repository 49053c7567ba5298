import { isWrittenByApp } from '#lib/roles/can.ts';
import type { LeftPiece } from './left-work.ts';

/** What a document is, to whoever leads a team. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  resident: 'Kaart van een bewoner',
  conversation: 'Gesprek',
  step: 'Afspraak',
  'step-result': 'Hoe een afspraak ging',
  report: 'Melding',
  'report-result': 'Wat er van een melding kwam',
  consent: 'Toestemming',
  arrangement: 'Arrangement',
  review: 'Terugblik',
  closing: 'Afsluiting',
  referral: 'Doorverwijzing',
  'handover-state': 'Wat er met een overdracht is gedaan',
  promise: 'Belofte',
  signal: 'Signaal',
  story: 'Verhaal'
};

/** Fields in which people write, however deep they lie. */
const WRITTEN: ReadonlySet<string> = new Set([
  ...['question', 'notes', 'note', 'what', 'text', 'good', 'needed', 'going', 'goal', 'agreed'],
  ...['who', 'background', 'reason', 'changed', 'reporterNote', 'contact', 'household', 'title']
]);

/** A piece as it is read before it is decided about. */
export interface PieceWords {
  readonly id: string;
  readonly title: string;
  /** When it was written, in UTC. */
  readonly written: string;
  readonly texts: readonly string[];
}

/**
 * Pieces of one colleague, the earliest first. What the app wrote by itself goes along and is not shown. `nameOf` answers
 * the name of a resident by id, null for one that is not known.
 */
export function pieceWords(
  pieces: readonly LeftPiece[],
  nameOf: (resident: string) => string | null
): readonly PieceWords[] {
  const shown = pieces.filter(({ document }) => !isWrittenByApp(document.kind));
  // Whose it is may be on a card that waits as well.
  const cards = new Map(
    shown.map(({ document }) => [
      document._id,
      typeof document['name'] === 'string' ? document['name'] : null
    ])
  );
  return shown
    .map(({ id, document }): PieceWords => {
      const about = document.kind === 'resident' ? document._id : String(document['resident'] ?? '');
      const name = cards.get(about) ?? nameOf(about);
      const word = KIND_WORDS[document.kind] ?? 'Een stuk';
      return {
        id,
        title: name === null ? word : `${word}: ${name}`,
        written: document.created,
        texts: textsIn(document)
      };
    })
    .sort((one, other) => (one.written < other.written ? -1 : 1));
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([field, inside]) => {
    if (field.startsWith('_')) return [];
    if (typeof inside === 'string') return WRITTEN.has(field) && inside.trim() !== '' ? [inside] : [];
    return textsIn(inside);
  });
}
