import type { Part } from '#lib/agenda/upkeep/activity-form.ts';

/** What the screens of an activity are about. */
export const PART_WORDS: Readonly<Record<Part, string>> = {
  what: 'Wat het is',
  when: 'Wanneer het is',
  often: 'Hoe vaak het is',
  where: 'Waar het is',
  who: 'Voor wie het is'
};

/** How they stand in an address. */
export const PART_ADDRESSES: Readonly<Record<Part, string>> = {
  what: 'wat',
  when: 'wanneer',
  often: 'vaak',
  where: 'waar',
  who: 'wie'
};
