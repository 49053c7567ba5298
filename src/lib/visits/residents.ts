import type { Resident } from './resident.ts';
import { moment, type Kept } from './kept.ts';
import type { VisitBook } from './visit-book.ts';

/** One line of the list of residents. */
export interface ResidentLine {
  readonly resident: Kept<Resident>;
  /** Day (`YYYY-MM-DD`) of the last conversation; null before the first. */
  readonly lastSpoken: string | null;
}

const byName = new Intl.Collator('nl', { sensitivity: 'base' });

/** All residents by name. */
export function residentLines(book: VisitBook): ResidentLine[] {
  const lastSpoken = new Map<string, string>();
  for (const { document } of book.conversations) {
    const earlier = lastSpoken.get(document.resident);
    if (!earlier || earlier < document.day) lastSpoken.set(document.resident, document.day);
  }
  return [...book.residents.values()]
    .map((resident) => ({ resident, lastSpoken: lastSpoken.get(resident.document._id) ?? null }))
    .sort(
      (one, other) =>
        byName.compare(one.resident.document.name, other.resident.document.name) ||
        moment(one.resident.document).localeCompare(moment(other.resident.document))
    );
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** The lines whose name holds every word of `text`, whatever the accents, capitals and order. */
export function findByName(lines: readonly ResidentLine[], text: string): ResidentLine[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return lines.filter(({ resident }) => {
    const name = plain(resident.document.name);
    return words.every((word) => name.includes(word));
  });
}
