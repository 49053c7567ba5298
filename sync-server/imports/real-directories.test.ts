import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { mapDocument } from './map-document.ts';
import { readDirectory } from './read-directory.ts';

const DATASETS = process.env.BINNENZAK_DATASETS ?? resolve(import.meta.dirname, '../../../shared/datasets');
const absent = !existsSync(DATASETS);
const why = absent ? ' (left out: no directories in BINNENZAK_DATASETS or ../shared/datasets)' : '';

/** Rows imported, repaired and refused of each file; documents of each kind. */
async function figures(folder: string) {
  const outcome = await readDirectory(resolve(DATASETS, folder));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { report, entries } = outcome.value;
  for (const entry of entries) mapDocument(entry, 0);
  expect(new Set(entries.map(({ _id }) => _id)).size).toBe(entries.length);
  const files = Object.fromEntries(
    report.files.map(({ file, rows, imported, repaired, refused }) => {
      expect(imported + repaired + refused).toBe(rows);
      return [file, [imported, repaired, refused]];
    })
  );
  const kinds = Object.fromEntries(
    [...Map.groupBy(entries, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length])
  );
  return { files, kinds, report };
}

test.skipIf(absent)(`the corpus comes in without a remark${why}`, async () => {
  const { kinds, report } = await figures('sociale-kaart');
  expect(kinds).toEqual({
    zone: 14,
    theme: 39,
    organization: 144,
    location: 73,
    service: 400,
    activity: 180
  });
  expect(report.remarks).toEqual([]);
});

test.skipIf(absent)(`of HSDS 1.1 from the wild, every dangling reference is told${why}`, async () => {
  const { files, kinds } = await figures('hsds-1.1-ilao');
  expect(kinds).toEqual({ organization: 33, location: 520, service: 429 });
  expect(files).toMatchObject({
    'organizations.csv': [33, 0, 0],
    'services.csv': [89, 340, 0],
    'locations.csv': [72, 448, 0],
    'service_at_location.csv': [297, 38, 185],
    'eligibilities.csv': [55, 26, 439],
    'schedules.csv': [1597, 17, 878],
    'phones.csv': [495, 1, 24],
    'raw_services.csv': [0, 0, 430]
  });
});

test.skipIf(absent)(`the examples of HSDS 3 become one of each kind, as JSON and as CSV${why}`, async () => {
  const one = { theme: 1, organization: 1, location: 1, service: 1 };
  expect((await figures('hsds-spec-3.0')).kinds).toEqual(one);
  const csv = await figures('hsds-spec-3.0/csv');
  expect(csv.kinds).toEqual(one);
  expect(csv.files).toMatchObject({ 'services.csv': [1, 0, 0], 'contacts.csv': [0, 0, 1] });
});

test.skipIf(absent)(`answers that are made to fail are refused or mended row by row${why}`, async () => {
  const { files, report } = await figures('hsds-uk-3.0');
  expect(files).toMatchObject({
    'mock_Fail_service_list.json': [4, 0, 4],
    'mock_Test_service_list.json': [85, 128, 0]
  });
  expect(report.remarks).toContainEqual({
    file: 'mock_Fail_service_list.json',
    row: 1,
    outcome: 'refused',
    text: 'geen naam'
  });
  expect(report.remarks).toContainEqual({
    file: 'mock_Fail_service_full.json',
    row: 1,
    outcome: 'repaired',
    text: "'email-example_com' is geen mailadres; weggelaten"
  });
  expect(report.warnings).toContain(
    "'mock_Test_service_list.json' zegt 31 rijen te hebben; er staan er 128."
  );
});

test.skipIf(absent)(`the wide form and HSDS 1.0 are read as well${why}`, async () => {
  expect((await figures('florida-legal')).kinds).toEqual({ organization: 20, location: 378, service: 135 });
  expect((await figures('ohana-sample-csv')).kinds).toEqual({
    theme: 290,
    organization: 8,
    location: 22,
    service: 21
  });
});

test.skipIf(absent)(`of feeds of holidays, every one is known, and none is an activity${why}`, async () => {
  const { files, kinds, report } = await figures('nl-ics');
  expect(kinds).toEqual({});
  expect(files).toEqual({
    'nl-all-in-one.ics': [0, 0, 99],
    'nl-public-holidays.ics': [0, 0, 33],
    'nl-school-all.ics': [0, 0, 66],
    'nl-school-central.ics': [0, 0, 18],
    'nl-school-north.ics': [0, 0, 18],
    'nl-school-south.ics': [0, 0, 18]
  });
  const doubles = report.remarks.filter(({ text }) => text.startsWith('dubbel: dezelfde UID'));
  expect(doubles).toHaveLength(153);
  expect(report.remarks.filter(({ text }) => text.startsWith('duurt de hele dag'))).toHaveLength(99);
});
