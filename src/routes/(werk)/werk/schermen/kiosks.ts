import { ok, type Result } from '#lib/core/result.ts';
import { CodeAnswer, KiosksAnswer, type KioskLine, type PlaceForm } from '#lib/kiosk/answers.ts';
import { askServer, type ServerRefusal } from '#lib/lock/ask-server.ts';

/** The screens, as the server tells a curator, with the teams that may be chosen. */
export async function readKiosks(): Promise<Result<KiosksAnswer, ServerRefusal>> {
  const outcome = await askServer('/kiosken');
  return outcome.ok ? ok(KiosksAnswer.parse(outcome.value)) : outcome;
}

/** Makes a code for a place. */
export async function makeCode(
  place: PlaceForm
): Promise<Result<{ readonly code: string; readonly until: string }, ServerRefusal>> {
  const outcome = await askServer('/kiosken/code', place);
  return outcome.ok ? ok(CodeAnswer.parse(outcome.value)) : outcome;
}

export const revokeKiosk = (id: string): Promise<Result<unknown, ServerRefusal>> =>
  askServer('/kiosken/intrekken', { id });

export const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  found: 'geholpen',
  printed: 'iets geprint',
  'call-back': 'laat zich terugbellen',
  'not-found': 'niet geholpen',
  left: 'weggegaan zonder iets te zeggen'
};

const STUCK_WORDS: Readonly<Record<string, string>> = {
  clock: 'De klok van het scherm klopt niet. Het zegt bezoekers niet wat er nu open is.',
  storage: 'Het scherm is vol: bezoeken worden niet meer geteld.',
  voice: 'Het scherm heeft geen stem en leest niet voor.'
};

/** Milliseconds without contact after which a screen asks for attention. */
const SILENT_AFTER = 3 * 24 * 60 * 60_000;

/** What asks for attention at a screen; empty when nothing does. `now` in milliseconds since 1970. */
export function attention({ state, contact, stuck, undelivered }: KioskLine, now: number): readonly string[] {
  if (state === 'revoked') return [];
  const silent = contact === null || now - Date.parse(contact) > SILENT_AFTER;
  return [
    ...(silent ? ['Het scherm heeft al dagen geen contact gehad. Helpen doet het nog wel.'] : []),
    ...(undelivered > 0
      ? [
          `${undelivered === 1 ? 'Eén vraag' : `${undelivered} vragen`} van bezoekers om gebeld te worden kon de server niet openen of bezorgen. Zijn sleutel is waarschijnlijk vervangen; de bezoeker is niet te bereiken.`
        ]
      : []),
    ...stuck.flatMap((one) => STUCK_WORDS[one] ?? [])
  ];
}
