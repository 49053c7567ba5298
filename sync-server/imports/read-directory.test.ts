import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mapDocument, type MapEntry } from './map-document.ts';
import { readDirectory } from './read-directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(folder, name), content);

async function failure(path = folder) {
  const outcome = await readDirectory(path);
  if (outcome.ok) throw new Error('It was read.');
  expect(outcome.failure.message).toContain('De kaart is niet veranderd.');
  return outcome.failure;
}

const SERVICES =
  'id,organization_id,name,description\n1,,Eerste,"Een\nverhaal"\n2,,Tweede,kort\n3,,Derde,eind\n';

test('a path that leads nowhere, an empty folder and a folder without directory each say what is wrong', async () => {
  expect(await failure(join(folder, 'weg'))).toMatchObject({ code: 'not-found' });
  expect(await failure()).toMatchObject({ code: 'empty' });
  await put('boodschappen.csv', 'wat,hoeveel\nmelk,1\n');
  await put('lijst.json', '{"melk": 1}');
  expect(await failure()).toMatchObject({ code: 'not-recognised' });
  await put('foto.png', 'x');
  expect((await failure(join(folder, 'foto.png'))).message).toContain('geen JSON-, CSV- of ICS-bestand');
});

test('100 MB of junk is refused by its size, without reading it', async () => {
  const file = await open(join(folder, 'services.csv'), 'w');
  await file.truncate(100 * 1024 * 1024);
  await file.close();
  const { code, message } = await failure();
  expect(code).toBe('too-large');
  expect(message).toContain("'services.csv' is 100 MB groot; de import neemt hoogstens 50 MB aan");
});

test('files that are small by themselves are refused when they are over 100 MB together', async () => {
  for (const name of ['a.csv', 'b.csv', 'c.json']) {
    const file = await open(join(folder, name), 'w');
    await file.truncate(40 * 1024 * 1024);
    await file.close();
  }
  expect(await failure()).toMatchObject({ code: 'too-large', message: expect.stringContaining('samen') });
});

test.each([
  ['zeros', new Uint8Array(1000)],
  ['random bytes', Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)],
  ['another character set', Uint8Array.of(0x69, 0x64, 0x0a, 0xeb, 0x0a)]
])('a CSV of %s is refused as unreadable', async (_, bytes) => {
  await put('services.csv', bytes);
  expect(await failure()).toMatchObject({ code: 'unreadable' });
});

test.each([
  ['inside a quoted cell', SERVICES.indexOf('verhaal'), 'regel 2'],
  ['inside a row', SERVICES.indexOf('Derde') + 2, 'regel 5'],
  ['after the first cell of a row', SERVICES.indexOf('2,,') + 1, 'regel 4']
])('a CSV that is cut %s is refused whole, with file and line', async (_, at, line) => {
  await put('services.csv', SERVICES.slice(0, at));
  await put('organizations.csv', 'id,name\n1,Goed\n');
  const { code, message } = await failure();
  expect(code).toBe('cut-off');
  expect(message).toContain("'services.csv'");
  expect(message).toContain(line);
});

test('a CSV without a line end at its end is read, with a warning that it may be cut in its last cell', async () => {
  await put('services.csv', SERVICES.trimEnd());
  expect(await readDirectory(folder)).toMatchObject({
    ok: true,
    value: {
      report: { warnings: ["'services.csv' eindigt zonder regeleinde: kijk of de laatste rij heel is."] }
    }
  });
});

test('JSON that is cut, nests without end or holds millions of values is refused', async () => {
  await put('services.json', '[{"id": "1", "name":');
  expect(await failure()).toMatchObject({ code: 'unreadable' });
  await put('services.json', '['.repeat(1_000_000));
  expect((await failure()).message).toContain('meer dan 64 lagen');
  await put('services.json', `[${'0,'.repeat(2_100_000)}0]`);
  expect((await failure()).message).toContain('meer dan 2000000 waarden');
});

test('one file of the own directory is refused, because importing it would break references', async () => {
  const service = { id: 'a', name: 'A', life_domains: [], ladder: 'algemeen', organization_id: 'b' };
  await put('services.json', JSON.stringify([service]));
  expect((await failure(join(folder, 'services.json'))).message).toContain('organizations.json');
});

test('names of objects that JavaScript knows are only names', async () => {
  await put('services.csv', 'id,name,__proto__,constructor\n1,Dienst,x,y\n');
  expect(await readDirectory(folder)).toMatchObject({
    ok: true,
    value: { report: { files: [{ imported: 1 }] } }
  });
});

