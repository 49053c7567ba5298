import { accept, cell, entityId, reject, type Entity, type SourceRow } from './rows.ts';
import { coordinates, day, email, text, url } from './values.ts';
import type { RowRecord } from '../report.ts';

type Fields = Record<string, string | number | null>;

/** What the rows of one organisation, location or service say together. */
export interface Draft<Saying extends Fields> {
  readonly fields: Saying;
  readonly record: RowRecord;
  /** The row that came first. */
  readonly row: SourceRow;
}

export type Drafts<Saying extends Fields> = ReadonlyMap<string, Draft<Saying>>;

export const organizationDrafts = (rows: readonly SourceRow[]) =>
  collect('organization', rows, (row) => ({
    name: text(row, 'name'),
    description: text(row, 'description'),
    email: email(row),
    url: url(row)
  }));

export const locationDrafts = (rows: readonly SourceRow[]) =>
  collect('location', rows, (row) => ({ name: text(row, 'name'), ...coordinates(row) }));

const GONE = new Set(['inactive', 'defunct', 'temporarily closed']);

export const serviceDrafts = (rows: readonly SourceRow[]) =>
  collect(
    'service',
    rows.filter((row) => {
      const status = cell(row, 'status')?.toLowerCase() ?? '';
      if (GONE.has(status)) reject(row, `dienst is niet actief (status '${status}')`);
      return !GONE.has(status);
    }),
    (row) => ({
      name: text(row, 'name'),
      description: text(row, 'description'),
      email: email(row),
      url: url(row),
      cost: text(row, 'fees_description', 'fees'),
      application: text(row, 'application_process'),
      eligibility: text(row, 'eligibility_description', 'eligibility', 'audience'),
      verifiedOn: day(row, 'assured_date')
    })
  );

/**
 * Brings the rows of one id together. A repetition fills in what was open; a row of its own that contradicts an
 * earlier one is refused, and of a mention inside another record the first counts.
 */
function collect<Saying extends Fields>(
  entity: Entity,
  rows: readonly SourceRow[],
  read: (row: SourceRow) => Saying
): Drafts<Saying> {
  const drafts = new Map<string, Draft<Saying>>();
  for (const row of rows) {
    const sourceId = cell(row, 'id');
    if (sourceId === null) {
      reject(row, 'geen id');
      continue;
    }
    if (entity !== 'location' && text(row, 'name') === null) {
      reject(row, 'geen naam');
      continue;
    }
    const id = entityId(entity, sourceId);
    const fields = read(row);
    const known = drafts.get(id);
    if (known) combine(known, fields, row);
    else {
      drafts.set(id, { fields, record: row.record, row });
      accept(row);
    }
  }
  return drafts;
}

function combine<Saying extends Fields>(known: Draft<Saying>, fields: Saying, row: SourceRow): void {
  const names: (keyof Saying & string)[] = Object.keys(fields);
  const different = names.filter(
    (name) => known.fields[name] !== null && fields[name] !== null && known.fields[name] !== fields[name]
  );
  const first = `${known.record.file} rij ${known.record.row}`;
  const saying = different.map((name) => `'${name}'`).join(', ');
  if (different.length > 0 && row.role === 'row') {
    reject(row, `dubbel: hetzelfde id staat in ${first}, met een andere inhoud (${saying})`);
    return;
  }
  if (different.length > 0) row.record.note(`wijkt af van ${first} (${saying}); de eerste telt`);
  else if (row.role === 'row') row.record.note(`dubbel: samengevoegd met ${first}`);
  for (const name of names) {
    if (known.fields[name] === null) known.fields[name] = fields[name];
  }
  accept(row);
}
