import * as z from 'zod/mini';
import { holdsCitizenNumber } from '../core/free-text.ts';
import type { MessageKey } from './language/nl.ts';
import { LANGUAGES, type Language } from './language/languages.ts';

/** When somebody wants to be called. */
export const CALL_TIMES = ['any', 'morning', 'afternoon', 'evening'] as const;
export type CallTime = (typeof CALL_TIMES)[number];

const LONGEST = { phone: 15, name: 60, question: 200 } as const;

/** Somebody at a screen asks to be called. It stands in a sealed letter, and in a team's report after that. */
export const CallBack = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(LONGEST.name)),
  phone: z.string().check(z.regex(/^\d{10,15}$/)),
  question: z.string().check(z.minLength(1), z.maxLength(LONGEST.question)),
  when: z.enum(CALL_TIMES),
  language: z.enum(LANGUAGES),
  /** The day (`YYYY-MM-DD`) on which it was asked; null where the screen did not know it. */
  day: z.nullable(z.iso.date())
});
export type CallBack = z.infer<typeof CallBack>;

/** What is being filled in, a step at a time. */
export interface CallBackDraft {
  readonly phone: string;
  readonly name: string;
  readonly question: string;
}
export type DraftField = keyof CallBackDraft;

export const EMPTY_DRAFT: CallBackDraft = { phone: '', name: '', question: '' };

/** The steps in which it is asked; the last, when to call, is a touch. */
export const STEPS = ['phone', 'name', 'question', 'when'] as const;

/** A field with what is filled in; a telephone number is figures alone. */
export const filled = (draft: CallBackDraft, field: DraftField, text: string): CallBackDraft => ({
  ...draft,
  [field]: (field === 'phone' ? text.replaceAll(/\D/g, '') : text).slice(0, LONGEST[field])
});

/** What is wrong with a field, as a message; null when it can be so. */
export function wrongWith(draft: CallBackDraft, field: DraftField): MessageKey | null {
  const text = draft[field].trim();
  if (field === 'phone') return /^0\d{9,14}$/.test(text) ? null : 'wrongPhone';
  if (text === '') return 'missing';
  return holdsCitizenNumber(text) ? 'noCitizenNumber' : null;
}

/** What a draft becomes; null as long as something is wrong with it. */
export function callBackOf(
  draft: CallBackDraft,
  when: CallTime,
  language: Language,
  day: string | null
): CallBack | null {
  const fields: readonly DraftField[] = ['phone', 'name', 'question'];
  if (fields.some((field) => wrongWith(draft, field) !== null)) return null;
  const { phone, name, question } = draft;
  return { phone, name: name.trim(), question: question.trim(), when, language, day };
}

/** Letters and figures that nobody takes for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const RECEIPT_LENGTH = 6;

/** The code by which a visitor asks after their question: it follows from its id, 32 hexadecimal digits. */
export function receiptOf(id: string): string {
  let number = Number.parseInt(id.slice(0, 8), 16);
  let code = '';
  while (code.length < RECEIPT_LENGTH) {
    code += ALPHABET.charAt(number % ALPHABET.length);
    number = Math.floor(number / ALPHABET.length);
  }
  return code;
}
