/** Texts by number, as bytes: of the many that a device holds, only the few that are shown are ever read. */
export class Lines {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each begins; one more than there are texts. */
  readonly starts: Uint32Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>, starts: Uint32Array<ArrayBuffer>) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static of(texts: readonly string[]): Lines {
    return new Lines(new Uint8Array(), Uint32Array.of(0)).changed([], texts);
  }

  /** The text of a number; undefined past the end. */
  at(number: number): string | undefined {
    const end = this.starts[number + 1];
    return end === undefined
      ? undefined
      : new TextDecoder().decode(this.bytes.subarray(this.starts[number], end));
  }

  /** Those of some numbers, and others after them. */
  changed(kept: readonly number[], added: readonly string[]): Lines {
    const encoder = new TextEncoder();
    const all = [
      ...kept.map((number) => this.bytes.subarray(this.starts[number], this.starts[number + 1])),
      ...added.map((text) => encoder.encode(text))
    ];
    const starts = new Uint32Array(all.length + 1);
    all.forEach((one, number) => (starts[number + 1] = (starts[number] ?? 0) + one.length));
    const bytes = new Uint8Array(starts[all.length] ?? 0);
    all.forEach((one, number) => bytes.set(one, starts[number]));
    return new Lines(bytes, starts);
  }
}
