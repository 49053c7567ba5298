import * as z from 'zod/mini';

/** The responsibility ladder, lowest rung first (shared by the map, steps and reports). */
export const RUNGS = ['own-strength', 'network', 'collective', 'individual'] as const;
export const Rung = z.enum(RUNGS);
export type Rung = z.infer<typeof Rung>;

export const RUNG_NAMES: Record<Rung, string> = {
  'own-strength': 'Eigen kracht',
  network: 'Netwerk',
  collective: 'Algemeen en collectief',
  individual: 'Maatwerk'
};

/** Step number on the ladder, 1 for the lowest. */
export const rungNumber = (rung: Rung): number => RUNGS.indexOf(rung) + 1;
