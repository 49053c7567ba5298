import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { MAP_DATABASE } from '#lib/roles/databases.ts';
import { Need, Vocabulary } from '#lib/social-map/search/knowledge.ts';
import { openDatabase } from './database.ts';
import type { Engine } from './engines/engine.ts';
import { applyToMap, type ApplyCounts } from './imports/apply-to-map.ts';
import type { MapEntry } from './imports/map-document.ts';

/** Stands as the author of what came with the product; a document that a curator saved has the curator's name. */
const AUTHOR = 'import';

const { name, names, themes, terms, said, words } = Need.shape;
const WrittenNeed = z.strictObject({ slug: z.string(), name, names, themes, terms, said, words });
const WrittenVocabulary = z.strictObject({ list: Vocabulary.shape.list, words: Vocabulary.shape.words });

/**
 * What search knows when an installation begins: the needs and word lists in a folder, as entries of the map.
 * @throws when a file does not keep to its shape, with the file's name
 */
export async function readKnowledge(folder: string): Promise<MapEntry[]> {
  const needs = await readFiles(join(folder, 'needs'), z.array(WrittenNeed));
  const vocabularies = await readFiles(join(folder, 'vocabulary'), WrittenVocabulary);
  return [
    ...needs
      .flat()
      .map(({ slug, ...need }): MapEntry => ({ ...need, _id: `need:${slug}`, kind: 'need', schema: 1 })),
    ...vocabularies.map((vocabulary): MapEntry => ({
      ...vocabulary,
      _id: `vocabulary:${vocabulary.list}`,
      kind: 'vocabulary',
      schema: 1
    }))
  ];
}

async function readFiles<Schema extends z.ZodMiniType>(
  folder: string,
  schema: Schema
): Promise<z.infer<Schema>[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const outcome = schema.safeParse(JSON.parse(await readFile(join(folder, file), 'utf8')));
      if (!outcome.success) throw new Error(`${file}: ${z.prettifyError(outcome.error)}`);
      return outcome.data;
    })
  );
}

/** Writes to the map what the product knows and the map does not; what a curator changed stays as it is. */
export async function provideKnowledge(engine: Engine, folder: string, moment: number): Promise<ApplyCounts> {
  const entries = await readKnowledge(folder);
  const stored = await openDatabase(engine, MAP_DATABASE).getAll(entries.map(({ _id }) => _id));
  const untouched = entries.filter(({ _id }) => (stored.get(_id)?.['author'] ?? AUTHOR) === AUTHOR);
  return applyToMap(engine, untouched, moment);
}
