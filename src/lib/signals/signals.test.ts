import { describe, expect, test } from 'vitest';
import type { AnyDocument } from '../core/document.ts';
import { hybridClock } from '../core/hlc.ts';
import type { StoredRecord } from '../db/records.ts';
import { merge, otherTexts } from '../sync/merge.ts';
import { readVisits } from '../visits/visit-book.ts';
import { alike, recurrences } from './alike.ts';
import { knownPeople } from './anonymous.ts';
import { caseDocuments, emptyCase, emptyLesson, lessonDocuments, type CaseForm } from './case-form.ts';
import { caseLines } from './case-list.ts';
import type { CollectiveNeed } from './collective-need.ts';
import {
  needDocuments,
  needToEdit,
  newNeed,
  questionDocument,
  settleNeed,
  type NeedDraft
} from './need-form.ts';
import { gatheredQuestions, likenessesFor, needLines } from './need-list.ts';
import { belonging, figuresOf, questionsOf, type Question } from './questions.ts';
import { readSignals } from './signal-book.ts';
import { emptySignal, seenToday, signalDocuments, type SignalForm } from './signal-form.ts';
import { confirmedWords, signalLines } from './signal-list.ts';
import { consentDocument, emptyStory, storyDocuments, whoConsents, type StoryForm } from './story-form.ts';
import { storyLines } from './story-list.ts';
import { teamWork } from './team-work.ts';
import { tellingWords } from './telling-words.ts';

const TEAM = 'team-voorstad';
let now = Date.UTC(2026, 10, 24, 13);
let count = 0;
const worker = (user: string, device: string) => ({
  user,
  device,
  clock: () => now,
  nextId: () => String(++count).padStart(4, '0'),
  stamps: hybridClock(() => now, device)
});
const author = worker('vet-voorstad-1', 'phone');
const colleague = worker('vet-voorstad-2', 'tablet');

type Outcome<Value> =
  { ok: true; value: Value } | { ok: false; failure: { path: string; message: string }[] };
function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}
const pathsOf = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.failure.map(({ path }) => path));

const stored = (documents: readonly AnyDocument[]) =>
  documents.map((document): StoredRecord => ({ database: TEAM, delivery: 'processed', document }));
const book = (...documents: AnyDocument[]) => readSignals(stored(documents));

const signalForm = (change: Partial<SignalForm> = {}): SignalForm => ({
  ...emptySignal(author, TEAM),
  what: 'Ouderen eten alleen',
  times: '3',
  zone: 'voorstad',
  ...change
});
const signal = (change: Partial<SignalForm> = {}): AnyDocument => {
  const [made] = valueOf(signalDocuments(signalForm(change), author));
  if (!made) throw new Error('No signal.');
  return made;
};

