import { ACCESS_NAMES, type Access } from '../../social-map/entry.ts';
import { RUNG_NAMES, type Rung } from '../../social-map/ladder.ts';
import { languageNames } from '../../social-map/languages.ts';
import { LIFE_DOMAIN_NAMES, LIFE_DOMAINS, type LifeDomain } from '../../social-map/life-domain.ts';
import type { FilterChoices, FilterName } from '../../social-map/map-reader.ts';
import { ACCESSES } from '../../social-map/entry.ts';
import { RUNGS } from '../../social-map/ladder.ts';
import { COSTS, type Cost } from '../../social-map/search/findable.ts';
import type { Choice } from '../../social-map/search/narrow.ts';
import { EVERYWHERE, zoneName, ZONES } from '../../social-map/zone.ts';

const DAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
const COST_NAMES: Record<Cost, string> = {
  free: 'gratis',
  low: 'tot en met 5 euro',
  paid: 'meer dan 5 euro',
  unknown: 'niet bekend'
};

/** The values of filters that have an order of their own; others come by how many results they leave. */
const ORDERS: Partial<Record<FilterName, readonly string[]>> = {
  zone: [EVERYWHERE, ...ZONES.map(({ slug }) => slug)],
  domain: LIFE_DOMAINS,
  rung: RUNGS,
  access: ACCESSES,
  cost: COSTS,
  day: ['1', '2', '3', '4', '5', '6', '7']
};

/** Filters with their values in words. */
export function filterChoices(
  counted: ReadonlyMap<FilterName, readonly Choice[]>,
  themeName: (slug: string) => string
): FilterChoices[] {
  const labels: Record<FilterName, (value: string) => string> = {
    zone: (value) => (value === EVERYWHERE ? 'heel de gemeente' : zoneName(value)),
    theme: themeName,
    domain: (value) => LIFE_DOMAIN_NAMES[value as LifeDomain],
    rung: (value) => RUNG_NAMES[value as Rung],
    access: (value) => ACCESS_NAMES[value as Access],
    cost: (value) => COST_NAMES[value as Cost],
    day: (value) => DAYS[Number(value) - 1] ?? value,
    language: (value) => languageNames([value]) ?? value,
    group: (value) => value
  };
  return [...counted].map(([name, choices]) => {
    const order = ORDERS[name];
    const place = (value: string) => order?.indexOf(value) ?? 0;
    const sorted = [...choices].sort(
      (one, two) =>
        place(one.value) - place(two.value) || two.count - one.count || (one.value < two.value ? -1 : 1)
    );
    return { name, choices: sorted.map((choice) => ({ ...choice, label: labels[name](choice.value) })) };
  });
}
