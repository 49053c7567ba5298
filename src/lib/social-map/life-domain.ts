import * as z from 'zod/mini';

/** The eight life domains in the order of the conversation. */
export const LIFE_DOMAINS = [
  'housing',
  'finances',
  'social',
  'mental',
  'meaning',
  'physical',
  'practical',
  'daytime'
] as const;
export const LifeDomain = z.enum(LIFE_DOMAINS);
export type LifeDomain = z.infer<typeof LifeDomain>;

export const LIFE_DOMAIN_NAMES: Record<LifeDomain, string> = {
  housing: 'Wonen',
  finances: 'Geld',
  social: 'Familie en omgeving',
  mental: 'Hoe iemand zich voelt',
  meaning: 'Wat zin geeft',
  physical: 'Lichaam',
  practical: 'Praktisch',
  daytime: 'Dagbesteding'
};
