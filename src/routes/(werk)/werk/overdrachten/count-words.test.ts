import { expect, test } from 'vitest';
import type { Progress } from '#lib/referrals/course.ts';
import type { HandoverLine } from '#lib/referrals/handovers.ts';
import { countWords } from './count-words.ts';

const line = (progress: Progress, fresh = false): HandoverLine => ({
  handover: {
    database: 'team-wmo',
    delivery: 'processed',
    document: {
      _id: 'handover:H1',
      kind: 'handover',
      schema: 1,
      author: 'binnenzak-server',
      device: 'server',
      created: '2026-11-24T10:00:00.000Z',
      team: 'voorstad',
      sender: 'vet-voorstad-1',
      senderName: 'Marloes Wegdam',
      day: '2026-11-24',
      who: 'Mevrouw Test',
      reach: '',
      question: 'Een traplift',
      background: '',
      warm: null,
      by: null
    }
  },
  progress,
  fresh,
  late: false
});
const fresh = line('received', true);

test('how much a team received is told as new, going on and ended', () => {
  expect(countWords([fresh])).toBe('Eén nieuwe overdracht.');
  expect(countWords([fresh, fresh, line('contact'), line('returned')])).toBe(
    '2 nieuwe overdrachten, één loopt, één is afgerond.'
  );
  expect(countWords([line('received'), line('contact'), line('taken-up'), line('returned')])).toBe(
    'Geen nieuwe overdrachten, 2 lopen, 2 zijn afgerond.'
  );
  expect(countWords([])).toContain('nog geen overdracht');
});
