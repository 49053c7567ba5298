import { ok, type Result } from '#lib/core/result.ts';
import type { MapEntry } from './map-document.ts';

export const FORMATS = {
  corpus: 'sociale kaart van Binnenzak (JSON)',
  'hsds-json': 'HSDS 3 (JSON)',
  'hsds-csv': 'HSDS (CSV)',
  ics: 'agenda (iCalendar)'
} as const;
export type Format = keyof typeof FORMATS;

/** What became of one file's rows: `imported + repaired + refused` is `rows`. */
export interface FileCounts {
  readonly file: string;
  readonly rows: number;
  readonly imported: number;
  readonly repaired: number;
  readonly refused: number;
}

/** What was mended in a row (`repaired`), or why it stayed out (`refused`). Rows count from 1, a CSV's heading not. */
export interface Remark {
  readonly file: string;
  readonly row: number;
  readonly outcome: 'repaired' | 'refused';
  readonly text: string;
}

export interface ImportReport {
  readonly format: Format;
  readonly files: readonly FileCounts[];
  readonly remarks: readonly Remark[];
  /** Files without rows for the map, each with the reason why they were left alone. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** What a person should look at, about a file as a whole. */
  readonly warnings: readonly string[];
}

/** Why nothing at all was taken in. `message` is for the person who imports. */
export interface ReadFailure {
  readonly code: 'not-found' | 'too-large' | 'empty' | 'unreadable' | 'cut-off' | 'not-recognised';
  readonly message: string;
}

export type ReadOutcome = Result<
  { readonly entries: readonly MapEntry[]; readonly report: ImportReport },
  ReadFailure
>;

/** More rows than any municipality's directory has. */
export const ROW_LIMIT = 250_000;

export const tooManyRows = (file: string): ReadFailure => ({
  code: 'too-large',
  message: `In '${file}' staan meer dan ${ROW_LIMIT} rijen; zoveel neemt de import niet aan. De kaart is niet veranderd.`
});

/** The judgement on one row. The reader gives it once: taken or refused; notes turn taken into repaired. */
export class RowRecord {
  readonly file: string;
  readonly row: number;
  readonly notes: string[] = [];
  refusal: string | null = null;
  #taken = false;

  constructor(file: string, row: number) {
    this.file = file;
    this.row = row;
  }

  take(): void {
    this.#taken = true;
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  refuse(reason: string): void {
    this.refusal = reason;
  }

  get outcome(): 'imported' | 'repaired' | 'refused' {
    if (this.refusal !== null) return 'refused';
    if (!this.#taken) throw new Error(`${this.file}, row ${this.row}: nobody judged this row.`);
    return this.notes.length > 0 ? 'repaired' : 'imported';
  }
}

/** Keeps every row of every file, so that none gets lost between reading and reporting. */
export class Ledger {
  readonly #files = new Map<string, RowRecord[]>();
  readonly #skipped: { file: string; reason: string }[] = [];
  readonly #warnings: string[] = [];

  /** Makes the file known, also when it turns out to have no rows. */
  open(file: string): void {
    if (!this.#files.has(file)) this.#files.set(file, []);
  }

  /** The next row of `file`. */
  row(file: string): RowRecord {
    this.open(file);
    const rows = this.#files.get(file) ?? [];
    const record = new RowRecord(file, rows.length + 1);
    rows.push(record);
    return record;
  }

  skip(file: string, reason: string): void {
    this.#skipped.push({ file, reason });
  }

  warn(text: string): void {
    this.#warnings.push(text);
  }

  /** @throws when a row was neither taken nor refused: a fault of the reader. */
  outcome(format: Format, entries: readonly MapEntry[]): ReadOutcome {
    const files = [...this.#files].map(([file, rows]) => {
      const count = { imported: 0, repaired: 0, refused: 0 };
      for (const row of rows) count[row.outcome] += 1;
      return { file, rows: rows.length, ...count };
    });
    const remarks = [...this.#files.values()].flat().flatMap(remarksOf);
    return ok({
      entries,
      report: { format, files, remarks, skipped: this.#skipped, warnings: this.#warnings }
    });
  }
}

function remarksOf({ file, row, refusal, notes }: RowRecord): Remark[] {
  if (refusal !== null) return [{ file, row, outcome: 'refused', text: refusal }];
  return notes.map((text) => ({ file, row, outcome: 'repaired', text }));
}
