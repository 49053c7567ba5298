/** Stands before the first text and after each; no text holds it. */
const BETWEEN = '\n';

/** A list of texts as it is kept: one text, and where in it each begins. */
export interface StoredTexts {
  readonly text: string;
  readonly places: Uint32Array<ArrayBuffer>;
}

/**
 * A long list of short texts in one. It is used as it is stored, so that a device that reads a hundred thousand words
 * makes not one of them before it is asked for.
 */
export class TextList {
  readonly stored: StoredTexts;

  constructor(stored: StoredTexts) {
    this.stored = stored;
  }

  static of(texts: readonly string[]): TextList {
    const places = new Uint32Array(texts.length);
    let place = BETWEEN.length;
    texts.forEach((text, number) => {
      places[number] = place;
      place += text.length + BETWEEN.length;
    });
    return new TextList({ text: BETWEEN + texts.map((text) => text + BETWEEN).join(''), places });
  }

  get length(): number {
    return this.stored.places.length;
  }

  /** The text of a number; undefined past the end. */
  at(number: number): string | undefined {
    const { text, places } = this.stored;
    const start = places[number];
    if (start === undefined) return undefined;
    return text.slice(start, (places[number + 1] ?? text.length + 1 - BETWEEN.length) - BETWEEN.length);
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

  /** The numbers of the texts that hold a part, or begin with it, each once and in order. */
  holding(part: string, { atBeginning = false } = {}): number[] {
    const { text, places } = this.stored;
    const sought = atBeginning ? BETWEEN + part : part;
    const found: number[] = [];
    for (let at = text.indexOf(sought); at >= 0;) {
      const number = this.#numberAt(at + (sought.length - part.length));
      found.push(number);
      at = text.indexOf(sought, (places[number + 1] ?? text.length) - BETWEEN.length);
    }
    return found;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.length; number++) yield this.at(number) ?? '';
  }

  /** Which text stands at a place of the whole. */
  #numberAt(place: number): number {
    const { places } = this.stored;
    let low = 0;
    let high = places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((places[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
