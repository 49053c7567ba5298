import { nameOf } from '#lib/core/document.ts';
import type { Kept } from '#lib/db/kept.ts';
import type { Resident } from '#lib/visits/resident.ts';
import type { Desk } from '../../../desk.ts';

/** The resident of an address: of a card that was merged, the one that stays. */
export interface ResidentHere {
  readonly id: string;
  /** Undefined when this device does not have the card. */
  readonly resident: Kept<Resident> | undefined;
  /** The resident's own page. */
  readonly address: string;
}

/** `name` is the part of the address that names the resident. */
export function residentHere(desk: Desk, name: string | undefined): ResidentHere {
  const id = desk.visits.book.residentOf(`resident:${name}`);
  return { id, resident: desk.visits.book.residents.get(id), address: `/werk/bewoners/${nameOf(id)}` };
}
