import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where building the app lays the rules. */
export const BUILT = join(ROOT, 'build', 'couchdb-rules.json');

const BuiltRules = z.object({
  script: z.string(),
  /** SHA-256 of every file that the script was made of, by its path in the project. */
  sources: z.record(z.string(), z.string())
});
export type BuiltRules = z.infer<typeof BuiltRules>;

/** The script in a file of rules that were built; null where there is none, or where what it was made of has changed. */
export async function readBuiltRules(file: string): Promise<string | null> {
  const text = await readIfThere(file);
  if (text === null) return null;
  const { script, sources } = BuiltRules.parse(JSON.parse(text));
  for (const [path, hash] of Object.entries(sources)) {
    const source = await readIfThere(join(ROOT, path));
    if (source === null || createHash('sha256').update(source).digest('hex') !== hash) return null;
  }
  return script;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
