import { describe, expect, test } from 'vitest';
import { differentTraces, knownPeople, tracesIn } from './anonymous.ts';

const card = (name: string, contact = '') => ({ name, contact });
const known = knownPeople([
  card('Mevrouw Ketelaar', '0570 00 11 20, liefst na tien uur'),
  card('Anna Çelik-de Vries', 'Spuistraat 12b, 7415 AB'),
  card('Meneer Bakker'),
  card('Kees van den Berg', '+31 6 12 34 56 78'),
  card('Roos'),
  card('Buurman van de moestuin')
]);
const pieces = (text: string, dismissed: readonly string[] = []) =>
  tracesIn(text, known, dismissed).map(({ piece }) => piece);

describe('a text that must lead to nobody', () => {
  test('names a resident by first name or last name, whatever the accents and capitals', () => {
    expect(pieces('Anna belde. CELIK en ketelaar ook, net als Çelik.')).toEqual([
      'Anna',
      'CELIK',
      'ketelaar',
      'Çelik'
    ]);
  });

  test('names a resident in every inflection', () => {
    expect(pieces("Ketelaars dochter, Ketelaar’s hond, Anna's tuin en Kees’ fiets")).toEqual([
      'Ketelaars',
      'Ketelaar’s',
      "Anna's",
      'Kees'
    ]);
  });

  test('does not name one in a longer word', () => {
    expect(pieces('Ketelaarstraat, annalen, Vriesland')).toEqual([]);
  });

  test('has the tussenvoegsel marked with the name it belongs to, and no other word', () => {
    expect(pieces('Ik sprak van de week met Anna de Vries en met van den Berg.')).toEqual([
      'Anna',
      'de Vries',
      'van den Berg'
    ]);
    expect(pieces('het verhaal van Ketelaar')).toEqual(['Ketelaar']);
  });

  test('may hold an ordinary word that is a name too, unless it is written as a name', () => {
    expect(pieces('Naar de bakker op de berg, met een roos.')).toEqual([]);
    expect(pieces('Bij Bakker, mevrouw bakker, van den berg en Roos')).toEqual([
      'Bakker',
      'bakker',
      'van den berg',
      'Roos'
    ]);
  });

  test('may hold a word that is written small on the card', () => {
    expect(pieces('Achter de buurman, bij een moestuin of van de week')).toEqual([]);
    expect(pieces('Bij de Moestuin')).toEqual(['de Moestuin']);
  });

  test('holds no telephone number of a card, in whatever way it is written', () => {
    expect(pieces('Bel 0570-001120 of 0612345678 of 0031 6 1234 5678, niet 0570 00 11 21.')).toEqual([
      '0570-001120',
      '0612345678',
      '0031 6 1234 5678'
    ]);
  });

  test('holds no address of a card: street with number, or postcode', () => {
    expect(
      pieces('Op Spuistraat 12, 7415ab. De Spuistraat is lang; op Spuistraat 14 woont niemand.')
    ).toEqual(['Spuistraat 12', '7415ab']);
  });

  test('may keep what the worker says is no resident, everywhere it stands', () => {
    const [trace] = tracesIn('Anna en Anna’s man', known);
    expect(pieces('Anna en Anna’s man, en Ketelaar', [trace?.key ?? ''])).toEqual(['Ketelaar']);
  });

  test('is pointed at by where each piece stands', () => {
    const text = 'Daar woont Anna de Vries nu';
    expect(tracesIn(text, known).map(({ from, to }) => text.slice(from, to))).toEqual(['Anna', 'de Vries']);
    expect(differentTraces(tracesIn('Anna, Anna, Roos', known)).map(({ from }) => from)).toEqual([0, 12]);
  });

  test('is read within a second, also when it is as long as a field takes', () => {
    const long = 'Op de Kerkweg stond 12 keer van de week niemand bij Ketelaar. '
      .repeat(1600)
      .slice(0, 100_000);
    const start = performance.now();
    expect(tracesIn(long, known).length).toBeGreaterThan(1000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('a card in small letters alone still counts', () => {
  expect(tracesIn('Ketelaar en ketelaar', knownPeople([card('mevrouw ketelaar')]))).toHaveLength(2);
});

test('a name of which one card makes an ordinary word counts when another card does not', () => {
  const people = knownPeople([card('buurman van de moestuin'), card('Moestuin')]);
  expect(tracesIn('de moestuin', people)).toHaveLength(1);
});