describe('a signal', () => {
  test('says what was seen and how often; the rest may stay open', () => {
    expect(signal({ people: '' })).toMatchObject({ times: 3, people: null, theme: null, day: '2026-11-24' });
    expect(pathsOf(signalDocuments({ ...emptySignal(author, TEAM), day: null }, author))).toEqual([
      'what',
      'times',
      'day'
    ]);
  });

  test('is counted in whole numbers within reason, and not in the future', () => {
    for (const times of ['0', '-1', '1001', 'drie', '2,5'])
      expect(pathsOf(signalDocuments(signalForm({ times }), author))).toEqual(['times']);
    expect(pathsOf(signalDocuments(signalForm({ people: '0' }), author))).toEqual(['people']);
    expect(pathsOf(signalDocuments(signalForm({ day: '2026-11-25' }), author))).toEqual(['day']);
    expect(pathsOf(signalDocuments(signalForm({ database: null }), author))).toEqual(['database']);
  });

  test('holds no citizen number', () => {
    expect(pathsOf(signalDocuments(signalForm({ what: 'Het gaat om 111222333' }), author))).toEqual(['what']);
  });

  test('is confirmed once for each worker and day, under an id without their name', async () => {
    const one = signal();
    const first = valueOf(await seenToday(one._id, '', colleague));
    const other = valueOf(await seenToday(one._id, 'In de flat ook.', { ...colleague, device: 'phone' }));
    expect(other._id).toBe(first._id);
    expect(first._id).not.toContain(colleague.user);
    const mine = valueOf(await seenToday(one._id, '', author));
    now += 86_400_000;
    const tomorrow = valueOf(await seenToday(one._id, '', colleague));
    now -= 86_400_000;
    expect(new Set([first._id, mine._id, tomorrow._id]).size).toBe(3);
  });

  test('counts the colleagues who saw it, each once, and who recorded it not', async () => {
    const one = signal();
    now += 86_400_000;
    const tomorrow = valueOf(await seenToday(one._id, 'In de flat ook.', colleague));
    now -= 86_400_000;
    const seen = [
      valueOf(await seenToday(one._id, '', colleague)),
      tomorrow,
      valueOf(await seenToday(one._id, '', author))
    ];
    const [line] = signalLines(book(one, ...seen), { user: author.user, today: '2026-11-24' });
    expect(line).toMatchObject({ colleagues: 1, lastSeen: '2026-11-25', mine: true, seenToday: true });
    expect(line?.notes.map(({ document }) => document.note)).toEqual(['In de flat ook.']);
    expect(confirmedWords(line?.colleagues ?? 0)).toBe('Door 1 collega gezien');
    const [theirs] = signalLines(book(one), { user: colleague.user, today: '2026-11-24' });
    expect(theirs).toMatchObject({ colleagues: 0, mine: false, seenToday: false });
  });

  test('stands on top when colleagues confirm it, and otherwise by the day it was last seen', async () => {
    const old = signal({ what: 'oud', day: '2026-11-01' });
    const seen = signal({ what: 'gezien', day: '2026-10-01' });
    const fresh = signal({ what: 'nieuw' });
    const confirmation = valueOf(await seenToday(seen._id, '', colleague));
    const lines = signalLines(book(old, fresh, confirmation, seen), {
      user: author.user,
      today: '2026-11-24'
    });
    expect(lines.map((line) => line.signal.document.what)).toEqual(['gezien', 'nieuw', 'oud']);
  });
});

describe('a story', () => {
  const form = (change: Partial<StoryForm> = {}): StoryForm => ({
    ...emptyStory(author, TEAM),
    done: 'Samen gekookt',
    meant: 'Ik hoor er weer bij.',
    teller: 'resident',
    share: 'yes',
    ...change
  });
  const story = (change: Partial<StoryForm> = {}) =>
    valueOf(storyDocuments(form(change), author))[0] as AnyDocument;

  test('asks who tells it and whether it may be shared: neither is filled in beforehand', () => {
    expect(pathsOf(storyDocuments(emptyStory(author, TEAM), author))).toEqual([
      'done',
      'meant',
      'teller',
      'share'
    ]);
    expect(story({ share: 'no' })).toMatchObject({ share: false, resident: null });
  });

  test('asks the consent of who tells it, and of the resident it is about', () => {
    expect(whoConsents('resident', true)).toBe('de bewoner');
    expect(whoConsents('volunteer', true)).toBe('de vrijwilliger en de bewoner');
    expect(whoConsents('volunteer', false)).toBe('de vrijwilliger');
  });

  test('is shared as the last word about it says', () => {
    const told = story();
    now += 1000;
    const no = valueOf(consentDocument(told._id, false, 'Belde: liever niet.', author));
    now += 1000;
    const yes = valueOf(consentDocument(told._id, true, '', colleague));
    expect(storyLines(book(told))[0]).toMatchObject({ share: true, changed: null });
    expect(storyLines(book(no, told))[0]?.share).toBe(false);
    expect(storyLines(book(yes, no, told))[0]?.share).toBe(true);
  });

  test('stands with the newest first', () => {
    const lines = storyLines(book(story({ day: '2026-11-01' }), story({ day: '2026-11-20' })));
    expect(lines.map((line) => line.story.document.day)).toEqual(['2026-11-20', '2026-11-01']);
  });
});

