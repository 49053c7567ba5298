import { TextList } from './text-list.ts';

/** Words with what they stand for. Kept as two long texts, so that none of thousands is made before it is looked up. */
export class WordMap {
  /** In order of code units. */
  readonly keys: TextList;
  readonly values: TextList;

  constructor(keys: TextList, values: TextList) {
    this.keys = keys;
    this.values = values;
  }

  /** Of a word that comes twice the last counts. */
  static of(entries: Iterable<readonly [string, string]>): WordMap {
    const all = new Map(entries);
    const keys = [...all.keys()].sort((one, two) => (one < two ? -1 : 1));
    return new WordMap(TextList.of(keys), TextList.of(keys.map((key) => all.get(key) ?? '')));
  }

  get(key: string): string | undefined {
    const number = this.keys.numberOf(key);
    return number === undefined ? undefined : this.values.at(number);
  }
}
