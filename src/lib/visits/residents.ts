import type { Resident } from './resident.ts';
import { moment, type Kept } from '../db/kept.ts';
import { plainText } from './resident-name.ts';
import type { VisitBook } from './visit-book.ts';

/** One line of the list of residents. */
export interface ResidentLine {
  readonly resident: Kept<Resident>;
  /** Names on other cards of the same resident. */
  readonly otherNames: readonly string[];
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
    .map((resident) => ({
      resident,
      otherNames: (book.merged.get(resident.document._id) ?? []).map(({ document }) => document.name),
      lastSpoken: lastSpoken.get(resident.document._id) ?? null
    }))
    .sort(
      (one, other) =>
        byName.compare(one.resident.document.name, other.resident.document.name) ||
        moment(one.resident.document).localeCompare(moment(other.resident.document))
    );
}

/** The lines of which one name holds every word of `text`, whatever the accents, capitals and order. */
export function findByName(lines: readonly ResidentLine[], text: string): ResidentLine[] {
  const words = plainText(text).split(/\s+/).filter(Boolean);
  return lines.filter(({ resident, otherNames }) =>
    [resident.document.name, ...otherNames].some((name) => {
      const plain = plainText(name);
      return words.every((word) => plain.includes(word));
    })
  );
}

/** A resident's card by its own id, also when it was merged into another one; null when it is not on this device. */
export const anyCard = (book: VisitBook, id: string): Kept<Resident> | null =>
  book.residents.get(id) ??
  book.merged.get(book.residentOf(id))?.find(({ document }) => document._id === id) ??
  null;