const question = (id: string, text: string, change: Partial<Question> = {}): Question => ({
  id,
  database: TEAM,
  kind: 'conversation',
  day: '2026-11-01',
  text,
  zone: 'voorstad',
  theme: null,
  resident: `resident:${id}`,
  open: true,
  words: tellingWords(text),
  ...change
});
const looks = (words: string, zone: string | null, questions: Question[], theme: string | null = null) =>
  alike({ words, zone, theme }, questions).map((one) => one.question.id);

describe('questions that look alike', () => {
  const alone = question('alone', 'Zij eet altijd alleen en voelt zich eenzaam.');
  const cooking = question('cooking', 'Wie kookt er mee? Eenzaamheid in de flat, samen eten helpt.', {
    day: '2026-11-09'
  });
  const rent = question('rent', 'De huur is te hoog.');
  const elsewhere = question('elsewhere', 'Hij is eenzaam.', { zone: 'bathmen' });

  test('share a telling word, whatever its ending, and small words tell nothing', () => {
    expect(looks('Eenzame ouderen', 'voorstad', [alone, cooking, rent, elsewhere])).toEqual([
      'cooking',
      'alone'
    ]);
    expect(looks('zij en de is voor', 'voorstad', [alone, rent])).toEqual([]);
  });

  test('are of one zone, of whichever when none is named, and may be of an unknown one', () => {
    expect(looks('eenzaam', null, [alone, elsewhere]).sort()).toEqual(['alone', 'elsewhere']);
    expect(looks('eenzaam', 'voorstad', [question('unknown', 'eenzaam', { zone: null })])).toEqual([
      'unknown'
    ]);
  });

  test('may share the theme alone', () => {
    expect(
      looks('huur', 'voorstad', [question('signal', 'Iets anders', { theme: 'wonen' })], 'wonen')
    ).toEqual(['signal']);
  });

  test('stand by how much they share, and tell what that is', () => {
    const both = question('both', 'Eenzaam en de huur is te hoog.', { day: '2026-01-01' });
    const found = alike({ words: 'eenzaam door de huur', zone: 'voorstad', theme: null }, [alone, both]);
    expect(found.map((one) => one.question.id)).toEqual(['both', 'alone']);
    expect(found[0]).toMatchObject({ shared: ['eenzaam', 'huur'], sameTheme: false, sameZone: true });
  });

  test('recur when three different residents of a zone share a word', () => {
    const again = question('again', 'De huur, alweer', { resident: 'resident:rent' });
    const third = question('third', 'Huur en schulden');
    const far = question('far', 'De huur', { zone: 'bathmen' });
    expect(recurrences([rent, again, third, far], 5)).toEqual([]);
    const fourth = question('fourth', 'Mijn huur');
    expect(recurrences([rent, again, third, far, fourth], 5)).toMatchObject([
      { word: 'huur', zone: 'voorstad', questions: [rent, again, third, fourth] }
    ]);
  });

  test('recur within one team, whatever another team was asked', () => {
    const [one, two, three, four] = ['1', '2', '3', '4'].map((id) => question(id, 'De huur'));
    if (!one || !two || !three || !four) throw new Error('There are four questions.');
    const elsewhere = { ...three, database: 'team-wmo' };
    expect(recurrences([one, two, elsewhere], 5)).toEqual([]);
    expect(recurrences([one, two, elsewhere, four], 5)).toMatchObject([
      { database: TEAM, questions: [one, two, four] }
    ]);
  });

  test('are named by one word where two words gather the same', () => {
    const same = ['a', 'b', 'c'].map((id) => question(id, 'Schulden en incasso'));
    expect(recurrences(same, 5)).toHaveLength(1);
  });
});

