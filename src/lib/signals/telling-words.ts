import { TELL_NOTHING } from '../social-map/search/missed.ts';
import { stem, wordsOf } from '../social-map/search/words.ts';

const SHORTEST = 4;
/** Words that stand in what workers write about anything at all. */
const AMONG_WORKERS = new Set(
  (
    'bewoner bewoners mevrouw meneer mensen keer week weken dag dagen jaar jaren vaak vaker steeds soms elke altijd ' +
    'nooit weer alleen samen goed beter graag gaat gaan komt kwam ging ander anderen eigen eerste eerst daarna toch ' +
    'sinds tijdens tegen onder boven bijna beetje echt eens erg heel nieuwe vraag vragen vraagt vertelt vertelde ' +
    'vindt vond zegt staat stap laat moest zou zouden zonder zodat omdat maakt maken krijgt houdt houden durft kent ' +
    'zijn haar hier daar thuis langer genoeg volgende iedereen niemand gesprek wijk buurt woont wonen zien ziet ' +
    'welke worden werd waren hebben hadden terug verder ongeveer ongemerkt moment klein groot zelf werkt zorgt ' +
    'blijven blijft lopen loopt liep lukt lukte praten praat weinig lang maand maanden mist slecht twee drie vier ' +
    'vooral kamer deur straks zitten liggen bellen belt belde kijken kijkt lijkt brengt halen haalt probeert avond ' +
    'avonden middag ochtend morgen gisteren vandaag dochter zoon moeder vader vrouw buurvrouw buurman oude jonge'
  ).split(' ')
);

/**
 * The words of a text that tell what it is about: for the form that a word shares with its plural and other tenses, the
 * word as it was written.
 */
export function tellingWords(text: string): ReadonlyMap<string, string> {
  const telling = new Map<string, string>();
  for (const written of text.toLowerCase().split(/[^\p{L}\p{N}'’]+/u)) {
    const word = wordsOf(written)[0];
    if (!word || word.length < SHORTEST || /\d/.test(word)) continue;
    if (TELL_NOTHING.has(word) || AMONG_WORKERS.has(word)) continue;
    const form = stem(word);
    if (!telling.has(form)) telling.set(form, written);
  }
  return telling;
}
