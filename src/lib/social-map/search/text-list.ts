/** Stands before the first text and after each; no text holds it. */
const BETWEEN = '\n';

/** Texts of a list that stand beside one another: from `first` up to but without `end`. */
export interface Run {
  readonly list: TextList;
  readonly first: number;
  readonly end: number;
}

/**
 * A long list of short texts in one. It is used as it is stored, so that a device that reads a hundred thousand words
 * makes not one of them before it is asked for.
 */
export class TextList {
  readonly text: string;
  /** Where in it each begins. */
  readonly places: Uint32Array<ArrayBuffer>;

  constructor(text: string, places: Uint32Array<ArrayBuffer>) {
    this.text = text;
    this.places = places;
  }

  static of(texts: readonly string[]): TextList {
    const places = new Uint32Array(texts.length);
    let place = BETWEEN.length;
    texts.forEach((text, number) => {
      places[number] = place;
      place += text.length + BETWEEN.length;
    });
    return new TextList(BETWEEN + texts.map((text) => text + BETWEEN).join(''), places);
  }

  /** Puts runs of other lists one after another; what they have in common with those is copied at once. */
  static ofRuns(runs: readonly Run[]): TextList {
    const places = new Uint32Array(runs.reduce((sum, { first, end }) => sum + end - first, 0));
    const texts = [BETWEEN];
    let place = BETWEEN.length;
    let number = 0;
    for (const { list, first, end } of runs) {
      const start = list.start(first);
      for (let from = first; from < end; from++) places[number++] = place + list.start(from) - start;
      place += list.start(end) - start;
      texts.push(list.text.slice(start, list.start(end)));
    }
    return new TextList(texts.join(''), places);
  }

  get length(): number {
    return this.places.length;
  }

  /** The text of a number; undefined past the end. */
  at(number: number): string | undefined {
    return number < this.length ? this.text.slice(this.start(number), this.end(number)) : undefined;
  }

  /** The number of the first text that does not come before another, in a list that is sorted by code units. */
  firstFrom(text: string): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.at(middle) ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of a text in a list that is sorted by code units; undefined where it is not in it. */
  numberOf(text: string): number | undefined {
    const number = this.firstFrom(text);
    return this.at(number) === text ? number : undefined;
  }

  /** The numbers of the texts that hold a part, or begin with it, each once and in order. */
  holding(part: string, { atBeginning = false } = {}): number[] {
    const sought = atBeginning ? BETWEEN + part : part;
    const found: number[] = [];
    for (let at = this.text.indexOf(sought); at >= 0;) {
      const number = this.#numberAt(at + (sought.length - part.length));
      found.push(number);
      at = this.text.indexOf(sought, this.end(number));
    }
    return found;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.length; number++) yield this.at(number) ?? '';
  }

  /** Where in the whole a text begins, or for the number past the last where it would. */
  start(number: number): number {
    return this.places[number] ?? this.text.length;
  }

  /** Where in the whole a text ends. */
  end(number: number): number {
    return this.start(number + 1) - BETWEEN.length;
  }

  /** Which text stands at a place of the whole. */
  #numberAt(place: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.start(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
