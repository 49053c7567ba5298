import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import type { AnyDocument } from '../core/document.ts';
import type { StoredRecord } from '../db/records.ts';
import { begin, edit } from '../sync/merge.ts';
import type { Arrangement, Closing, Review } from './arrangement.ts';
import { newDocument } from '../core/author.ts';
import type { Conversation, Step } from './conversation.ts';
import type { FileState, SameResident } from './resident-file.ts';
import type { Report, ReportResult } from './report.ts';
import type { Resident } from './resident.ts';
import { stepResultDocument } from './step-result.ts';
import { doneDocuments, laterDocuments } from './task-form.ts';
import type { Promised, Takeover } from './task.ts';
import { inOrder, tasksOf, visitTasks } from './tasks.ts';
import { readVisits } from './visit-book.ts';

const TODAY = '2026-11-24';
let now = Date.parse(`${TODAY}T13:00:00Z`);
let count = 0;
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock: () => now,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => now, 'phone')
};
/** The author at noon of a day. */
const on = (day: string) => ({ ...author, clock: () => Date.parse(`${day}T11:00:00Z`) });

const valueOf = <Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
};
const book = (documents: readonly AnyDocument[]) =>
  readVisits(
    documents.map((document): StoredRecord => ({
      database: 'team-voorstad',
      delivery: 'processed',
      document
    }))
  );
const tasksIn = (documents: readonly AnyDocument[], today = TODAY) =>
  inOrder(visitTasks(book(documents), today));

const merging = { stamps: {}, seen: {}, kept: {} };
const card: Resident = {
  ...newDocument(author, 'resident'),
  ...merging,
  name: 'Mevrouw Ketelaar',
  contact: '',
  zone: null,
  birthYear: null,
  household: '',
  language: null
};
const step = (by: string | null): Step => ({
  ...newDocument(author, 'step'),
  resident: card._id,
  conversation: 'conversation:1',
  rung: 'network',
  what: 'Samen koffie drinken',
  doer: 'network',
  by,
  entry: null,
  tried: ''
});
const report = (change: Partial<Report> = {}): Report => ({
  ...newDocument(author, 'report'),
  resident: null,
  day: '2026-11-20',
  reporter: 'neighbour',
  reporterNote: '',
  question: 'De buurman komt niet meer buiten',
  domains: [],
  zone: null,
  urgency: 'week',
  ...change
});
const promise = (by: string | null): Promised => ({
  ...newDocument(author, 'promise'),
  resident: card._id,
  what: 'Terugbellen over de eettafel',
  by
});
const told = (of: Step, result: 'done' | 'not-done' | 'later', by: string | null = null) =>
  valueOf(stepResultDocument(of, { result, by, note: '' }, author));
const done = (of: { _id: string }, by = author) =>
  valueOf(doneDocuments(of._id, { name: by.nextId(), note: '' }, by));
const later = (of: { _id: string }, day: string, by = author) =>
  valueOf(laterDocuments(of._id, { name: by.nextId(), by: day }, by));

describe('a step', () => {
  test('asks whoever agreed on it, names the resident and is late when its day has passed', () => {
    const asked = step('2026-11-20');
    expect(tasksIn([card, asked])).toEqual([
      {
        id: asked._id,
        kind: 'step',
        database: 'team-voorstad',
        resident: card._id,
        name: 'Mevrouw Ketelaar',
        title: 'Samen koffie drinken',
        by: '2026-11-20',
        late: true,
        urgent: false,
        owner: 'vet-voorstad-1',
        href: '/werk/bewoners/0001'
      }
    ]);
  });

  test('asks no more when it is done or did not work out', () => {
    const asked = step('2026-11-20');
    expect(tasksIn([card, asked, told(asked, 'done')])).toEqual([]);
    expect(tasksIn([card, asked, told(asked, 'not-done')])).toEqual([]);
  });

  test('moves to the day of the latest result, whatever the order in which results arrive', () => {
    const asked = step('2026-11-20');
    const first = told(asked, 'later', '2026-12-01');
    now += 1000;
    const second = told(asked, 'later', '2026-12-08');
    for (const results of [
      [first, second],
      [second, first]
    ])
      expect(tasksIn([card, asked, ...results])).toMatchObject([{ by: '2026-12-08', late: false }]);
  });

  test('cannot be put off without a day', () => {
    expect(stepResultDocument(step(null), { result: 'later', by: null, note: '' }, author)).toMatchObject({
      ok: false,
      failure: [{ path: 'by' }]
    });
  });
});

