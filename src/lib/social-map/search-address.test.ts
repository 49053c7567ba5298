import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTERS } from './map-reader.ts';
import type { MapQuestion } from './map-reader.ts';
import { choose, chosenCount, FIRST, questionAt, resultsAddress, withMore } from './search-address.ts';

const at = (query: string, zone: string | null = null) => questionAt(new URLSearchParams(query), zone);
const plain: MapQuestion = { text: 'koffie', zone: null, limit: FIRST, filters: {}, without: [] };

/** The question that the address of a question asks. */
const again = (question: MapQuestion) =>
  questionAt(new URL(resultsAddress(question), 'http://localhost').searchParams, question.zone);

describe('a question in the address', () => {
  it('has one repeated parameter for each filter, in Dutch', () => {
    expect(
      resultsAddress({
        ...plain,
        zone: 'voorstad',
        filters: {
          rung: ['own-strength', 'network'],
          access: ['open'],
          domain: ['finances'],
          cost: ['free'],
          day: ['6']
        },
        without: ['need:schulden', 'time']
      })
    ).toBe(
      '/kaart?q=koffie&zone=voorstad&leefgebied=geld&trede=eigen-kracht&trede=netwerk&toegang=vrij' +
        '&kosten=gratis&dag=zaterdag&niet=need%3Aschulden&niet=time'
    );
  });

  it('comes back as it went in', () => {
    const question: MapQuestion = {
      text: 'samen eten & drinken + één <b>',
      zone: 'de-hoven',
      limit: 2 * FIRST,
      filters: {
        zone: ['voorstad', '*'],
        theme: ['schulden', 'samen-eten'],
        domain: ['mental'],
        rung: ['individual'],
        access: ['referral', 'indication'],
        cost: ['free'],
        day: ['6', '7'],
        language: ['pl', 'ar'],
        group: ['Ouders van jonge kinderen (0-4)']
      },
      without: ['zone:schalkhaar']
    };
    expect(again(question)).toEqual(question);
    expect(Object.keys(question.filters).sort()).toEqual([...FILTERS].sort());
  });

  it('leaves out what no filter has', () => {
    expect(
      at('trede=vijf&toegang=open&leefgebied=finances&dag=6&kosten=veel&thema=&dag=%20').filters
    ).toEqual({});
    expect(at('niet=iets&niet=need:x').without).toEqual(['need:x']);
  });

  it('names each value once', () => {
    expect(at('thema=schulden&thema=schulden').filters).toEqual({ theme: ['schulden'] });
  });

  it('shows as many as asked for, between the first forty and the most', () => {
    const limits = ['', 'tot=80', 'tot=81', 'tot=-40', 'tot=100000', 'tot=meer'].map(
      (query) => at(query).limit
    );
    expect(limits).toEqual([40, 80, 40, 40, 200, 40]);
  });

  it('is cut when it is longer than an address can carry', () => {
    expect(at(`q=${'a'.repeat(20_000)}`).text).toHaveLength(1000);
    expect(resultsAddress({ ...plain, text: '😀'.repeat(10_000) }).length).toBeLessThan(8000);
  });

  it('is read from any address without an error, and then stays the same', () => {
    const parameter = fc.constantFrom('q', 'thema', 'trede', 'dag', 'doelgroep', 'niet', 'tot', 'wijk');
    fc.assert(
      fc.property(fc.array(fc.tuple(parameter, fc.string({ unit: 'grapheme' }))), (pairs) => {
        const question = questionAt(new URLSearchParams(pairs), null);
        expect(again(question)).toEqual(question);
      })
    );
  });
});

describe('filters', () => {
  it('gain a value, and lose the last one with their name', () => {
    const one = choose({}, 'day', 'zaterdag', true);
    expect(one).toEqual({ day: ['zaterdag'] });
    expect(choose(one, 'day', 'zondag', true)).toEqual({ day: ['zaterdag', 'zondag'] });
    expect(choose(one, 'day', 'zaterdag', true)).toEqual(one);
    expect(choose(one, 'day', 'zaterdag', false)).toEqual({});
  });

  it('are counted by their values', () => {
    expect(chosenCount({ day: ['zaterdag', 'zondag'], cost: ['free'] })).toBe(3);
  });
});

it('there is no more to ask for than the most', () => {
  expect(withMore(plain)?.limit).toBe(80);
  expect(withMore({ ...plain, limit: 200 })).toBeNull();
});
