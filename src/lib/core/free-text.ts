import * as z from 'zod/mini';

/** Longest free text that a field takes; enough for an hour of notes, bounded so that no document chokes a phone. */
export const LONGEST_TEXT = 100_000;

const CITIZEN_NUMBER = /(?<!\d)\d{9}(?!\d)/g;

/**
 * Whether text holds a nine-digit number that passes the elfproef and so may be a burgerservicenummer.
 * Points, spaces and dashes within the number do not hide it.
 */
export function holdsCitizenNumber(text: string): boolean {
  const joined = text.replace(/(?<=\d)[ .-](?=\d)/g, '');
  return [...text.matchAll(CITIZEN_NUMBER), ...joined.matchAll(CITIZEN_NUMBER)].some(([digits]) =>
    passesElevenTest(digits)
  );
}

function passesElevenTest(digits: string): boolean {
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place),
    0
  );
  return sum % 11 === 0 && !/^0+$/.test(digits);
}

export const CITIZEN_NUMBER_REFUSED =
  'Hier lijkt een burgerservicenummer te staan. Haal het weg: dat nummer bewaart Binnenzak niet.';

/** Free text of a worker: bounded, and without a citizen number. */
export const freeText = z.string().check(
  z.maxLength(LONGEST_TEXT, 'Deze tekst is te lang. Maak hem korter.'),
  z.refine((text) => !holdsCitizenNumber(text), CITIZEN_NUMBER_REFUSED)
);

/** Free text that has to say something. */
export const requiredText = (message: string) =>
  freeText.check(z.refine((text) => text.trim() !== '', message));