describe('a report', () => {
  test('asks on the day itself, within a week or within six weeks, as its haste says', () => {
    const all = (['today', 'week', 'normal'] as const).map((urgency) => report({ urgency }));
    expect(tasksIn(all).map(({ by, urgent, late }) => [by, urgent, late])).toEqual([
      ['2026-11-20', true, true],
      ['2026-11-27', false, false],
      ['2027-01-01', false, false]
    ]);
  });

  test('of somebody without a card says so, and leads to the report', () => {
    const asked = report();
    expect(tasksIn([asked])).toMatchObject([
      { name: 'Zonder kaart', resident: null, href: `/werk/meldingen/${asked._id.slice(7)}` }
    ]);
  });

  test('asks no more once it is known what became of it', () => {
    const asked = report();
    const result: ReportResult = {
      ...newDocument(author, 'report-result'),
      report: asked._id,
      resident: null,
      day: TODAY,
      outcome: 'ended',
      note: '',
      entry: null
    };
    expect(tasksIn([asked, result])).toEqual([]);
  });
});

describe('a promise', () => {
  test('asks until it is done', () => {
    const asked = promise('2026-11-24');
    expect(tasksIn([card, asked])).toMatchObject([{ kind: 'promise', late: false }]);
    expect(tasksIn([card, asked, ...done(asked)])).toEqual([]);
  });

  test('that was put off stands at its new day, and comes back when that was after done', () => {
    const asked = promise(null);
    const states = [...done(asked, on('2026-11-22')), ...later(asked, '2026-11-25', on('2026-11-23'))];
    expect(tasksIn([card, asked, ...states])).toMatchObject([{ by: '2026-11-25', late: false }]);
    expect(tasksIn([card, asked, ...states], '2026-11-26')).toMatchObject([{ late: true }]);
  });
});

describe('the day of looking back', () => {
  const arrangement = (review: string, made: string): Arrangement => {
    const stamps = hybridClock(on(made).clock, 'phone');
    const fields = { resident: card._id, goal: '', agreed: '', review };
    return begin(
      { ...newDocument(on(made), 'arrangement', '1'), ...fields, ...merging },
      ['goal', 'agreed', 'review'],
      stamps
    );
  };
  const planned = arrangement('2026-11-24', '2026-08-24');
  const review = (day: string): Review => ({
    ...newDocument(on(day), 'review'),
    resident: card._id,
    day,
    told: '',
    going: null,
    control: null
  });
  const closing = (day: string): Closing => ({
    ...newDocument(on(day), 'closing'),
    resident: card._id,
    day,
    helped: 'yes',
    going: null,
    control: null,
    changed: '',
    goal: '',
    agreed: ''
  });

  test('asks from that day on, and not before', () => {
    expect(tasksIn([card, planned], '2026-11-23')).toEqual([]);
    expect(tasksIn([card, planned])).toMatchObject([
      { kind: 'review', by: TODAY, late: false, href: '/werk/bewoners/0001/arrangement' }
    ]);
    expect(tasksIn([card, planned], '2026-11-25')).toMatchObject([{ late: true }]);
  });

  test('asks no more after looking back on that day or later, but an earlier time does not count', () => {
    expect(tasksIn([card, planned, review('2026-11-24')])).toEqual([]);
    expect(tasksIn([card, planned, review('2026-11-10')])).toHaveLength(1);
  });

  test('does not ask for an arrangement that ended before it', () => {
    expect(tasksIn([card, planned, closing('2026-10-01')])).toEqual([]);
  });

  test('asks when it was set after an earlier arrangement ended', () => {
    expect(tasksIn([card, closing('2026-07-01'), planned])).toHaveLength(1);
  });

  test('asks again at a next day, whatever was told about the day before', () => {
    const next = edit(planned, { review: '2027-02-24' }, hybridClock(on('2026-11-24').clock, 'phone'));
    const states = done(planned, on('2026-11-24'));
    expect(tasksIn([card, planned, ...states])).toEqual([]);
    expect(tasksIn([card, next, ...states], '2027-02-24')).toMatchObject([{ by: '2027-02-24' }]);
  });
});

