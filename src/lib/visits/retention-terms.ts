/** How long records of one sort are kept. `years` is null where no number of years ends it. */
export interface RetentionTerm {
  readonly years: number | null;
  /** From when the years count, or what ends it; in words for workers. */
  readonly from: string;
  /** Who set it: a law (the article), or the municipality where no law does. */
  readonly source: string;
}

const MUNICIPALITY = 'instelling van de gemeente';

/**
 * Terms by sort of record. What the municipality set is a choice to be confirmed by its archivist before first use;
 * the law's term may be longer where careful work asks for it.
 */
export const RETENTION_TERMS = {
  /** Everything about a resident for whom more was done than taking a report. */
  file: { years: 15, from: 'na de laatste wijziging', source: 'Wmo 2015, artikel 5.3.4' },
  /** A resident of whom there is nothing but reports that led to nothing more. */
  'report-only': { years: 1, from: 'na de laatste wijziging', source: MUNICIPALITY },
  /** What came to no card, and is done with: a short contact, a promise, a handover that was not taken up. */
  'short-contact': { years: 2, from: 'na de laatste wijziging', source: MUNICIPALITY },
  /** A story that its teller agreed to share. */
  story: { years: null, from: 'tot de toestemming wordt ingetrokken', source: 'AVG, artikel 7 lid 3' }
} as const satisfies Record<string, RetentionTerm>;

/** The sorts that a number of years ends. */
export type SortOfFile = Exclude<keyof typeof RETENTION_TERMS, 'story'>;
