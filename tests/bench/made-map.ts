import { readDirectory } from '#server/imports/read-directory.ts';
import { zoneName, ZONES } from '#lib/social-map/zone.ts';
import { applyToMap } from '#server/imports/apply-to-map.ts';
import type { MapEntry } from '#server/imports/map-document.ts';
import { openEngine } from '#server/open-engine.ts';
import { join } from 'node:path';
import { productServer } from '../support/server.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'demo', 'sociale-kaart');

/** Runs the product's server with the demo's map, and with what `more` adds to as many documents as there are. */
export async function withMap(
  more: (present: number) => readonly MapEntry[],
  use: (origin: string) => Promise<void>
): Promise<void> {
  const server = await productServer();
  try {
    await server.start();
    const [head = ''] = (await (await fetch(`${server.origin}/kaart/snapshot`)).text()).split('\n', 1);
    await server.stop();
    await add(server.folder, more((JSON.parse(head) as { count: number }).count));
    await server.start();
    await use(server.origin);
  } finally {
    await server.discard();
  }
}

async function add(dataDir: string, entries: readonly MapEntry[]): Promise<void> {
  const engine = await openEngine({ couchdbUrl: null, dataDir });
  if (!engine.ok) throw new Error(engine.failure);
  await applyToMap(engine.value, entries, Date.now());
  await engine.value.close();
}

/** Services of 0.9 kB that differ in little more than their number. */
export const alikeServices = (count: number): MapEntry[] =>
  Array.from({ length: count }, (_, index) => service(index));

/**
 * Services and activities that speak as those of the demo do: each takes its properties from one entry, its name from a
 * second, its sentences from others, and has a few words of its own, as streets and organisations are.
 */
export async function variedEntries(
  counts: Readonly<Record<'service' | 'activity', number>>
): Promise<MapEntry[]> {
  const directory = await readDirectory(DEMO);
  if (!directory.ok) throw new Error(directory.failure.message);
  const sentences = directory.value.entries.flatMap((entry) =>
    'description' in entry ? entry.description.split(/(?<=\.) /) : []
  );
  const words = sentences.flatMap((sentence) => sentence.match(/\p{L}{4,}/gu) ?? []);
  const at = <Value>(list: readonly Value[], place: number): Value => list[place % list.length] as Value;
  /** A word that hardly any other entry has: two words written as one. */
  const own = (number: number) =>
    `${at(words, number * 7919)}${at(words, number * 104_729 + 3)}`.toLowerCase();
  const described = (index: number) => ({
    description: [
      ...[3, 5, 13].map((step) => at(sentences, (index + 1) * step)),
      `Ook bekend als ${own(3 * index + 1)} en ${own(3 * index + 2)}.`
    ].join(' ')
  });
  const services = directory.value.entries.filter((entry) => entry.kind === 'service');
  const activities = directory.value.entries.filter((entry) => entry.kind === 'activity');
  return [
    ...Array.from({ length: counts.service }, (_, index): MapEntry => ({
      ...at(services, index),
      ...described(index),
      _id: `service:bench-${index}`,
      name: `${at(services, index * 7).name} ${own(3 * index)}`
    })),
    ...Array.from({ length: counts.activity }, (_, index): MapEntry => ({
      ...at(activities, index),
      ...described(index + counts.service),
      _id: `activity:bench-${index}`,
      name: `${at(activities, index * 7).name} ${own(3 * (index + counts.service))}`,
      service: `service:bench-${index % counts.service}`
    }))
  ];
}

function service(index: number): MapEntry {
  const zone = ZONES[index % ZONES.length]?.slug ?? 'centrum';
  return {
    _id: `service:bench-${index}`,
    kind: 'service',
    schema: 1,
    name: `Buurtkamer ${index} in ${zoneName(zone)}`,
    description:
      'Een open kamer waar buurtgenoten koffie drinken, vragen stellen en iets voor elkaar doen. '.repeat(3),
    organization: null,
    locations: [],
    themes: ['ontmoeten'],
    lifeDomains: ['social', 'daytime'],
    rung: 'network',
    access: 'open',
    targetGroups: ['iedereen'],
    zones: [zone],
    languages: ['nl'],
    cost: 'gratis',
    opening: 'ma t/m vr 9.00-12.00 uur',
    phones: [{ number: '0570 00 00 00', label: null }],
    email: `kamer-${index}@buurt.example`,
    url: null,
    verifiedOn: '2026-10-01',
    contractedWmo: false
  };
}
