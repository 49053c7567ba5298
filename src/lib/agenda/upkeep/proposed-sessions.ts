import type { Session } from '../../social-map/map-reader.ts';
import { occurrences } from '../recurrence/recurrence.ts';
import { staleWords } from '../staleness.ts';
import { aboutSession, aboutWhole, type KeptChange, type Proposed } from './upkeep.ts';
import { sessionLine } from '../views.ts';

/** A session as this device proposes it. */
export interface ProposedSession {
  readonly session: Session;
  /** How far what is not published of it is; null when all of it is. */
  readonly state: KeptChange['state'] | null;
}

/** Which sessions are meant, by wall times, and what a location is called. */
export interface SessionsMeant {
  readonly from: string;
  readonly until: string;
  /** Activities of this zone and those for everybody; null for all. */
  readonly zone: string | null;
  readonly placeName: (location: string | null) => string | null;
}

const MOST = 100;

/** Published sessions with what people want of them laid over: what is under way of an activity takes its place. */
export function proposedSessions(
  published: readonly Session[],
  proposed: Iterable<Proposed>,
  { from, until, zone, placeName }: SessionsMeant
): ProposedSession[] {
  const changed = [...proposed].filter(({ underWay }) => underWay.length > 0);
  const replaced = new Set(changed.map(({ activity }) => activity._id));
  const meant = changed.filter(
    ({ activity }) => zone === null || activity.zone === null || activity.zone === zone
  );
  const own = meant.flatMap((one) =>
    occurrences(one.activity, from, until, MOST).map((occurrence): ProposedSession => {
      const line = sessionLine(
        one.activity,
        undefined,
        occurrence,
        staleWords(one.activity, from.slice(0, 10))
      );
      const state = stateOf(one, occurrence.from);
      return { session: { ...line, place: placeName(line.location) }, state };
    })
  );
  const others = published
    .filter(({ activity }) => !replaced.has(activity))
    .map((session) => ({ session, state: null }));
  return [...others, ...own].sort((one, two) => (one.session.start < two.session.start ? -1 : 1));
}

/** That it is still right changes nothing of a session. */
function stateOf(proposed: Proposed, session: string): KeptChange['state'] | null {
  const whole = aboutWhole(proposed).filter(({ change }) => change.change.type !== 'confirm');
  return [...whole, ...aboutSession(proposed, session)].at(-1)?.state ?? null;
}
