import { describe, expect, test } from 'vitest';
import { hybridClock } from '../core/hlc.ts';
import { emptyReport, intakeDocuments, reportDocuments, ReportForm } from './report-form.ts';
import { emptyResult, resultDocuments, type ReportResultForm } from './report-result.ts';
import { newCard } from './resident-form.ts';
import { LONGEST_TEXT } from '../core/free-text.ts';

const clock = () => Date.UTC(2026, 10, 24, 13);
let count = 0;
const author = {
  user: 'vet-voorstad-1',
  device: 'phone',
  clock,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(clock, 'phone')
};

const written = (change: Partial<ReportForm> = {}): ReportForm => ({
  ...emptyReport('R1', 'team-voorstad', author),
  question: ' Waar haal ik een rollator? ',
  whose: 'nobody',
  zone: 'voorstad',
  reporter: 'resident',
  urgency: 'normal',
  ...change
});
const settled = (form: ReportForm, result: Partial<ReportForm['result']>): ReportForm => ({
  ...form,
  result: { ...form.result, ...result }
});

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const problemsOf = (outcome: ReturnType<typeof reportDocuments>) => (outcome.ok ? [] : outcome.failure);
const pathsOf = (outcome: ReturnType<typeof reportDocuments>) => problemsOf(outcome).map(({ path }) => path);

describe('a report', () => {
  test('of somebody unknown keeps the zone and nobody’s card, on the day of today', () => {
    const form = written();
    expect(valueOf(reportDocuments(form, author))).toEqual([
      expect.objectContaining({
        _id: `report:${form.name}`,
        resident: null,
        zone: 'voorstad',
        day: '2026-11-24',
        question: 'Waar haal ik een rollator?'
      })
    ]);
  });

  test('of somebody without a card makes that card, and is about it', () => {
    const card = newCard(author.nextId);
    const form = written({
      whose: 'new',
      zone: null,
      card: { ...card, form: { ...card.form, name: 'Mevrouw Smit', zone: 'zandweerd' } }
    });
    const [report, made] = valueOf(reportDocuments(form, author));
    expect(made).toMatchObject({ kind: 'resident', name: 'Mevrouw Smit', zone: 'zandweerd' });
    expect(report).toMatchObject({ resident: made?._id, zone: 'zandweerd' });
  });

  test('names what lacks from the top of the screen down', () => {
    const form = { ...emptyReport('R1', null, author), day: null };
    expect(pathsOf(reportDocuments(form, author))).toEqual([
      'question',
      'whose',
      'database',
      'reporter',
      'urgency',
      'day'
    ]);
  });

  test('a card that is being made and has no name is mended at the name', () => {
    const form = written({ whose: 'new', card: newCard(author.nextId) });
    expect(pathsOf(reportDocuments(form, author))).toEqual(['name']);
  });

  test.each([
    ['2026-02-31', 'Kies een dag die bestaat.'],
    ['2026-11-25', 'Deze dag moet nog komen. Kies vandaag of een dag ervoor.'],
    ['0206-11-24', 'Deze dag is meer dan een jaar geleden. Kijk het jaartal na.']
  ])('is not of %s', (day, message) => {
    expect(problemsOf(reportDocuments(written({ day }), author))).toEqual([{ path: 'day', message }]);
  });

  test('takes text up to its longest, and says where a longer one or a citizen number stands', () => {
    const longest = 'a'.repeat(LONGEST_TEXT);
    expect(reportDocuments(written({ question: longest }), author).ok).toBe(true);
    expect(pathsOf(reportDocuments(written({ question: `${longest}a` }), author))).toEqual(['question']);
    const form = written({ question: 'Mijn nummer is 111222333', reporterNote: 'nr. 1112.22.333' });
    expect(pathsOf(reportDocuments(form, author))).toEqual(['question', 'reporterNote']);
  });

  test('its draft is read again as it was kept', () => {
    const form = written({ whose: 'new', card: newCard(author.nextId), domains: ['social'] });
    expect(ReportForm.parse(JSON.parse(JSON.stringify(form)))).toEqual(form);
  });
});

describe('what becomes of a report', () => {
  const entry = { id: 'service:1', name: 'Uitleen van hulpmiddelen', phone: null };

  test('solved at first contact is told on the day of the report, with the offer as it was when chosen', () => {
    const form = settled(written({ day: '2026-11-23' }), { outcome: 'solved', entry });
    const [, result] = valueOf(intakeDocuments(form, author));
    expect(result).toMatchObject({
      kind: 'report-result',
      report: `report:${form.name}`,
      outcome: 'solved',
      day: '2026-11-23',
      entry
    });
  });

  test('solved with neither a word nor an offer is asked what was done', () => {
    expect(pathsOf(intakeDocuments(settled(written(), { outcome: 'solved' }), author))).toEqual(['note']);
  });

  test('a conversation asks for somebody with a card', () => {
    const result = { outcome: 'conversation' } as const;
    expect(pathsOf(intakeDocuments(settled(written(), result), author))).toEqual(['resident']);
    const known = written({ whose: 'resident', resident: 'resident:1' });
    expect(valueOf(intakeDocuments(settled(known, result), author))).toHaveLength(2);
  });

  test('a conversation names with whom it will be where the report does not', () => {
    const form = { ...emptyResult('1'), outcome: 'conversation', resident: 'resident:2' } as const;
    const named = (change: Partial<ReportResultForm>, resident: string | null) =>
      resultDocuments({ ...form, ...change }, { id: 'report:1', resident }, '2026-11-24', author);
    expect(named({}, null)).toMatchObject({ value: [{ resident: 'resident:2' }] });
    expect(named({}, 'resident:1')).toMatchObject({ value: [{ resident: null }] });
    expect(named({ outcome: 'ended' }, null)).toMatchObject({ value: [{ resident: null }] });
  });

  test('left open it is the report alone, and without a choice it is not saved', () => {
    expect(valueOf(intakeDocuments(settled(written(), { outcome: 'open' }), author))).toHaveLength(1);
    expect(pathsOf(intakeDocuments(written(), author))).toEqual(['outcome']);
  });

  test('saving twice writes the same documents', () => {
    const form = settled(written(), { outcome: 'solved', note: 'Gebeld' });
    const ids = () => valueOf(intakeDocuments(form, author)).map(({ _id }) => _id);
    expect(ids()).toEqual(ids());
  });
});