const conversation = (day: string, by = author): Conversation => ({
  ...newDocument(by, 'conversation'),
  resident: card._id,
  day,
  follows: null,
  question: 'Hoe kom ik de dag door?',
  domains: [],
  notes: ''
});

describe('a report that was to lead to a conversation', () => {
  const asked = report({ resident: card._id, urgency: 'today' });
  const result = (day: string, outcome: ReportResult['outcome'], by = author): ReportResult => ({
    ...newDocument(by, 'report-result'),
    report: asked._id,
    resident: null,
    day,
    outcome,
    note: '',
    entry: null
  });
  const colleague = { ...author, user: 'vet-voorstad-2' };
  const planned = result('2026-11-21', 'conversation', colleague);

  test('asks whoever said so to plan it, by the day on which the report is due', () => {
    expect(tasksIn([card, asked, planned])).toMatchObject([
      {
        id: planned._id,
        kind: 'report',
        title: 'Gesprek plannen: De buurman komt niet meer buiten',
        by: '2026-11-20',
        late: true,
        urgent: true,
        owner: 'vet-voorstad-2',
        href: '/werk/bewoners/0001'
      }
    ]);
  });

  test('asks no more after a conversation on that day or later, but an earlier one does not count', () => {
    expect(tasksIn([card, asked, planned, conversation('2026-11-21')])).toEqual([]);
    expect(tasksIn([card, asked, planned, conversation('2026-11-20')])).toHaveLength(1);
  });

  test('asks no more once it is done or put off, or became something else', () => {
    expect(tasksIn([card, asked, planned, ...done(planned)])).toEqual([]);
    expect(tasksIn([card, asked, planned, ...later(planned, '2026-12-01')])).toMatchObject([
      { by: '2026-12-01', late: false }
    ]);
    now += 1000;
    expect(tasksIn([card, asked, planned, result('2026-11-22', 'ended')])).toEqual([]);
  });

  test('does not ask when nobody knows with whom it would be', () => {
    const unknown = { ...asked, resident: null };
    expect(tasksIn([card, unknown, planned])).toEqual([]);
  });

  test('of somebody unknown asks the colleague who told with whom it will be, until they were spoken with', () => {
    const unknown = { ...asked, resident: null };
    const chosen = { ...planned, resident: card._id };
    expect(tasksIn([card, unknown, chosen])).toMatchObject([
      { name: 'Mevrouw Ketelaar', resident: card._id, owner: 'vet-voorstad-2', href: '/werk/bewoners/0001' }
    ]);
    expect(tasksIn([card, unknown, chosen, conversation('2026-11-21')])).toEqual([]);
  });

  test('asks about the card that stays when the card it was to be with turned out to be a double', () => {
    const double = { ...card, _id: 'resident:zzzz', name: 'Mw. Ketelaar' };
    const same: SameResident = {
      ...newDocument(author, 'same-resident'),
      resident: card._id,
      other: double._id,
      undone: false
    };
    const chosen = { ...planned, resident: double._id };
    expect(tasksIn([card, double, same, { ...asked, resident: null }, chosen])).toMatchObject([
      { resident: card._id, name: 'Mevrouw Ketelaar' }
    ]);
  });

  test('is read as it was before it could name somebody', () => {
    const { resident: _none, ...older } = planned;
    expect(tasksIn([card, asked, older])).toMatchObject([{ id: planned._id, resident: card._id }]);
  });
});

