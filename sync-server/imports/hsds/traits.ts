import type { Access } from '#lib/social-map/entry.ts';
import { accept, cell, entityId, reject, sourceIds, type SourceRow } from './rows.ts';
import { Multi, referred, whyLoose, type Directory } from './links.ts';
import type { MapEntry } from '../map-document.ts';
import { text } from './values.ts';
import { mapName } from '../uuid.ts';
import { zoneSlug } from '../zones.ts';

/** Collects what `read` finds in rows that belong to a service; it gives a reason in `refuse` when it finds nothing. */
export function readTrait(
  rows: readonly SourceRow[],
  directory: Directory,
  read: (row: SourceRow) => string | { readonly refuse: string }
): Multi<string> {
  const traits = new Multi<string>();
  for (const row of rows) {
    const services = referred(row, 'service', directory);
    const found = services.length === 0 ? { refuse: whyLoose(row, ['service']) } : read(row);
    if (typeof found !== 'string') {
      reject(row, found.refuse);
      continue;
    }
    if (services.length > 1) row.record.note('meer ids in één cel, uit elkaar gehaald');
    for (const service of services) traits.add(service, found);
    accept(row);
  }
  return traits;
}

export const language = (row: SourceRow): string | { refuse: string } =>
  cell(row, 'code')?.toLowerCase() ?? text(row, 'language', 'name') ?? { refuse: 'geen taal ingevuld' };

export const eligibility = (row: SourceRow): string | { refuse: string } =>
  text(row, 'eligibility') ?? { refuse: 'geen voorwaarde ingevuld' };

/** What it costs, as a sentence: `35 GBP per 1 hour session (Under 18s)`. */
export function cost(row: SourceRow): string | { refuse: string } {
  const [amount, option] = [cell(row, 'amount'), text(row, 'option')];
  const price = [
    amount,
    amount === null ? null : cell(row, 'currency')?.toUpperCase(),
    text(row, 'amount_description')
  ];
  const words = price.filter((part) => part !== null && part !== undefined).join(' ');
  if (words === '' && option === null) return { refuse: 'geen bedrag ingevuld' };
  return option === null ? words : `${words} (${option})`.trim();
}

export function area(row: SourceRow): string | { refuse: string } {
  const name = text(row, 'name', 'service_area', 'description');
  const slug = name === null ? null : zoneSlug(name);
  return slug ?? { refuse: `gebied '${(name ?? '').slice(0, 60)}' is geen zone van ons` };
}

/** The way in, as far as a source's words for it tell. Silence means that anyone may walk in. */
export function access(application: string | null, conditions: string | null): Access {
  const words = `${application ?? ''} ${conditions ?? ''}`;
  if (/\breferr|\bverwij[sz]/i.test(words)) return 'referral';
  if (/\bindicatie|\bbeschikking/i.test(words)) return 'indication';
  if (/walk[ -]?in|\binloop|\bvrij toegankelijk/i.test(words)) return 'open';
  return application === null ? 'open' : 'registration';
}

/** The themes of a source, and which service carries which of them (by slug). */
export interface Themes {
  readonly entries: readonly MapEntry[];
  readonly ofService: (service: string) => string[];
}

/** Reads terms of a taxonomy as themes, and the attributes (or, in HSDS 1.0, cells) that tie them to services. */
export function readThemes(
  terms: readonly SourceRow[],
  attributes: readonly SourceRow[],
  serviceRows: readonly SourceRow[],
  directory: Directory
): Themes {
  const named = new Map<string, { slug: string; name: string; row: SourceRow }>();
  for (const row of terms) {
    const [id, name] = [cell(row, 'id', 'taxonomy_id'), text(row, 'name', 'term')];
    if (id === null || name === null) reject(row, id === null ? 'geen id' : 'geen naam');
    else {
      const known = named.get(id);
      if (known && known.name !== name && row.role === 'row') {
        reject(row, `dubbel: term ${id} staat er al, met een andere naam`);
        continue;
      }
      if (known && row.role === 'row') row.record.note(`dubbel: term ${id} staat er al`);
      if (!known) named.set(id, { slug: themeSlug(id, name), name, row });
      accept(row);
    }
  }
  const ofService = new Multi<string>();
  for (const row of attributes) {
    const term = named.get(cell(row, 'taxonomy_term_id', 'taxonomy_id') ?? '');
    const services = sourceIds(row, 'link_id')
      .concat(sourceIds(row, 'service_id'))
      .map((id) => entityId('service', id))
      .filter((id) => directory.service.has(id));
    if (!term) reject(row, 'verwijst naar een term die niet in de gegevens staat');
    else if (services.length === 0) reject(row, 'hoort niet bij een dienst uit de gegevens');
    else {
      for (const service of services) ofService.add(service, term.slug);
      accept(row);
    }
  }
  for (const row of serviceRows) {
    for (const id of sourceIds(row, 'taxonomy_ids')) {
      const term = named.get(id);
      if (term) ofService.add(entityId('service', cell(row, 'id') ?? ''), term.slug);
      else row.record.note(`term ${id} staat niet in de gegevens; weggelaten`);
    }
  }
  return {
    entries: [...named.values()].map(({ slug, name, row }) => ({
      _id: `theme:${slug}`,
      kind: 'theme',
      schema: 1,
      name,
      description: text(row, 'description') ?? '',
      parent: named.get(cell(row, 'parent_id') ?? '')?.slug ?? null
    })),
    ofService: (service) => ofService.get(service)
  };
}

/** A theme's slug. The end of its id keeps it apart from themes of the same name in other sources. */
function themeSlug(sourceId: string, name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `${plain}-${mapName('theme', sourceId).slice(0, 6)}`.replace(/^-+/, '');
}
