import { expect, test } from 'vitest';
import { agendaAddress, narrowedCount, questionOf, viewAt } from './agenda-address.ts';

const at = (query: string) => viewAt(new URLSearchParams(query), 'voorstad');

test('a view is the same after its address was read again', () => {
  for (const query of [
    '',
    'wanneer=vandaag',
    'wanneer=weekend',
    'wanneer=week',
    'wanneer=maand',
    'wanneer=2026-12',
    'wanneer=2026-12-31',
    'thema=bewegen&doelgroep=ouderen&taal=nl&kosten=gratis&rolstoel=ja&spreekuren=ja'
  ]) {
    const view = at(query);
    const again = new URL(agendaAddress(view), 'https://kaart.example');
    expect(viewAt(again.searchParams, view.zone)).toEqual(view);
    for (const [name, value] of new URLSearchParams(query)) {
      expect(again.searchParams.get(name)).toBe(value);
    }
  }
});

test('what an address cannot mean shows the coming two weeks, narrowed by nothing', () => {
  for (const query of ['wanneer=2026-02-30', 'wanneer=2026-13', 'wanneer=toString', 'wanneer=9999-12-31']) {
    expect(at(query).when).toEqual({ kind: 'coming' });
  }
  expect(narrowedCount(at('thema=&kosten=duur&rolstoel=nee&spreekuren=&taal='))).toBe(0);
  expect(at(`thema=${'a'.repeat(101)}`).theme).toBeNull();
});

test('a view asks for its days and all that it is narrowed by', () => {
  const view = at('wanneer=weekend&thema=bewegen&kosten=gratis&spreekuren=ja');
  expect(questionOf(view, '2026-11-26')).toEqual({
    zone: 'voorstad',
    from: '2026-11-28',
    days: 2,
    theme: 'bewegen',
    group: null,
    language: null,
    cost: 'free',
    wheelchair: false,
    location: null,
    form: 'consultation'
  });
});