describe('a file without contact for long', () => {
  const old = { ...card, created: '2025-01-01T11:00:00.000Z' };
  const colleague = { ...author, user: 'vet-voorstad-2' };
  const last = conversation('2026-05-27', colleague);
  const decided = (day: string, state: FileState['state']): FileState => ({
    ...newDocument(on(day), 'file-state'),
    resident: card._id,
    day,
    state,
    note: ''
  });

  test('asks whoever had the last contact, without a day, and leads to the file', () => {
    expect(tasksIn([old, last])).toEqual([
      {
        id: card._id,
        kind: 'dormant',
        database: 'team-voorstad',
        resident: card._id,
        name: 'Mevrouw Ketelaar',
        title: 'Nog contact?',
        by: null,
        late: false,
        urgent: false,
        owner: 'vet-voorstad-2',
        href: '/werk/bewoners/0001/dossier'
      }
    ]);
  });

  test('asks from the 181st day after the last contact on', () => {
    expect(tasksIn([old, last], '2026-11-23')).toEqual([]);
    expect(tasksIn([old, last], '2026-11-24')).toHaveLength(1);
  });

  test('asks no more when it is closed or kept open, and again a term after that', () => {
    expect(tasksIn([old, last, decided(TODAY, 'closed')], '2027-11-24')).toEqual([]);
    const kept = decided(TODAY, 'kept-open');
    expect(tasksIn([old, last, kept])).toEqual([]);
    expect(tasksIn([old, last, kept], '2027-05-24')).toMatchObject([{ owner: 'vet-voorstad-1' }]);
  });

  test('asks whoever made the card when there was no contact at all', () => {
    expect(tasksIn([old])).toMatchObject([{ owner: 'vet-voorstad-1' }]);
  });

  test('can be put off, which says nothing about a later time that it asks', () => {
    const states = later(card, '2026-12-01');
    expect(tasksIn([old, last, ...states])).toMatchObject([{ by: '2026-12-01', late: false }]);
    const spoken = conversation('2026-11-30', colleague);
    expect(tasksIn([old, last, ...states, spoken], '2027-06-01')).toMatchObject([{ by: null, late: false }]);
  });

  test('asks the same worker whatever the order in which facts of one day arrived', () => {
    const facts = [conversation('2026-05-27'), last];
    const owners = [facts, facts.toReversed()].map((all) => tasksIn([old, ...all])[0]?.owner);
    expect(owners[0]).toBe(owners[1]);
  });

  test('is found in a moment among ten thousand documents', () => {
    const many = Array.from({ length: 2000 }, (_, place) => ({ ...old, _id: `resident:many-${place}` }));
    const talks = many.flatMap(({ _id: resident }) =>
      ['2026-01-01', '2026-02-01', '2026-03-01', '2026-05-27'].map((day) => ({
        ...conversation(day),
        resident
      }))
    );
    const all = book([...many, ...talks]);
    const start = performance.now();
    const found = visitTasks(all, TODAY);
    // One pass takes some 50 ms here; a search for each resident takes seconds.
    expect(performance.now() - start).toBeLessThan(1000);
    expect(found).toHaveLength(2000);
  });
});

describe('a list of tasks', () => {
  test('stands in order of day, what is urgent first within it, those without a day last', () => {
    const [none, second, first] = [step(null), step('2026-11-25'), step('2026-11-01')];
    const urgent = report({ urgency: 'today', day: '2026-11-25' });
    expect(tasksIn([card, none, second, first, urgent]).map(({ id }) => id)).toEqual([
      first._id,
      urgent._id,
      second._id,
      none._id
    ]);
  });

  test('shows what asks the whole team before the rest of its day', () => {
    const [mine] = tasksIn([card, step('2026-11-25')]);
    if (!mine) throw new Error('There is no task.');
    const ofAll = { ...mine, id: 'handover:9999', kind: 'handover' as const, owner: null };
    const urgent = { ...mine, id: 'report:9999', urgent: true };
    expect(inOrder([mine, ofAll, urgent])).toEqual([urgent, ofAll, mine]);
  });

  test('of one worker holds what was taken over, and no more what a colleague took over', () => {
    const mine = step('2026-11-25');
    const theirs = { ...step('2026-11-26'), author: 'vet-voorstad-2' };
    const takeover = (from: string, to: string): Takeover => ({
      ...newDocument(author, 'takeover'),
      from,
      to,
      day: TODAY
    });
    const idsOf = (user: string, takeovers: Takeover[]) => {
      const all = book([card, mine, theirs, ...takeovers]);
      return inOrder(tasksOf(visitTasks(all, TODAY), user, all.takeovers, TODAY)).map(({ id }) => id);
    };
    const one = takeover('vet-voorstad-2', 'vet-voorstad-1');
    expect(idsOf('vet-voorstad-1', [one])).toEqual([mine._id, theirs._id]);
    expect(idsOf('vet-voorstad-2', [one])).toEqual([]);
    const back = takeover('vet-voorstad-2', 'vet-voorstad-2');
    expect(idsOf('vet-voorstad-1', [one, back])).toEqual([mine._id]);
    expect(idsOf('vet-voorstad-2', [one, back])).toEqual([theirs._id]);
  });
});