describe('a collective need', () => {
  const draft = (change: Partial<NeedDraft> = {}): NeedDraft => ({
    ...newNeed(author.nextId, TEAM),
    what: 'Samen eten',
    zone: 'voorstad',
    ...change
  });
  const need = (change: Partial<NeedDraft> = {}) =>
    valueOf(needDocuments(draft(change), author))[0] as CollectiveNeed;
  const kept = (document: CollectiveNeed) => ({ database: TEAM, delivery: 'processed', document }) as const;

  test('needs words for what it is about, and a team', () => {
    expect(pathsOf(needDocuments(draft({ what: ' ' }), author))).toEqual(['what']);
    expect(pathsOf(needDocuments(draft({ database: null }), author))).toEqual(['database']);
  });

  test('keeps both plans that colleagues wrote without knowing of each other, until one settles it', () => {
    const card = need();
    const edited = (who: typeof author, plan: string) => {
      now += 1000;
      return valueOf(needDocuments({ ...needToEdit(kept(card)), plan }, who))[0] as CollectiveNeed;
    };
    const merged = merge([
      edited(author, 'Buurthuis vragen'),
      edited(colleague, 'Eettafel zoeken')
    ]) as CollectiveNeed;
    expect(merged.plan).toBe('Eettafel zoeken');
    expect(otherTexts(merged, 'plan').map(({ text }) => text)).toEqual(['Buurthuis vragen']);
    const settled = valueOf(settleNeed(merged, 'plan', 'Buurthuis vragen', author));
    expect(settled.plan).toBe('Buurthuis vragen');
    expect(otherTexts(settled, 'plan')).toEqual([]);
    expect(valueOf(settleNeed(merged, 'zone', '', author)).zone).toBeNull();
  });

  test('gathers questions, lets go of them again, and counts questions and residents', () => {
    const card = need();
    const made = signal();
    const add = questionDocument(card._id, made._id, true, author);
    now += 1000;
    const gone = questionDocument(card._id, made._id, false, colleague);
    expect(belonging(book(add), card._id)).toEqual(new Map([[made._id, true]]));
    expect(belonging(book(gone, add), card._id)).toEqual(new Map([[made._id, false]]));
    expect(gatheredQuestions(book(card, gone, add)).size).toBe(0);
    expect(gatheredQuestions(book(card, add))).toEqual(new Set([made._id]));
    const all = questionsOf(readVisits([]), book(made));
    expect(needLines(book(card, add, need()), all).map(({ figures }) => figures.questions)).toEqual([1, 0]);
  });

  test('counts a resident once, and a signal as nobody', () => {
    const asked = [
      question('1', 'eten', { resident: 'resident:a' }),
      question('2', 'eten', { resident: 'resident:a', kind: 'report' }),
      question('3', 'eten', { resident: null, kind: 'signal' })
    ];
    expect(figuresOf(asked)).toEqual({
      kinds: { report: 1, conversation: 1, signal: 1 },
      questions: 3,
      residents: 1
    });
  });

  test('offers open questions of its own team that look like it, and keeps what was ever ticked within reach', () => {
    const all = new Map(
      [
        question('alike', 'Samen eten'),
        question('solved', 'Eten', { open: false }),
        question('other', 'De huur'),
        question('ticked', 'Een rolstoel'),
        question('of another team', 'Samen eten', { database: 'team-wmo' })
      ].map((one) => [one.id, one])
    );
    const offered = (said: ReadonlyMap<string, boolean>) =>
      likenessesFor(kept(need()), '', all, said).map((one) => one.question.id);
    expect(offered(new Map())).toEqual(['alike']);
    expect(
      offered(
        new Map([
          ['ticked', false],
          ['solved', true]
        ])
      )
    ).toEqual(['alike', 'solved', 'ticked']);
  });
});

