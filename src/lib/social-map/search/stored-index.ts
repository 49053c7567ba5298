import type { ByteReader, ByteWriter } from './bytes.ts';
import { Lines } from './lines.ts';
import type { PackedIndex } from './packed-index.ts';
import { TextList } from './text-list.ts';
import type { WordLists } from './word-lists.ts';
import { WordMap } from './word-map.ts';
import type { WordPairs } from './word-pairs.ts';

/* What search is made of as bytes, to be kept: each `write` has a `read` that takes the same values in the same order. */

/** Stands between ids; none holds it. */
const BETWEEN = '\n';

export function writeIndex(
  writer: ByteWriter,
  { ids, terms, sounds, starts, rows, weights }: PackedIndex
): void {
  writer.text(ids.join(BETWEEN));
  writeTexts(writer, terms);
  writeTexts(writer, sounds);
  writer.ascending(starts);
  writer.runs(rows, starts);
  writer.bytes(weights);
}

export function readIndex(reader: ByteReader): PackedIndex {
  const ids = reader.text();
  const terms = readTexts(reader);
  const sounds = readTexts(reader);
  const starts = reader.ascending();
  return {
    ids: ids === '' ? [] : ids.split(BETWEEN),
    terms,
    sounds,
    starts,
    rows: reader.runs(starts),
    weights: reader.bytes()
  };
}

function writeTexts(writer: ByteWriter, { text, places }: TextList): void {
  writer.text(text);
  writer.ascending(places);
}

const readTexts = (reader: ByteReader): TextList => new TextList(reader.text(), reader.ascending());

export function writeLines(writer: ByteWriter, { bytes, starts }: Lines): void {
  writer.bytes(bytes);
  writer.ascending(starts);
}

export const readLines = (reader: ByteReader): Lines => new Lines(reader.bytes(), reader.ascending());

export function writePairs(writer: ByteWriter, { numbers, rows, weights }: WordPairs): void {
  writer.ascending(numbers);
  writer.bytes(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  writer.bytes(weights);
}

export function readPairs(reader: ByteReader): WordPairs {
  const numbers = reader.ascending();
  const { buffer, byteOffset } = reader.bytes();
  return { numbers, rows: new Uint16Array(buffer, byteOffset, numbers.length), weights: reader.bytes() };
}

export function writeLists(writer: ByteWriter, lists: WordLists): void {
  const { times, abbreviations, synonyms, compounds, places, groups, small } = lists;
  for (const map of [abbreviations, synonyms, compounds, places, groups, small, times.phrases, times.names]) {
    writeTexts(writer, map.keys);
    writeTexts(writer, map.values);
  }
  writer.plain(times.longest);
}

export function readLists(reader: ByteReader): WordLists {
  const next = () => new WordMap(readTexts(reader), readTexts(reader));
  return {
    abbreviations: next(),
    synonyms: next(),
    compounds: next(),
    places: next(),
    groups: next(),
    small: next(),
    times: { phrases: next(), names: next(), longest: reader.plain() as number }
  };
}
