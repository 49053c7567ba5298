/*
 * Values one after another as bytes, kept as one and read back in the same order. A list of numbers is used where it
 * lies, so that reading seven megabytes copies next to nothing of them.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** Each value begins at a multiple of it, so that numbers of up to four bytes can be read where they lie. */
const ALIGNED = 4;
const LOW = 0x7f;
const MORE = 0x80;

const padding = (length: number): number => (ALIGNED - (length % ALIGNED)) % ALIGNED;

export class ByteWriter {
  readonly #parts: Bytes[] = [];

  bytes(value: Bytes): void {
    const length = new Uint8Array(Uint32Array.of(value.length).buffer);
    this.#parts.push(length, value, new Uint8Array(padding(value.length)));
  }

  text(value: string): void {
    this.bytes(new TextEncoder().encode(value));
  }

  /** Anything that JSON can tell. */
  plain(value: unknown): void {
    this.text(JSON.stringify(value));
  }

  /** Numbers that never fall, as the steps between them: most take a byte. */
  ascending(numbers: Uint32Array): void {
    this.bytes(new Uint8Array(Uint32Array.of(numbers.length).buffer));
    this.runs(numbers, Uint32Array.of(0, numbers.length));
  }

  /** Numbers that never fall within each run. @param starts where each run begins, and where the last ends */
  runs(numbers: Uint32Array, starts: Uint32Array): void {
    const steps = new Uint8Array(numbers.length * 5);
    let at = 0;
    for (let run = 0; run + 1 < starts.length; run++) {
      let before = 0;
      for (let place = starts[run] ?? 0; place < (starts[run + 1] ?? 0); place++) {
        const number = numbers[place] ?? 0;
        let step = number - before;
        before = number;
        for (; step > LOW; step >>>= 7) steps[at++] = (step & LOW) | MORE;
        steps[at++] = step;
      }
    }
    this.bytes(steps.slice(0, at));
  }

  blob(): Blob {
    return new Blob(this.#parts);
  }
}

/** Reads what a `ByteWriter` wrote, in the same order. */
export class ByteReader {
  readonly #buffer: ArrayBuffer;
  #at = 0;

  constructor(buffer: ArrayBuffer) {
    this.#buffer = buffer;
  }

  static of = async (blob: Blob): Promise<ByteReader> => new ByteReader(await blob.arrayBuffer());

  bytes(): Bytes {
    const [length = 0] = new Uint32Array(this.#buffer, this.#at, 1);
    const start = this.#at + ALIGNED;
    this.#at = start + length + padding(length);
    return new Uint8Array(this.#buffer, start, length);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes());
  }

  plain(): unknown {
    return JSON.parse(this.text());
  }

  ascending(): Uint32Array<ArrayBuffer> {
    const { buffer, byteOffset } = this.bytes();
    const [length = 0] = new Uint32Array(buffer, byteOffset, 1);
    return this.runs(Uint32Array.of(0, length));
  }

  runs(starts: Uint32Array): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(starts[starts.length - 1] ?? 0);
    const steps = this.bytes();
    let at = 0;
    for (let run = 1; run < starts.length; run++) {
      const end = starts[run] ?? 0;
      let number = 0;
      for (let place = starts[run - 1] ?? 0; place < end; place++) {
        let byte = steps[at++] ?? 0;
        let step = byte & LOW;
        for (let shift = 7; byte > LOW; shift += 7) {
          byte = steps[at++] ?? 0;
          step |= (byte & LOW) << shift;
        }
        number += step;
        numbers[place] = number;
      }
    }
    return numbers;
  }
}
