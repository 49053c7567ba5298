import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SourceFile } from './files.ts';
import type { ReadFailure } from '../report.ts';

export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Far deeper than any directory goes, and shallow enough to walk. */
const DEPTH_LIMIT = 64;
/** Twice what fits in the largest file that is accepted, if it holds a directory. */
const VALUE_LIMIT = 2_000_000;

/** The value a JSON file holds. Its build is measured first, so that a hostile file costs no memory. */
export function parseJson(file: SourceFile): Result<unknown, ReadFailure> {
  const { depth, values } = measure(file.text);
  if (depth > DEPTH_LIMIT || values > VALUE_LIMIT) {
    const what = depth > DEPTH_LIMIT ? `meer dan ${DEPTH_LIMIT} lagen` : `meer dan ${VALUE_LIMIT} waarden`;
    return fail({
      code: 'unreadable',
      message: `'${file.name}' heeft ${what}; dat is geen sociale kaart. De kaart is niet veranderd.`
    });
  }
  try {
    return ok(JSON.parse(file.text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({
      code: 'unreadable',
      message: `'${file.name}' is geen geldige JSON, of is afgebroken (${detail.slice(0, 160)}). De kaart is niet veranderd.`
    });
  }
}

/** How deep the text nests and about how many values it holds; it stops at the first limit that is passed. */
function measure(text: string): { depth: number; values: number } {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < text.length && depth <= DEPTH_LIMIT && values <= VALUE_LIMIT; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') values += 1;
    else if (character === '{' || character === '[') {
      values += 1;
      depth += 1;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return { depth, values };
}
