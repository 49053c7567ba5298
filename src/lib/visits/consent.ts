import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { freeText } from '../core/free-text.ts';
import { moment, type Kept } from '../db/kept.ts';

/** What a resident may agree to, each asked by itself. */
export const PURPOSES = ['record', 'involve', 'handover', 'learn'] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

export const PURPOSE_NAMES: Record<Purpose, string> = {
  record: 'Vastleggen wat we bespreken',
  involve: 'Overleggen met naasten',
  handover: 'Gegevens doorgeven aan wie verder helpt',
  learn: 'Ervan leren in het casusoverleg, zonder naam'
};

export const CONSENT_WAYS = ['spoken', 'written', 'other'] as const;
export const CONSENT_WAY_NAMES: Record<(typeof CONSENT_WAYS)[number], string> = {
  spoken: 'In het gesprek gezegd',
  written: 'Op papier of in een bericht',
  other: 'Door een vertegenwoordiger'
};

/** What a resident said to one purpose on a day. A fact: the latest one for a purpose counts. */
export const Consent = z.object({
  ...documentFields,
  kind: z.literal('consent'),
  schema: z.literal(1),
  resident: z.string(),
  purpose: Purpose,
  given: z.boolean(),
  day: z.iso.date('Kies een dag die bestaat.'),
  how: z.enum(CONSENT_WAYS),
  note: freeText
});
export type Consent = z.infer<typeof Consent>;

/** What a resident said last to a purpose by a day (`YYYY-MM-DD`); null when that was nothing. */
export const lastSaid = (
  all: readonly Kept<Consent>[],
  resident: string,
  purpose: Purpose,
  today: string
): Kept<Consent> | null =>
  consentsNow(
    all.filter(({ document }) => document.day <= today),
    resident
  ).get(purpose) ?? null;

/** What now counts for each purpose: the latest said, also when two devices each wrote one. */
export function consentsNow(
  all: readonly Kept<Consent>[],
  resident: string
): ReadonlyMap<Purpose, Kept<Consent>> {
  const order = ({ document }: Kept<Consent>) => `${document.day} ${moment(document)}`;
  const now = new Map<Purpose, Kept<Consent>>();
  for (const one of all) {
    if (one.document.resident !== resident) continue;
    const other = now.get(one.document.purpose);
    if (!other || order(other) < order(one)) now.set(one.document.purpose, one);
  }
  return now;
}
