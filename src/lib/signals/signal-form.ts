import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { nameOf, type AnyDocument } from '../core/document.ts';
import { ok, type Result } from '../core/result.ts';
import { digest } from '../crypto/digest.ts';
import { newDocument, type Author, type Problem } from '../core/author.ts';
import { checked } from '../core/checked.ts';
import { Signal, SignalSeen } from './signal.ts';
import { dayProblems, teamProblems } from './form-problems.ts';

/** A signal that is being written down; numbers are text, and anything may still be missing. */
export const SignalForm = z.object({
  /** The part of the future signal's id after its kind. */
  name: z.string(),
  /** Of the team it is for. */
  database: z.nullable(z.string()),
  what: z.string(),
  zone: z.nullable(z.string()),
  theme: z.nullable(z.string()),
  times: z.string(),
  people: z.string(),
  day: z.nullable(z.string())
});
export type SignalForm = z.infer<typeof SignalForm>;

export const emptySignal = (
  author: Pick<Author, 'clock' | 'nextId'>,
  database: string | null
): SignalForm => ({
  name: author.nextId(),
  database,
  what: '',
  zone: null,
  theme: null,
  times: '',
  people: '',
  day: dutchDay(author.clock())
});

/** In the order of the screen. */
const FIELDS = ['database', 'what', 'zone', 'theme', 'times', 'people', 'day'];
const MOST_TIMES = 1000;
const MOST_PEOPLE = 100_000;

export function signalDocuments(form: SignalForm, author: Author): Result<AnyDocument[], Problem[]> {
  const times = wholeNumber(form.times);
  const people = wholeNumber(form.people);
  const said: Problem[] = dayProblems(form.day, dutchDay(author.clock()));
  said.push(...teamProblems(form.database));
  if (times === null || times < 1 || times > MOST_TIMES)
    said.push({ path: 'times', message: 'Vul met een cijfer in hoe vaak je dit zag, bijvoorbeeld 3.' });
  if (form.people.trim() !== '' && (people === null || people < 1 || people > MOST_PEOPLE))
    said.push({
      path: 'people',
      message: 'Vul met een cijfer in om hoeveel mensen het gaat, of laat het leeg.'
    });
  const signal = checked(
    Signal,
    {
      ...newDocument(author, 'signal', form.name),
      day: form.day,
      what: form.what.trim(),
      zone: form.zone,
      theme: form.theme,
      times,
      people
    },
    said,
    FIELDS
  );
  return signal.ok ? ok([signal.value]) : signal;
}

const wholeNumber = (text: string): number | null =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;

/**
 * The fact that this worker saw it too, today. Its id follows from signal, worker and day and cannot be read back, so
 * that two taps or two devices make one, and nobody's name stands in it.
 */
export async function seenToday(
  signal: string,
  note: string,
  author: Author
): Promise<Result<SignalSeen, Problem[]>> {
  const day = dutchDay(author.clock());
  const name = `${nameOf(signal)}-${await digest(`${signal} ${author.user} ${day}`)}`;
  const document = { ...newDocument(author, 'signal-seen', name), signal, day, note: note.trim() };
  return checked(SignalSeen, document, [], ['note']);
}
