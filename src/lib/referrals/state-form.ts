import * as z from 'zod/mini';
import { dutchDay } from '../core/clock.ts';
import type { AnyDocument } from '../core/document.ts';
import type { NextId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../core/author.ts';
import { CardDraft, cardId, cardOf, newCard } from '../visits/resident-form.ts';
import { HandoverState, ReferralState, ReferralStateName, type Handover } from './referral.ts';

/** What became of a referral, while it is written down. `name` is the part of the fact's id after its kind. */
export const StateForm = z.object({
  name: z.string(),
  state: z.nullable(ReferralStateName),
  note: z.string()
});
export type StateForm = z.infer<typeof StateForm>;

export const emptyState = (nextId: NextId): StateForm => ({ name: nextId(), state: null, note: '' });

/** What a team did with a handover; `whose` and what follows are asked only when it is taken up. */
export const HandoverForm = z.extend(StateForm, {
  /** Whether the resident gets a new card or has one. */
  whose: z.nullable(z.enum(['new', 'known'])),
  card: CardDraft,
  /** Id of the resident who has a card. */
  resident: z.nullable(z.string())
});
export type HandoverForm = z.infer<typeof HandoverForm>;

/** A form with nothing said yet; a new card would hold what the handover says, and nothing else. */
export function emptyHandoverState({ who, reach }: Handover, nextId: NextId): HandoverForm {
  const card = newCard(nextId);
  return {
    ...emptyState(nextId),
    whose: null,
    card: { ...card, form: { ...card.form, name: who, contact: reach } },
    resident: null
  };
}

const WHY: Readonly<Partial<Record<ReferralStateName, string>>> = {
  'not-taken-up': 'Schrijf op waarom het niet is opgepakt.',
  returned: 'Schrijf op waarom het teruggaat.'
};

/** Whether a state has to say why. */
export const asksWhy = (state: ReferralStateName | null): boolean =>
  state !== null && WHY[state] !== undefined;

/** The fact of what became of a referral (document id), or what is still to be mended. */
export function referralStateDocuments(
  form: StateForm,
  referral: string,
  author: Author
): Result<AnyDocument[], Problem[]> {
  const told = toldIn(form, author);
  if (!told.ok) return told;
  const state = { ...newDocument(author, 'referral-state', form.name), referral, ...told.value };
  const checked = ReferralState.safeParse(state);
  return checked.success ? ok([checked.data]) : fail(problemsOf(checked.error.issues));
}

/** The fact of what a team did with a handover (document id), with the new card if there is one. */
export function handoverStateDocuments(
  form: HandoverForm,
  handover: string,
  author: Author
): Result<AnyDocument[], Problem[]> {
  const told = toldIn(form, author);
  if (!told.ok) return told;
  const taken = form.state === 'taken-up';
  if (taken && form.whose === null)
    return fail([{ path: 'whose', message: 'Kies of deze bewoner al een kaart heeft.' }]);
  if (taken && form.whose === 'known' && form.resident === null)
    return fail([{ path: 'resident', message: 'Kies de kaart van deze bewoner.' }]);
  const card = taken && form.whose === 'new' ? cardOf(form.card, author) : null;
  if (card && !card.ok) return fail([...card.failure]);
  const checked = HandoverState.safeParse({
    ...newDocument(author, 'handover-state', form.name),
    handover,
    ...told.value,
    resident: !taken ? null : card ? cardId(form.card) : form.resident
  });
  if (!checked.success) return fail(problemsOf(checked.error.issues));
  return ok(card?.ok ? [checked.data, card.value] : [checked.data]);
}

function toldIn(
  { state, note }: StateForm,
  author: Author
): Result<Pick<ReferralState, 'state' | 'day' | 'note'>, Problem[]> {
  if (state === null) return fail([{ path: 'state', message: 'Kies wat er gebeurd is.' }]);
  const why = WHY[state];
  if (why !== undefined && note.trim() === '') return fail([{ path: 'note', message: why }]);
  return ok({ state, day: dutchDay(author.clock()), note: note.trim() });
}
