// npm run search -- --queries <file> [--corpus <folder>] --out <file>
// Asks the product's own search every question in a file, without a browser or a server, and writes what it would show.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';
import { nameOf } from '#lib/core/document.ts';
import { dutchWallTime } from '#lib/core/dutch-date.ts';
import { ZONES } from '#lib/social-map/zone.ts';
import { mapDocument } from '#server/imports/map-document.ts';
import { readDirectory } from '#server/imports/read-directory.ts';
import { readKnowledge } from '#server/knowledge.ts';

interface Query {
  readonly q: string;
  /** The name of the asker's zone. */
  readonly zone?: string | null;
  /** Wall time of asking; now where it is absent. */
  readonly at?: string;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SHOWN = 10;

const { values } = parseArgs({
  options: {
    queries: { type: 'string' },
    corpus: { type: 'string', default: join(root, 'demo', 'sociale-kaart') },
    out: { type: 'string' }
  }
});
if (values.queries === undefined || values.out === undefined) {
  console.error('Usage: npm run search -- --queries <file> [--corpus <folder>] --out <file>');
  process.exit(1);
}

const directory = await readDirectory(values.corpus);
if (!directory.ok) {
  console.error(directory.failure.message);
  process.exit(1);
}
const entries = [...directory.value.entries, ...(await readKnowledge(join(root, 'knowledge')))];
const documents = entries.map((entry) => mapDocument(entry, 0));

let moment = Date.now();
const reader = createMemoryMapReader({ version: () => 'read', documents: () => documents }, () => moment);
const queries: Query[] = JSON.parse(await readFile(values.queries, 'utf8'));
const answers: Record<string, string[]> = {};
for (const { q, zone, at } of queries) {
  moment = at === undefined ? Date.now() : momentOf(at);
  const slug = ZONES.find(({ name }) => name.toLowerCase() === zone?.toLowerCase())?.slug ?? null;
  const { hits } = await reader.find({ text: q, zone: slug, limit: SHOWN, filters: {}, without: [] });
  answers[q] = hits.map(({ id }) => nameOf(id));
}
await writeFile(values.out, `${JSON.stringify(answers, null, 1)}\n`);
console.log(`${queries.length} questions asked of ${documents.length} documents; answers in ${values.out}`);

/** The moment at which the clocks in the Netherlands show a wall time. */
function momentOf(wallTime: string): number {
  const asUtc = Date.parse(`${wallTime}Z`);
  return asUtc - (Date.parse(`${dutchWallTime(asUtc)}Z`) - asUtc);
}
