import { fail, ok, type Result } from '#lib/core/result.ts';
import { isCorpusList, readCorpus } from './corpus/corpus.ts';
import { readCalendars } from './ics/calendars.ts';
import { isFeedAddress, readFeed } from './source/feed.ts';
import { readSource, type Source, type SourceFile } from './source/files.ts';
import { readHsds } from './hsds/hsds.ts';
import { readHsdsCsv } from './hsds/csv.ts';
import { readHsdsJson } from './hsds/json.ts';
import { parseJson } from './source/json-text.ts';
import { Ledger, ROW_LIMIT, tooManyRows, type ReadFailure, type ReadOutcome } from './report.ts';

/**
 * Reads a directory of organisations and services or a calendar, finds its form by itself, and judges every row of it.
 * @param path a folder, a file, or the address of a calendar
 * @param zone the zone in which all of a calendar takes place; null to go by the places
 */
export async function readDirectory(path: string, zone: string | null = null): Promise<ReadOutcome> {
  if (isFeedAddress(path)) {
    const feed = await readFeed(path);
    return feed.ok ? (calendars([feed.value], [], zone) ?? notRecognised(path)) : feed;
  }
  const source = await readSource(path);
  if (!source.ok) return source;
  const parsed = parseAll(source.value.files);
  if (!parsed.ok) return parsed;
  return (
    corpus(source.value, parsed.value) ??
    hsdsCsv(source.value, parsed.value) ??
    hsdsJson(source.value, parsed.value) ??
    calendars(source.value.calendars, source.value.others, zone) ??
    notRecognised(path)
  );
}

const DATA_PACKAGE = 'datapackage.json';

function parseAll(files: readonly SourceFile[]): Result<Map<string, unknown>, ReadFailure> {
  const values = new Map<string, unknown>();
  for (const file of files) {
    if (!/\.json$/i.test(file.name)) continue;
    const parsed = parseJson(file);
    // A data package only describes the tables: without it they are known by their names and columns.
    if (!parsed.ok && file.name !== DATA_PACKAGE) return parsed;
    values.set(file.name, parsed.ok ? parsed.value : undefined);
  }
  return ok(values);
}

const TABLES = ['themes', 'organizations', 'services', 'activities'] as const;

/** The product's own form, or null when the files are something else. */
function corpus(source: Source, values: ReadonlyMap<string, unknown>): ReadOutcome | null {
  if (![...values.values()].some(isCorpusList)) return null;
  const ledger = new Ledger();
  const files: Partial<Record<(typeof TABLES)[number], readonly unknown[]>> = {};
  const missing: string[] = [];
  for (const table of TABLES) {
    const value = values.get(`${table}.json`);
    if (Array.isArray(value)) files[table] = value;
    else missing.push(`${table}.json`);
  }
  const { themes, organizations, services, activities } = files;
  // Without one of them all references to it would be wiped from the map.
  if (!themes || !organizations || !services || !activities) {
    return fail({
      code: 'not-recognised',
      message: `Dit is een deel van een sociale kaart: ${missing.join(', ')} ontbreekt. Geef de map waar alle bestanden samen in staan. De kaart is niet veranderd.`
    });
  }
  if (themes.length + organizations.length + services.length + activities.length > ROW_LIMIT) {
    return fail(tooManyRows('deze map'));
  }
  const used = new Set(TABLES.map((table) => `${table}.json`));
  for (const name of [...values.keys(), ...source.others]) {
    if (!used.has(name)) ledger.skip(name, 'hoort niet bij de sociale kaart');
  }
  return ledger.outcome('corpus', readCorpus({ themes, organizations, services, activities }, ledger));
}

function hsdsCsv(source: Source, values: ReadonlyMap<string, unknown>): ReadOutcome | null {
  const ledger = new Ledger();
  const files = source.files.filter(({ name }) => /\.csv$/i.test(name));
  const rows = readHsdsCsv(files, values.get(DATA_PACKAGE), ledger);
  if (rows === null || !rows.ok) return rows;
  for (const [name, value] of values) {
    ledger.skip(name, name === DATA_PACKAGE ? 'beschrijft de tabellen' : 'hoort niet bij de CSV-tabellen');
    if (value === undefined)
      ledger.warn(`'${name}' is onleesbaar; de tabellen zijn herkend aan naam en kolommen.`);
  }
  for (const name of source.others) ledger.skip(name, 'geen CSV');
  return ledger.outcome('hsds-csv', readHsds(rows.value));
}

function hsdsJson(source: Source, values: ReadonlyMap<string, unknown>): ReadOutcome | null {
  const ledger = new Ledger();
  const rows = readHsdsJson(values, ledger);
  if (!rows.ok) return rows;
  if (rows.value.length === 0) return null;
  for (const { name } of source.files) if (!values.has(name)) ledger.skip(name, 'geen JSON');
  for (const name of source.others) ledger.skip(name, 'geen JSON');
  return ledger.outcome('hsds-json', readHsds(rows.value));
}

/** Calendars, or null when none of the files is one. */
function calendars(
  files: readonly SourceFile[],
  others: readonly string[],
  zone: string | null
): ReadOutcome | null {
  const ledger = new Ledger();
  const entries = readCalendars(files, zone, ledger);
  if (entries === null || !entries.ok) return entries;
  for (const name of others)
    if (!files.some((file) => file.name === name)) ledger.skip(name, 'geen agenda (iCalendar)');
  return ledger.outcome('ics', entries.value);
}

const notRecognised = (path: string): ReadOutcome =>
  fail({
    code: 'not-recognised',
    message: `In '${path}' staat geen sociale kaart die de import kent (de eigen JSON-bestanden, HSDS 3 als JSON of CSV, HSDS 1.1 als CSV) en geen agenda (iCalendar). De kaart is niet veranderd.`
  });
