import { expect, test } from 'vitest';
import type { Draft, Drafts, StoredRecord } from '../db/records.ts';
import { draftKey, emptyDraft, type ConversationDraft } from './conversation-draft.ts';
import { openDrafts } from './open-drafts.ts';
import { emptyReport, reportDraftKey, type ReportForm } from './report-form.ts';

const NOW = Date.UTC(2026, 10, 24, 13);
const DAY = 24 * 60 * 60_000;

function told(name: string, question: string): ConversationDraft {
  const author = { clock: () => NOW, nextId: () => name };
  return { ...emptyDraft('resident:1', author), question };
}

function shelf(kept: readonly Draft[]): Drafts & { keys(): string[] } {
  const drafts = new Map(kept.map((draft) => [draft.key, draft]));
  return {
    keys: () => [...drafts.keys()],
    list: () => Promise.resolve([...drafts.values()]),
    load: (key) => Promise.resolve(drafts.get(key) ?? null),
    save: () => Promise.reject(new Error('Nothing is written here.')),
    remove: (key) => Promise.resolve(void drafts.delete(key))
  };
}

const kept = (value: ConversationDraft, changed: number): Draft => ({
  key: draftKey(value.name),
  value,
  changed
});
const report = (name: string, change: Partial<ReportForm>, changed: number): Draft => {
  const author = { clock: () => NOW, nextId: () => `${name}-result` };
  return {
    key: reportDraftKey(name),
    value: { ...emptyReport(name, null, author), ...change },
    changed
  };
};
const nothingSaved = { get: () => undefined };

test('what was told and not saved is offered again, the last first', async () => {
  const drafts = shelf([kept(told('a', 'Eten'), NOW - 2 * DAY), kept(told('b', 'Geld'), NOW - DAY)]);
  const open = await openDrafts(drafts, nothingSaved, () => NOW);
  expect(open.map(({ question }) => question)).toEqual(['Geld', 'Eten']);
  expect(drafts.keys()).toHaveLength(2);
});

test('a draft whose conversation is saved is removed, so that nobody adds to it what is never saved', async () => {
  const drafts = shelf([kept(told('a', 'Eten'), NOW)]);
  const saved = { get: (id: string) => (id === 'conversation:a' ? ({} as StoredRecord) : undefined) };
  expect(await openDrafts(drafts, saved, () => NOW)).toEqual([]);
  expect(drafts.keys()).toEqual([]);
});

test('a draft in which nothing was told is not offered, and is gone after a day', async () => {
  const drafts = shelf([kept(told('a', ' '), NOW - DAY - 1), kept(told('b', ''), NOW - DAY)]);
  expect(await openDrafts(drafts, nothingSaved, () => NOW)).toEqual([]);
  expect(drafts.keys()).toEqual([draftKey('b')]);
});

test('several reports can be half written, beside conversations, and each is offered by its own name', async () => {
  const drafts = shelf([
    report('a', { question: 'Veel post', whose: 'resident', resident: 'resident:1' }, NOW - 2 * DAY),
    kept(told('c', 'Eten'), NOW - DAY),
    report('b', { whose: 'nobody' }, NOW),
    report('empty', { question: ' ' }, NOW),
    { key: 'report-result:a', value: {}, changed: NOW }
  ]);
  const open = await openDrafts(drafts, nothingSaved, () => NOW);
  expect(open.map(({ kind, name, resident }) => [kind, name, resident])).toEqual([
    ['report', 'b', null],
    ['conversation', 'c', 'resident:1'],
    ['report', 'a', 'resident:1']
  ]);
});

test('a draft whose report is saved is removed', async () => {
  const drafts = shelf([report('a', { question: 'Veel post' }, NOW)]);
  const saved = { get: (id: string) => (id === 'report:a' ? ({} as StoredRecord) : undefined) };
  expect(await openDrafts(drafts, saved, () => NOW)).toEqual([]);
  expect(drafts.keys()).toEqual([]);
});
