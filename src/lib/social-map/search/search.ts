import { Dictionary } from './dictionary.ts';
import { EntryMarks } from './entry-marks.ts';
import { Scorer } from './fit.ts';
import type { NeedFinder, SoughtNeed } from './needs.ts';
import { inOrder, type Placed } from './order.ts';
import type { PackedIndex } from './packed-index.ts';
import type { RecognisedTime, TimeWindow } from './time-words.ts';
import { understand, type Understanding } from './understand.ts';
import { WEIGHTS } from './weights.ts';
import type { WordLists } from './word-lists.ts';

/** Recognises a time in folded words. */
export type TimeReader = (words: readonly string[]) => RecognisedTime | null;

/** What the place and the moment of asking bring. */
export interface Asking {
  /** Where the asker lives, if known; a place in the question goes before it. */
  readonly zone: string | null;
  /** Wall time. */
  readonly now: string;
  /** Rows of activities that have a session that goes on in one of the windows. */
  readonly happening: (windows: readonly TimeWindow[]) => ReadonlySet<number>;
}

/** Holds until the next question. */
export interface Found {
  readonly placed: readonly Placed[];
  /** The need by which a row was found; null where its own words did. */
  readonly needOf: (row: number) => SoughtNeed | null;
}

/** Search over everything in an index. Pure: the same data and question give the same answer everywhere. */
export class Search {
  readonly index: PackedIndex;
  readonly marks: EntryMarks;
  readonly #lists: WordLists;
  readonly #needs: NeedFinder;
  readonly #scorer: Scorer;

  constructor(index: PackedIndex, lists: WordLists, needs: NeedFinder) {
    this.index = index;
    this.marks = new EntryMarks(index);
    this.#lists = lists;
    this.#needs = needs;
    this.#scorer = new Scorer(index, new Dictionary(index), lists);
  }

  /** @param without marks of what is not meant, though it may be recognised */
  understand(text: string, without: readonly string[], recogniseTime: TimeReader): Understanding {
    return understand(text, new Set(without), { lists: this.#lists, needs: this.#needs, recogniseTime });
  }

  find(understanding: Understanding, { zone, now, happening: inTime }: Asking): Found {
    const fit = this.#scorer.fit(understanding);
    if (understanding.elsewhere && fit.covered < WEIGHTS.leastCovered)
      return { placed: [], needOf: () => null };
    const happening = understanding.time ? inTime(understanding.time.windows) : null;
    const circumstances = { zone: understanding.zone ?? zone, now, happening };
    const something = fit.sought || understanding.blank || understanding.recognised.length > 0;
    let placed = something ? inOrder(fit, this.marks, understanding, circumstances) : [];
    // Where nothing takes place at that time, what there is at other times still helps.
    if (placed.length === 0 && happening && fit.sought)
      placed = inOrder(fit, this.marks, understanding, { ...circumstances, happening: null });
    return { placed, needOf: fit.needOf };
  }
}
