import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SourceFile } from './files.ts';
import type { ReadFailure } from './report.ts';

export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Far deeper than any directory goes, and shallow enough to walk. */
const DEPTH_LIMIT = 64;

/** The value a JSON file holds. Its depth is measured first, so that a hostile file costs no memory. */
export function parseJson(file: SourceFile): Result<unknown, ReadFailure> {
  if (depthExceeds(file.text, DEPTH_LIMIT)) {
    return fail({
      code: 'unreadable',
      message: `'${file.name}' is dieper genest dan ${DEPTH_LIMIT} lagen; dat is geen gegevensbestand. De kaart is niet veranderd.`
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

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
