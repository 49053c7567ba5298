import type { AnyDocument } from '../core/document.ts';
import type { StoredRecord } from '../db/records.ts';
import { readReferrals } from '../referrals/referral-book.ts';
import { readSignals } from '../signals/signal-book.ts';
import { fileLife, type FileLife } from '../visits/file-life.ts';
import { readVisits } from '../visits/visit-book.ts';
import { factsElsewhere } from './facts-elsewhere.ts';

/** A file whose term is over. */
export interface EndedFile {
  /** Id of the resident. */
  readonly resident: string;
  readonly life: FileLife;
}

/** What is known of a team's residents, read from its records. */
export interface FilesOfTeam {
  /** Files to be destroyed on a day (`YYYY-MM-DD`) or before, the longest over first. */
  readonly ended: readonly EndedFile[];
  /** The id under which a resident is read, where two cards are one. */
  readonly residentOf: (id: string) => string;
}

/** Reads which files are over by a day out of everything that is in one team's database. */
export function endedFiles(records: readonly StoredRecord[], today: string): FilesOfTeam {
  const visits = { book: readVisits(records) };
  const referrals = { book: readReferrals(records, visits.book.residentOf) };
  const signals = { book: readSignals(records) };
  const ended = [...visits.book.residents.keys()]
    .map((resident) => ({
      resident,
      life: fileLife(visits.book, resident, today, factsElsewhere({ visits, referrals, signals }, resident))
    }))
    .filter(({ life }) => life.destroyOn <= today)
    .sort((one, other) => (one.life.destroyOn < other.life.destroyOn ? -1 : 1));
  return { ended, residentOf: visits.book.residentOf };
}

/** Documents as the books read them. */
export const asRecords = (database: string, documents: readonly AnyDocument[]): StoredRecord[] =>
  documents.map((document) => ({ database, delivery: 'processed', document }));
