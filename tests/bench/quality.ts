import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryMapReader } from '#lib/agenda/on-device/memory-map-reader.ts';
import { nameOf } from '#lib/core/document.ts';
import { mapDocument } from '#server/imports/map-document.ts';
import { readDirectory } from '#server/imports/read-directory.ts';
import { readKnowledge } from '#server/knowledge.ts';
import { ZONES } from '#lib/social-map/zone.ts';
import { alone, type Figure } from './figure.ts';

/** A judged question: grades 1 to 3 by id; the demo's README tells how they were given. */
interface Judged {
  readonly q: string;
  readonly kind: string;
  readonly zone: string | null;
  readonly relevant: Readonly<Record<string, number>>;
}

const ROOT = join(import.meta.dirname, '..', '..');
const DEMO = join(ROOT, 'demo', 'sociale-kaart');
/** The moment of asking in the judged questions, 8.00 in the Netherlands. */
const ASKED = Date.UTC(2026, 10, 23, 7);
const SHOWN = 10;
const HARD_KINDS = ['lay', 'language'];

/**
 * How often the judged questions miss: no good answer among the first three (1 − success@3), and how much of the best
 * order of ten is lost (1 − nDCG@10).
 */
export async function qualityFigures(): Promise<Figure[]> {
  const directory = await readDirectory(DEMO);
  if (!directory.ok) throw new Error(directory.failure.message);
  const entries = [...directory.value.entries, ...(await readKnowledge(join(ROOT, 'knowledge')))];
  const documents = entries.map((entry) => mapDocument(entry, 0));
  const reader = createMemoryMapReader({ version: () => 'read', documents: () => documents }, () => ASKED);
  const questions: Judged[] = JSON.parse(readFileSync(join(DEMO, 'queries-dev.json'), 'utf8'));

  const results: { kind: string; miss: number; lost: number }[] = [];
  for (const { q, kind, zone, relevant } of questions) {
    const own = ZONES.find(({ name }) => name === zone)?.slug ?? null;
    const { hits } = await reader.find({ text: q, zone: own, limit: SHOWN, filters: {}, without: [] });
    const grades = hits.map(({ id }) => relevant[nameOf(id)] ?? 0);
    const ideal = Object.values(relevant).sort((one, two) => two - one);
    results.push({
      kind,
      miss: Number(!grades.slice(0, 3).some((grade) => grade >= 2)),
      lost: 1 - gain(grades) / gain(ideal.slice(0, SHOWN))
    });
  }
  const both = (name: string, of: typeof results, miss: number, lost: number) => [
    alone(
      `questions without a good answer in the first three, ${name}`,
      '',
      mean(of.map((one) => one.miss)),
      miss
    ),
    alone(`what is lost of the best order of ten, ${name}`, '', mean(of.map((one) => one.lost)), lost)
  ];
  return [
    ...both('all kinds', results, 0.05, 0.25),
    ...HARD_KINDS.flatMap((kind) =>
      both(
        kind,
        results.filter((one) => one.kind === kind),
        0.15,
        0.4
      )
    )
  ];
}

const gain = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
