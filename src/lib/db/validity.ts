import type * as z from 'zod/mini';
import type { AnyDocument } from '../core/document.ts';

/** The schema of every kind of document that may be saved. */
export type Schemas = Readonly<Record<string, z.ZodMiniType>>;

export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a document; `newer` tells that a later version of the app wrote the stored one. */
export function problemsOf(document: AnyDocument, schemas: Schemas, newer: boolean): Problem[] {
  if (newer) {
    return [
      {
        path: 'schema',
        message:
          'Dit is gemaakt met een nieuwere versie van Binnenzak. Werk Binnenzak bij om het te veranderen.'
      }
    ];
  }
  const schema = schemas[document.kind];
  if (!schema) throw new TypeError(`No schema for documents of kind ${document.kind}.`);
  const outcome = schema.safeParse(document);
  if (outcome.success) return [];
  return outcome.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}

/** Whether a write failed because the disk, or the browser's share of it, is full. */
export function isFull(cause: unknown): boolean {
  for (let error = cause; error instanceof Object; error = 'cause' in error ? error.cause : null) {
    const texts = ['name', 'message', 'reason'].map((field) =>
      String((error as Record<string, unknown>)[field])
    );
    if (texts.some((text) => text.includes('QuotaExceeded'))) return true;
  }
  return false;
}
