/*
 * Values one after another as bytes, kept as one and read back in the same order. A list of numbers is used where it
 * lies, so that reading seven megabytes copies next to nothing of them.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** Each value begins at a multiple of it, so that numbers of up to four bytes can be read where they lie. */
const ALIGNED = 4;
const BYTE = 8;

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

  /** Numbers that never fall. */
  ascending(numbers: Uint32Array): void {
    this.bytes(new Uint8Array(Uint32Array.of(numbers.length).buffer));
    this.runs(numbers, Uint32Array.of(0, numbers.length));
  }

  /**
   * Numbers that never fall within each run, as the steps between them: first the lowest byte of every step, then the
   * next of every step, as far as the largest needs. Mostly the second are all zero, and zipped they are nothing.
   * @param starts where each run begins, and where the last ends
   */
  runs(numbers: Uint32Array, starts: Uint32Array): void {
    const steps = numbers.map((number, place) => number - (numbers[place - 1] ?? 0));
    for (const start of starts) if (start < steps.length) steps[start] = numbers[start] ?? 0;
    const most = steps.reduce((one, two) => Math.max(one, two), 0);
    const width = Math.max(1, Math.ceil(Math.log2(most + 1) / BYTE));
    const bytes = new Uint8Array(width * steps.length);
    for (let plane = 0; plane < width; plane++)
      bytes.set(
        steps.map((step) => (step >>> (plane * BYTE)) & 0xff),
        plane * steps.length
      );
    this.bytes(bytes);
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
    const count = starts[starts.length - 1] ?? 0;
    const numbers = new Uint32Array(count);
    const bytes = this.bytes();
    const plane = (number: number) => bytes.subarray(number * count, (number + 1) * count);
    for (let high = 2; high * count < bytes.length; high++)
      plane(high).forEach(
        (byte, place) => (numbers[place] = (numbers[place] ?? 0) + (byte << (high * BYTE)))
      );
    const low = plane(0);
    const second = bytes.length > count ? plane(1) : new Uint8Array(count);
    // In one pass and with little in it: a million numbers are read before the first question can be answered.
    for (let run = 1; run < starts.length; run++) {
      const end = starts[run] ?? 0;
      let number = 0;
      for (let place = starts[run - 1] ?? 0; place < end; place++) {
        const step = (low[place] ?? 0) | ((second[place] ?? 0) << BYTE);
        number = (number + step + (numbers[place] ?? 0)) | 0;
        numbers[place] = number;
      }
    }
    return numbers;
  }
}
