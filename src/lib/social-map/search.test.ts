import { describe, expect, test } from 'vitest';
import { buildSearch } from './search.ts';
import type { Findable } from './search.ts';

const entry = (id: string, name: string, rest: Partial<Findable> = {}): Findable => ({
  id,
  name,
  themes: '',
  description: '',
  around: '',
  zones: ['*'],
  rung: 'collective',
  ...rest
});
const find = (entries: Findable[], text: string, zone: string | null = null) =>
  buildSearch(entries).find(text, zone, 20);

describe('search', () => {
  test('a word is found without its accents, in capitals, and with a letter wrong', () => {
    const entries = [entry('a', 'Alzheimercafé'), entry('b', 'Fietsles')];
    expect(find(entries, 'ALZHEIMERCAFE')).toEqual(['a']);
    expect(find(entries, 'alzheimer')).toEqual(['a']);
    expect(find(entries, 'alzheimmercafe')).toEqual(['a']);
  });

  test('a name that fits goes before a description that mentions it', () => {
    const entries = [entry('a', 'Loket', { description: 'Ook over schulden.' }), entry('b', 'Schulden')];
    expect(find(entries, 'schulden')[0]).toBe('b');
  });

  test('of what fits well, the lowest rung of the ladder goes first', () => {
    const entries = [
      entry('a', 'Schulden', { rung: 'individual' }),
      entry('b', 'Schulden', { rung: 'own-strength' }),
      entry('c', 'Schulden', { rung: 'network' })
    ];
    expect(find(entries, 'schulden')).toEqual(['b', 'c', 'a']);
  });

  test('a weak hit on a low rung does not go before a good one', () => {
    const entries = [
      entry('a', 'Wandelen', { rung: 'own-strength', description: 'Praat onderweg over geld en schulden.' }),
      entry('b', 'Schulden', { rung: 'collective', themes: 'Schulden' })
    ];
    expect(find(entries, 'schulden')[0]).toBe('b');
  });

  test('with a zone, offer of other zones is left out and one’s own goes before that of all', () => {
    const entries = [
      entry('a', 'Koffie', { zones: ['*'] }),
      entry('b', 'Koffie', { zones: ['bathmen'] }),
      entry('c', 'Koffie', { zones: ['voorstad'] })
    ];
    expect(find(entries, 'koffie', 'voorstad')).toEqual(['c', 'a']);
  });

  test('a question without words that tell something lists the offer, lowest rung first', () => {
    const entries = [entry('a', 'Zorg', { rung: 'individual' }), entry('b', 'Buren', { rung: 'network' })];
    expect(find(entries, '')).toEqual(['b', 'a']);
    expect(find(entries, 'wat is er voor mij')).toEqual(['b', 'a']);
  });

  test.each(['🙂'.repeat(50), '<script>alert(1)</script>', 'a'.repeat(10_000), 'مرحبا', '((('])(
    'a strange question gets an answer and no error: %.20s',
    (text) => {
      expect(() => find([entry('a', 'Koffie')], text)).not.toThrow();
    }
  );
});