test('a report is a question until it is solved, a conversation has the zone of its resident', () => {
  const base = { schema: 1, author: author.user, device: 'phone', created: '2026-11-24T10:00:00.000Z' };
  const resident = {
    ...base,
    ...{ _id: 'resident:R', kind: 'resident', name: 'Roos', contact: '', zone: 'voorstad', birthYear: null },
    ...{ household: '', language: null, stamps: {}, seen: {}, kept: {} }
  };
  const report = (name: string) => ({
    ...base,
    ...{ _id: `report:${name}`, kind: 'report', resident: null, day: '2026-11-20', reporter: 'neighbour' },
    ...{ reporterNote: '', question: 'Wie helpt er?', domains: [], zone: 'bathmen', urgency: 'normal' }
  });
  const solved = {
    ...base,
    ...{ _id: 'report-result:1', kind: 'report-result', report: 'report:B', day: '2026-11-20' },
    ...{ outcome: 'solved', note: '', entry: null }
  };
  const conversation = {
    ...base,
    ...{ _id: 'conversation:C', kind: 'conversation', resident: 'resident:R', day: '2026-11-20' },
    ...{ question: 'Wat nu?', domains: [{ domain: 'social', note: 'Eenzaam' }], notes: '' }
  };
  const visits = readVisits(stored([resident, report('A'), report('B'), solved, conversation]));
  const all = questionsOf(visits, book());
  expect([...all.values()].map(({ id, open, zone }) => [id, open, zone])).toEqual([
    ['report:A', true, 'bathmen'],
    ['report:B', false, 'bathmen'],
    ['conversation:C', true, 'voorstad']
  ]);
  expect([...(all.get('conversation:C')?.words.values() ?? [])]).toEqual(['eenzaam']);
});

describe('a case for learning', () => {
  const known = knownPeople([{ name: 'Mevrouw Ketelaar', contact: '' }]);
  const form = (change: Partial<CaseForm> = {}): CaseForm => ({
    ...emptyCase(author, TEAM),
    title: 'Alleen na een verlies',
    situation: 'Een vrouw van tachtig komt de deur niet meer uit.',
    question: 'Wie van jullie kent dit?',
    teams: ['wmo'],
    ...change
  });

  test('goes to other teams under the name of its own', () => {
    expect(valueOf(caseDocuments(form(), known, author))[0]).toMatchObject({
      team: 'voorstad',
      teams: ['wmo']
    });
    expect(pathsOf(caseDocuments(form({ teams: [] }), known, author))).toEqual(['teams']);
  });

  test('is refused while a resident’s name stands in any of its texts, unless that is no resident', () => {
    for (const path of ['title', 'situation', 'question'] as const) {
      const named = form({ [path]: 'Ketelaar komt niet buiten' });
      const refused = caseDocuments(named, known, author);
      expect(refused).toMatchObject({
        failure: [{ path, message: expect.stringContaining('een naam die bij een bewoner hoort: Ketelaar') }]
      });
      expect(caseDocuments({ ...named, dismissed: ['ketelaar'] }, known, author).ok).toBe(true);
    }
  });

  test('is learned from in words that name nobody either', () => {
    const lesson = (learned: string) =>
      lessonDocuments({ ...emptyLesson(author), learned }, 'learning-case:K', known, author);
    expect(pathsOf(lesson('Eerder bij Ketelaar langs'))).toEqual(['learned']);
    expect(pathsOf(lesson(' '))).toEqual(['learned']);
    expect(lesson('Eerder langs').ok).toBe(true);
  });

  test('shows whether it was received, with its lessons in the order they were written', () => {
    const [made] = valueOf(caseDocuments(form(), known, author));
    const lesson = (learned: string) => {
      now += 1000;
      return valueOf(lessonDocuments({ ...emptyLesson(author), learned }, made?._id ?? '', known, author))[0];
    };
    const [one, two] = [lesson('Eerst'), lesson('Dan')];
    const documents = [made, two, one].filter((document) => document !== undefined);
    expect(caseLines(book(...documents), ['voorstad'])[0]?.received).toBe(false);
    const [line] = caseLines(book(...documents), ['wmo']);
    expect(line?.received).toBe(true);
    expect(line?.lessons.map(({ document }) => document.learned)).toEqual(['Eerst', 'Dan']);
  });
});

test('the work of a team is counted in words', async () => {
  const one = signal();
  expect(teamWork(book(one, signal(), valueOf(await seenToday(one._id, '', colleague))), [])).toEqual({
    signals: '2 signalen, 1 door collega’s gezien',
    stories: 'Nog geen verhaal',
    needs: 'Nog niets samengebracht',
    cases: 'Nog geen casus'
  });
});
