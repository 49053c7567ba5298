import { expect, test } from 'vitest';
import type { AnyDocument } from '../../core/document.ts';
import { hybridClock } from '../../core/hlc.ts';
import type { StoredRecord } from '../../db/records.ts';
import type { ActivityChange, Change, ChangeToJudge } from './activity-change.ts';
import { besideMap, changesToJudge, publishDocuments, refuseDocuments } from './judging.ts';

const clock = () => Date.UTC(2026, 10, 27, 12);
let count = 0;
const curator = {
  user: 'beheer-1',
  device: 'desk',
  clock,
  nextId: () => `N${++count}`,
  stamps: hybridClock(clock, 'desk')
};

const change = (name: string, created: string, what: Change): ActivityChange => ({
  _id: `activity-change:${name}`,
  kind: 'activity-change',
  schema: 1,
  author: 'vrijwilliger-1',
  device: 'phone',
  created,
  activity: 'activity:koffie',
  change: what,
  note: ''
});
const waiting = (name: string, created: string, what: Change = { type: 'end' }): ChangeToJudge => ({
  _id: `change-to-judge:${name}`,
  kind: 'change-to-judge',
  schema: 1,
  author: 'binnenzak-server',
  device: 'server',
  created: '2026-11-27T09:00:00.000Z',
  zone: 'voorstad',
  change: change(name, created, what),
  authorName: 'Ria',
  reason: 'Bekijken we eerst.'
});
const stored = (...documents: AnyDocument[]) =>
  documents.map((document): StoredRecord => ({ database: 'beheer', delivery: 'processed', document }));
const namesOf = (...documents: AnyDocument[]) => changesToJudge(stored(...documents)).map(({ _id }) => _id);

test('what waits longest stands first, and what anybody judged is gone', () => {
  const [young, old] = [waiting('a', '2026-11-26T10:00:00.000Z'), waiting('b', '2026-11-20T10:00:00.000Z')];
  expect(namesOf(young, old)).toEqual([old._id, young._id]);
  const judged = publishDocuments(old._id, curator);
  if (!judged.ok) throw new Error();
  expect(judged.value[0]).toMatchObject({ author: 'beheer-1', of: old._id, verdict: 'publish', note: '' });
  expect(namesOf(...judged.value, old, young)).toEqual([young._id]);
});

test('who refuses says why, and no citizen number', () => {
  const refuse = (note: string) => refuseDocuments('change-to-judge:a', { name: 'J1', note }, curator);
  expect(refuse('  ')).toMatchObject({ ok: false, failure: [{ path: 'note' }] });
  expect(refuse('Van 111222333 gehoord.')).toMatchObject({ ok: false, failure: [{ path: 'note' }] });
  expect(refuse(' De zaal is dicht. ')).toMatchObject({
    ok: true,
    value: [{ _id: 'judgement:J1', verdict: 'refuse', note: 'De zaal is dicht.' }]
  });
});

const common = { schema: 1, author: 'import', device: 'server', created: '2026-01-01T00:00:00.000Z' };
const koffie = {
  ...common,
  _id: 'activity:koffie',
  kind: 'activity',
  name: 'Koffie',
  description: '',
  service: null,
  organization: null,
  location: 'location:huis',
  zone: 'voorstad',
  start: '2026-11-04T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=WE',
  exdates: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: ['eten'],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: null
};
const documents: AnyDocument[] = [
  koffie,
  { ...common, _id: 'location:huis', kind: 'location', name: 'Het Huis' },
  { ...common, _id: 'theme:eten', kind: 'theme', name: 'Eten' }
];
const map = {
  published: async ({ ids }: { ids: readonly string[] }) => documents.filter(({ _id }) => ids.includes(_id))
};

test('a change stands beside the map as it is, with names for what it speaks of', async () => {
  const fields = { location: 'location:weg', themes: ['eten', 'spel'] };
  const beside = await besideMap(map, change('1', '2026-11-26T10:00:00.000Z', { type: 'edit', fields }));
  expect(beside).toEqual({
    line: 'Koffie wordt anders: plek en thema’s',
    lines: {
      ok: true,
      value: [
        { what: 'Plek', was: 'Het Huis', becomes: 'niet meer op de kaart' },
        { what: 'Thema’s', was: 'Eten', becomes: 'Eten, niet meer op de kaart' }
      ]
    }
  });
});

test('a change to an activity that left the map says that it cannot be done any more', async () => {
  const gone = { ...change('1', '2026-11-26T10:00:00.000Z', { type: 'end' }), activity: 'activity:weg' };
  expect(await besideMap(map, gone)).toEqual({
    line: 'Een activiteit stopt',
    lines: { ok: false, failure: 'Deze activiteit staat niet meer op de kaart.' }
  });
});
