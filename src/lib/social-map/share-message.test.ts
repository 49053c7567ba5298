import { describe, expect, test } from 'vitest';
import type { EntrySummary } from './map-reader.ts';
import { shareMessage, wholeText } from './share-message.ts';

const ORIGIN = 'https://binnenzak.example';
const walk: EntrySummary = {
  id: 'activity:b7',
  name: 'Wandelgroep Voorstad',
  rung: 'network',
  line: 'Een uur wandelen met koffie na.',
  way: 'U kunt zo komen. Aanmelden hoeft niet.',
  when: 'dinsdag 24 november, 10.00 tot 11.00 uur (elke dinsdag)',
  place: 'De Venen, Dorpsstraat 1, Deventer',
  cost: 'gratis',
  phone: '0570 00 12 34',
  email: 'info@voorbeeld.example',
  url: null
};
const bare: EntrySummary = {
  ...walk,
  id: 'service:c3',
  name: 'Hulp bij post',
  when: null,
  place: null,
  cost: null,
  phone: null
};

describe('the message by which an entry is shared', () => {
  test('tells what it is, when, where and whom to call, and ends with the address of its page', () => {
    expect(wholeText(shareMessage([walk], ORIGIN))).toBe(
      [
        'Wandelgroep Voorstad',
        'Een uur wandelen met koffie na.',
        'U kunt zo komen. Aanmelden hoeft niet.',
        'Wanneer: dinsdag 24 november, 10.00 tot 11.00 uur (elke dinsdag)',
        'Waar: De Venen, Dorpsstraat 1, Deventer',
        'Kosten: gratis',
        'Bel: 0570 00 12 34',
        '',
        'Meer weten: https://binnenzak.example/agenda/b7'
      ].join('\n')
    );
  });

  test('leaves out what is not known, and gives another way to reach them where there is no telephone', () => {
    const { text } = shareMessage([bare], ORIGIN);
    expect(text).not.toMatch(/Wanneer|Waar|Kosten|Bel|null/);
    expect(text).toMatch(/Mail: info@voorbeeld\.example$/);
  });

  test('a list is numbered and has one address for all', () => {
    const message = shareMessage([walk, bare], ORIGIN);
    expect(message.text).toContain('1. Wandelgroep Voorstad\n');
    expect(message.text).toContain('\n\n2. Hulp bij post\n');
    expect(message.address).toBe(`${ORIGIN}/lijstje?e=a~b7.s~c3`);
    expect(wholeText(message).match(/https:/g)).toHaveLength(1);
  });
});
