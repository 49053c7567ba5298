import type { Access } from '../social-map/entry.ts';
import type { Rung } from '../social-map/ladder.ts';
import type { ActivityView, EntryView, Session } from '../social-map/map-reader.ts';
import { openState, type OpenState } from '../social-map/opening.ts';
import { firstSentence, placeLine, placeLines } from '../social-map/views.ts';
import type { MessageKey } from './language/nl.ts';

/** An entry of the map as the screen offers it. Its own texts are Dutch; what to do is told in the visitor's language. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  readonly rung: Rung;
  /** What to do first. */
  readonly way: MessageKey;
  readonly phone: string | null;
  readonly place: string | null;
  readonly cost: string | null;
  /** Its hours as the map tells them. */
  readonly hours: string | null;
  /** Null where nobody can say, or the screen does not know the time. */
  readonly open: OpenState | null;
  /** The next time that an activity takes place. */
  readonly next: Session | null;
  /** Languages that are spoken there, by ISO 639-1. */
  readonly languages: readonly string[];
}

const WAYS: Readonly<Record<Access, MessageKey>> = {
  open: 'wayOpen',
  registration: 'wayRegister',
  referral: 'wayReferral',
  indication: 'wayIndication'
};

/** @param now wall time; null where the screen does not know it */
export function serviceOffer(view: EntryView, now: string | null): Offer {
  const { service } = view;
  const onlyWayIn = service.rung === 'individual';
  const phone = service.phones[0]?.number ?? null;
  return {
    id: service._id,
    name: service.name,
    line: firstSentence(service.description),
    rung: service.rung,
    way: service.access === 'registration' && phone ? 'wayRegisterCall' : WAYS[service.access],
    phone,
    place: onlyWayIn ? null : placeLines(view) || null,
    cost: onlyWayIn ? null : service.cost,
    hours: service.opening,
    open: now === null ? null : openState(service.opening, now),
    next: null,
    languages: service.languages
  };
}

/** @param coming its next sessions */
export function activityOffer(id: string, view: ActivityView, coming: readonly Session[]): Offer {
  const next = coming.find(({ cancelled }) => !cancelled) ?? null;
  return {
    id,
    name: view.name,
    line: firstSentence(view.description),
    rung: view.rung,
    way: view.registration ? (view.phone ? 'wayRegisterCall' : 'wayRegister') : 'wayOpen',
    phone: view.phone,
    place: next?.place ?? placeLine(view.place ?? undefined),
    cost: view.cost,
    hours: null,
    open: null,
    next,
    languages: view.languages
  };
}

/** Those that can be reached by telephone, the ones that are open now first. */
export const byReach = (offers: readonly Offer[]): readonly Offer[] => {
  const rank = ({ open }: Offer) => (open?.kind === 'open' ? 0 : open === null ? 1 : 2);
  return offers.filter(({ phone }) => phone !== null).toSorted((one, other) => rank(one) - rank(other));
};
