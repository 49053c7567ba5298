import { dutchDay, isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentId, kindOf, nameOf } from '#lib/core/document.ts';
import { holdsCitizenNumber } from '#lib/core/free-text.ts';
import { openLetter, type LetterKeys } from '#lib/crypto/letter.ts';
import type { PlaceForm } from '#lib/kiosk/answers.ts';
import { CallBack, receiptOf, type CallTime } from '#lib/kiosk/call-back.ts';
import { languageName } from '#lib/kiosk/language/say.ts';
import { isKioskDatabase, teamDatabase } from '#lib/roles/databases.ts';
import { Report } from '#lib/visits/report.ts';
import type { CourierStep } from '../courier.ts';
import { bring, openDatabase, type Stored } from '../database.ts';
import { SERVER, type Engine } from '../engines/engine.ts';
import { carriedId, SealedCallBack } from './letters.ts';

export interface CallBackDependencies {
  readonly engine: Engine;
  readonly keys: LetterKeys;
  readonly clock: Clock;
  /** Where the screen of a database stands; null when there is none. */
  readonly placeOf: (database: string) => Promise<PlaceForm | null>;
}

const WHEN: Readonly<Record<CallTime, string>> = {
  any: 'Het maakt niet uit wanneer',
  morning: 'Liefst in de ochtend',
  afternoon: 'Liefst in de middag',
  evening: 'Liefst aan het eind van de dag'
};

/**
 * Brings what a visitor asked at a screen to the team, as a report under an id that follows from the letter's; then it
 * notes that it did, and lets go of the letter. Wherever it is cut short, doing it again leaves one report. A letter that
 * does not open stays where it is, and is told of to the curators.
 */
export function callBackStep({ engine, keys, clock, placeOf }: CallBackDependencies): CourierStep {
  const made = () => ({
    schema: 1 as const,
    author: SERVER.name,
    device: 'server',
    created: isoMoment(clock())
  });

  async function carry(database: string, stored: Stored): Promise<void> {
    const store = openDatabase(engine, database);
    const id = nameOf(stored._id);
    const carried = await store.get(carriedId(stored._id));
    if (!carried) {
      const place = await placeOf(database);
      const report = place && (await reportOf(stored, id, place));
      if (!place || !report) return;
      await bring(openDatabase(engine, teamDatabase(place.team)), report);
      await bring(store, { ...made(), _id: carriedId(stored._id), kind: 'call-back-carried' });
    }
    const left = await store.get(stored._id);
    if (left) await store.remove(left);
  }

  /** The report that a letter becomes; null when it does not open, or says something else. */
  async function reportOf(stored: Stored, id: string, place: PlaceForm): Promise<Report | null> {
    const sealed = SealedCallBack.safeParse(stored);
    const text = sealed.success ? await openLetter(keys, sealed.data.letter, id) : null;
    const asked = CallBack.safeParse(parseJson(text));
    if (!asked.success) return null;
    const { name, phone, question, when, language, day } = asked.data;
    const today = dutchDay(clock());
    const spoken = language === 'nl' ? '' : ` Spreekt ${languageName('nl', language)}.`;
    return Report.parse({
      ...made(),
      _id: documentId('report', id),
      kind: 'report',
      resident: null,
      // A screen whose clock was ahead does not put it in the future.
      day: day !== null && day <= today ? day : today,
      reporter: 'resident',
      reporterNote: `${withoutNumber(name)}, wil gebeld worden op ${phone}. ${WHEN[when]}.${spoken} Gevraagd bij het scherm ${place.name}, code ${receiptOf(id)}.`,
      question: withoutNumber(question),
      domains: [],
      zone: place.zone,
      urgency: 'today'
    });
  }

  return {
    async handle(database, revisions) {
      if (!isKioskDatabase(database)) return;
      for (const revision of revisions)
        if (!revision['_deleted'] && kindOf(revision._id) === 'call-back') await carry(database, revision);
    }
  };
}

/** A citizen number that somebody typed after all goes no further. */
const withoutNumber = (text: string): string =>
  holdsCitizenNumber(text) ? text.replaceAll(/\d/g, '•') : text;

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
