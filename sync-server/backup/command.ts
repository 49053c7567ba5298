import type { Engine } from '../engines/engine.ts';
import { openEngine } from '../open-engine.ts';
import { readSettings } from '../settings.ts';
import type { Counts } from './file.ts';

/**
 * Does the work of a command on the engine of the settings and the file that it was given. The work answers what went
 * wrong, a line each; resolves with the code with which the process ends.
 */
export async function run(
  name: string,
  work: (engine: Engine, file: string) => Promise<readonly string[]>
): Promise<number> {
  const file = process.argv[2];
  if (file === undefined || process.argv.length > 3)
    return refuse([`Say which file: npm run ${name} -- FILE`]);
  const settings = readSettings(process.env);
  if (!settings.ok) return refuse(settings.failure);
  const engine = await openEngine(settings.value);
  if (!engine.ok) return refuse([engine.failure]);
  try {
    return refuse(await work(engine.value, file));
  } finally {
    await engine.value.close();
  }
}

/** Such as "1204 documents of 14 databases". */
export const documentsIn = (counts: Counts): string =>
  `${Object.values(counts).reduce((sum, count) => sum + count, 0)} documents of ${Object.keys(counts).length} databases`;

function refuse(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return lines.length === 0 ? 0 : 1;
}
