import { RUNGS } from '../ladder.ts';
import { mark } from './findable.ts';
import { rowsWith, type PackedIndex } from './packed-index.ts';

/** One value of a mark, and the rows that have it. */
interface MarkValue {
  readonly value: string;
  readonly rows: Uint32Array;
}

/** What the marks in an index tell of each row, laid out for a quick look. */
export class EntryMarks {
  /** Step on the ladder, 1 for the lowest. */
  readonly rung: Uint8Array;
  /** Month of the last check, counted from the year 2000; 0 for never. */
  readonly checked: Uint16Array;
  /** Rows that end, with the wall time after which they are over. */
  readonly ends = new Map<number, string>();
  readonly activity: Uint8Array;
  readonly size: number;
  readonly #index: PackedIndex;
  #rowsById: ReadonlyMap<string, number> | null = null;
  readonly #having = new Map<string, Uint8Array>();
  readonly #values = new Map<string, readonly MarkValue[]>();

  constructor(index: PackedIndex) {
    this.#index = index;
    const size = (this.size = index.ids.length);
    this.rung = new Uint8Array(size);
    this.checked = new Uint16Array(size);
    this.activity = new Uint8Array(size);
    index.ids.forEach((id, row) => {
      if (id.startsWith('activity:')) this.activity[row] = 1;
    });
    RUNGS.forEach((rung, number) => {
      this.rows(mark('rung', rung)).forEach((row) => (this.rung[row] = number + 1));
    });
    for (const { value, rows } of this.values('checked')) {
      const month = 12 * (Number(value.slice(0, 4)) - 2000) + Number(value.slice(5, 7));
      rows.forEach((row) => (this.checked[row] = month));
    }
    for (const { value, rows } of this.values('ends')) rows.forEach((row) => this.ends.set(row, value));
  }

  /** The row of an id; made when somebody first asks, which most questions do not. */
  row(id: string): number | undefined {
    this.#rowsById ??= new Map(this.#index.ids.map((one, row) => [one, row]));
    return this.#rowsById.get(id);
  }

  /** Rows that have a mark. */
  rows(term: string): Uint32Array {
    return rowsWith(this.#index, term);
  }

  /** By row, 1 for those that have a mark. */
  having(term: string): Uint8Array {
    const known = this.#having.get(term);
    if (known) return known;
    const having = new Uint8Array(this.size);
    for (const row of this.rows(term)) having[row] = 1;
    this.#having.set(term, having);
    return having;
  }

  /** Every value of a mark with its rows. */
  values(name: string): readonly MarkValue[] {
    const known = this.#values.get(name);
    if (known) return known;
    const beginning = mark(name, '');
    const found: MarkValue[] = [];
    for (let number = this.#index.terms.firstFrom(beginning); ; number++) {
      const term = this.#index.terms.at(number);
      if (!term?.startsWith(beginning)) break;
      const { starts, rows } = this.#index;
      found.push({
        value: term.slice(beginning.length),
        rows: rows.subarray(starts[number], starts[number + 1])
      });
    }
    this.#values.set(name, found);
    return found;
  }
}