/** Every entry keeps to its schema, has an id of its own, and refers to entries that come along. */
function expectWhole(entries: readonly MapEntry[]): void {
  for (const entry of entries) mapDocument(entry, 0);
  const ids = new Set(entries.map(({ _id }) => _id));
  expect(ids.size).toBe(entries.length);
  for (const entry of entries) {
    if (entry.kind !== 'service') continue;
    const themes = entry.themes.map((slug) => `theme:${slug}`);
    expect(
      [entry.organization, ...entry.locations, ...themes].filter((id) => id !== null && !ids.has(id))
    ).toEqual([]);
  }
}

const cellText = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '2',
    '1,2',
    'x',
    'Spreekuur',
    'a@b.nl',
    'http://a.nl',
    '0570 00',
    'Monday',
    '9:00',
    '17:00'
  ),
  fc.string({ maxLength: 8 })
);
const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`;
const table = (...columns: string[]) =>
  fc.array(fc.tuple(...columns.map(() => cellText)), { maxLength: 8 }).map((rows) => ({
    rows: rows.length,
    csv: [columns, ...rows.map((row) => row.map(quoted))].map((row) => row.join(',')).join('\n') + '\n'
  }));

test('whatever stands in the tables, every row is imported, repaired or refused, and entries are valid', async () => {
  const directory = fc.record({
    organizations: table('id', 'name', 'url', 'email'),
    services: table('id', 'organization_id', 'name', 'status', 'assured_date'),
    locations: table('id', 'organization_id', 'name', 'latitude', 'longitude'),
    service_at_location: table('id', 'service_id', 'location_id'),
    phones: table('id', 'service_id', 'location_id', 'number', 'type'),
    schedules: table('id', 'service_id', 'location_id', 'weekday', 'opens_at', 'closes_at'),
    eligibilities: table('id', 'service_id', 'eligibility')
  });
  await fc.assert(
    fc.asyncProperty(directory, async (tables) => {
      await Promise.all(Object.entries(tables).map(([name, { csv }]) => put(`${name}.csv`, csv)));
      const outcome = await readDirectory(folder);
      if (!outcome.ok) throw new Error(outcome.failure.message);
      const { report, entries } = outcome.value;
      for (const { file, rows, imported, repaired, refused } of report.files) {
        const written = tables[file.replace('.csv', '') as keyof typeof tables].rows;
        expect([file, rows]).toEqual([file, written]);
        expect(imported + repaired + refused).toBe(rows);
        const remarked = (kind: string) =>
          new Set(
            report.remarks
              .filter((remark) => remark.file === file && remark.outcome === kind)
              .map(({ row }) => row)
          ).size;
        expect([remarked('repaired'), remarked('refused')]).toEqual([repaired, refused]);
      }
      expect(report.files).toHaveLength(7);
      expectWhole(entries);
    }),
    { numRuns: 100 }
  );
});

test('whatever stands in the fields of HSDS 3 JSON, its records are judged and entries are whole', async () => {
  const whole: unknown = JSON.parse(
    await readFile(join(import.meta.dirname, 'fixtures/hsds-3-json/service_full.json'), 'utf8')
  );
  const paths = pathsIn(whole).filter((path) => path.length > 0);
  const changes = fc.array(fc.tuple(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 })), {
    minLength: 1,
    maxLength: 6
  });
  await fc.assert(
    fc.asyncProperty(changes, async (chosen) => {
      const changed = chosen.reduce((value, [path, field]) => withField(value, path, field), whole);
      await put('service_full.json', JSON.stringify([changed, whole]));
      const outcome = await readDirectory(folder);
      if (!outcome.ok) throw new Error(outcome.failure.message);
      for (const { rows, imported, repaired, refused } of outcome.value.report.files) {
        expect(imported + repaired + refused).toBe(rows);
      }
      expectWhole(outcome.value.entries);
    }),
    { numRuns: 150 }
  );
});

type Path = readonly string[];

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, field]) => pathsIn(field, [...path, name]))]
    : [path];

/** A copy of `value` with another field at `path`; the same where the path does not lead anywhere. */
function withField(value: unknown, [name, ...rest]: Path, field: unknown): unknown {
  if (name === undefined) return field;
  if (typeof value !== 'object' || value === null) return value;
  const inner = withField((value as Record<string, unknown>)[name], rest, field);
  if (Array.isArray(value)) return value.map((item: unknown, at) => (String(at) === name ? inner : item));
  return { ...value, [name]: inner };
}
