import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import { documentId, type AnyDocument } from '../core/document.ts';
import type { NextId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { CONSENT_WAYS, type Consent } from '../visits/consent.ts';
import { ChosenEntry } from '../visits/conversation.ts';
import { Referral } from './referral.ts';

/** Where a resident can be led on to. */
const DIRECTIONS = ['entry', 'team', 'colleague'] as const;

const YesNo = z.nullable(z.enum(['yes', 'no']));

/** A referral that is being written. `name` is the part of its id after the kind, so that saving twice makes one. */
export const ReferralForm = z.object({
  name: z.string(),
  /** Id of the resident. */
  resident: z.string(),
  /** What the resident said when asked here; asked only where no consent is known. */
  allowed: YesNo,
  /** Id of what the resident had last said when that was answered; null when that was nothing. */
  answeredAfter: z._default(z.nullable(z.string()), null),
  how: z.nullable(z.enum(CONSENT_WAYS)),
  direction: z.nullable(z.enum(DIRECTIONS)),
  entry: z.nullable(ChosenEntry),
  team: z.nullable(z.string()),
  /** User name. */
  colleague: z.nullable(z.string()),
  who: z.string(),
  reach: z.string(),
  question: z.string(),
  background: z.string(),
  /** Whether somebody was spoken to about it. */
  spoken: YesNo,
  warmWho: z.string(),
  warmDay: z.nullable(z.string()),
  by: z.nullable(z.string())
});
export type ReferralForm = z.infer<typeof ReferralForm>;

/** A form with nothing said yet. `who` is the resident's name where consent is known, else nothing. */
export const emptyReferral = (resident: string, who: string, nextId: NextId): ReferralForm => ({
  name: nextId(),
  resident,
  allowed: null,
  answeredAfter: null,
  how: null,
  direction: null,
  entry: null,
  team: null,
  colleague: null,
  who,
  reach: '',
  question: '',
  background: '',
  spoken: null,
  warmWho: '',
  warmDay: null,
  by: null
});

/** What the resident last said to handing over; null when that was nothing. */
type Said = Pick<Consent, '_id' | 'given'> | null;

/** The answer given here. It counts until the resident said something else, which this form did not save. */
export function answerOf(form: ReferralForm, said: Said): ReferralForm['allowed'] {
  const last = said?._id ?? null;
  return last === form.answeredAfter || last === documentId('consent', form.name) ? form.allowed : null;
}

/** Whether the resident may be led on: said so last, or when asked here. */
export const isAllowed = (form: ReferralForm, said: Said): boolean =>
  said?.given === true || answerOf(form, said) === 'yes';

/**
 * The documents to save, or what is still to be mended. When `last` is no consent, the answer given here is saved
 * beside the referral; a refusal is saved alone, for then nothing goes on.
 */
export function referralDocuments(
  written: ReferralForm,
  last: Said,
  author: Author
): Result<AnyDocument[], Problem[]> {
  if (last?.given) return withConsent(written, last._id, author);
  const form = { ...written, allowed: answerOf(written, last) };
  const said = consentOf(form, author);
  if (!said.ok) return said;
  if (!said.value.given) return ok([said.value]);
  const referral = withConsent(form, said.value._id, author);
  return referral.ok ? ok([...referral.value, said.value]) : referral;
}

function consentOf(form: ReferralForm, author: Author): Result<Consent, Problem[]> {
  if (form.allowed === null)
    return fail([{ path: 'allowed', message: 'Kies of de bewoner heeft gezegd dat dit mag.' }]);
  if (form.allowed === 'yes' && form.how === null)
    return fail([{ path: 'how', message: 'Kies hoe de bewoner dat heeft gezegd.' }]);
  return ok({
    // There is one for each form, so its name follows from the form's.
    ...newDocument(author, 'consent', form.name),
    resident: form.resident,
    purpose: 'handover',
    given: form.allowed === 'yes',
    day: dutchDay(author.clock()),
    how: form.how ?? 'spoken',
    note: ''
  });
}

function withConsent(form: ReferralForm, consent: string, author: Author): Result<AnyDocument[], Problem[]> {
  const today = dutchDay(author.clock());
  const to = destinationOf(form);
  const missing: Problem[] = to.ok ? [] : [to.failure];
  if (form.spoken === 'yes') missing.push(...spokenProblems(form, today));
  const checked = Referral.safeParse({
    ...newDocument(author, 'referral', form.name),
    resident: form.resident,
    day: today,
    to: to.ok ? to.value : null,
    consent,
    who: form.who.trim(),
    reach: form.reach.trim(),
    question: form.question.trim(),
    background: form.background.trim(),
    warm: form.spoken === 'yes' ? { who: form.warmWho.trim(), day: form.warmDay } : null,
    by: form.by
  });
  if (checked.success && missing.length === 0) return ok([checked.data]);
  const said = checked.success
    ? []
    : problemsOf(checked.error.issues)
        .filter(({ path }) => !path.startsWith('to'))
        .map((problem) => ({ ...problem, path: FIELD_OF[problem.path] ?? problem.path }));
  return fail([...missing, ...said.filter(({ path }) => !missing.some((known) => known.path === path))]);
}

/** Where the form calls a field otherwise than the document does. */
const FIELD_OF: Readonly<Record<string, string>> = { 'warm.who': 'warmWho', 'warm.day': 'warmDay' };

function destinationOf(form: ReferralForm): Result<Referral['to'], Problem> {
  const { direction, entry, team, colleague } = form;
  if (direction === null) return fail({ path: 'direction', message: 'Kies naar wie je doorverwijst.' });
  if (direction === 'entry')
    return entry
      ? ok({ kind: 'entry', entry })
      : fail({ path: 'entry', message: 'Kies aanbod uit de sociale kaart.' });
  if (direction === 'team')
    return team ? ok({ kind: 'team', team }) : fail({ path: 'team', message: 'Kies een team.' });
  return colleague
    ? ok({ kind: 'colleague', user: colleague })
    : fail({ path: 'colleague', message: 'Kies een collega.' });
}

function spokenProblems({ warmDay }: ReferralForm, today: string): Problem[] {
  if (warmDay === null) return [{ path: 'warmDay', message: 'Kies de dag waarop jullie spraken.' }];
  return warmDay > today ? [{ path: 'warmDay', message: 'Kies een dag tot en met vandaag.' }] : [];
}
