import { kindOf } from '#lib/core/document.ts';
import { nameOf } from '#lib/core/document-id.ts';
import { dateName } from '#lib/core/dutch-date.ts';
import type { ReferralBook } from '#lib/referrals/referral-book.ts';
import type { EndedFile } from '#lib/rights/ended-files.ts';
import type { VisitBook } from '#lib/visits/visit-book.ts';
import { RETENTION_TERMS } from '#lib/visits/retention-terms.ts';

/** What is over, as a team lead reads it. */
export interface EndedLine {
  readonly name: string;
  /** Where it can be read once more; null where there is no page for it. */
  readonly href: string | null;
  readonly why: string;
}

export function endedLine(
  { subject, sort, destroyOn }: EndedFile,
  visits: VisitBook,
  referrals: ReferralBook
): EndedLine {
  const { years, from } = RETENTION_TERMS[sort];
  const why = `${years} jaar ${from} was voorbij op ${dateName(destroyOn)}.`;
  const handover = referrals.handovers.get(subject)?.document;
  if (handover)
    return { name: `Overdracht: ${handover.who}`, href: `/werk/overdrachten/${nameOf(subject)}`, why };
  const report = visits.reports.get(subject)?.document;
  if (report)
    return {
      name: `Melding zonder kaart: ${report.question}`,
      href: `/werk/meldingen/${nameOf(subject)}`,
      why
    };
  if (kindOf(subject) === 'promise') {
    const promise = visits.promises.find(({ document }) => document._id === subject);
    return { name: `Belofte zonder kaart: ${promise?.document.what ?? ''}`, href: null, why };
  }
  const card = visits.residents.get(subject)?.document;
  return card
    ? { name: card.name, href: `/werk/bewoners/${nameOf(subject)}`, why }
    : { name: 'Stukken over iemand van wie de kaart al vernietigd is', href: null, why };
}

/** How much it is: `Eén dossier`, `3 dossiers`, or `3 stukken` where not all of it has a card. */
export function amountWords(ended: readonly EndedFile[]): string {
  const [one, more] = ended.every(({ subject }) => kindOf(subject) === 'resident')
    ? ['dossier', 'dossiers']
    : ['stuk', 'stukken'];
  return ended.length === 1 ? `één ${one}` : `${ended.length} ${more}`;
}
