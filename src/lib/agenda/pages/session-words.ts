import { dayName, timeName } from '../../core/dutch-date.ts';
import type { Session } from '../../social-map/map-reader.ts';

/** What is otherwise than the series says: `Verplaatst, was eerst dinsdag 24 november, 10.00 uur`. Null when nothing is. */
export function movedWords({ moved, from, start }: Session): string | null {
  if (!moved) return null;
  return from === start
    ? 'Verplaatst naar een andere plek'
    : `Verplaatst, was eerst ${dayName(from.slice(0, 10))}, ${timeName(from)}`;
}

/** `Gaat niet door`, what moved, and softly what nobody confirmed; what is called off needs nothing more. */
export function stateWords(session: Session): readonly string[] {
  if (session.cancelled) return ['Gaat niet door'];
  return [movedWords(session), session.stale && `Vraag het even na: ${session.stale}`].filter(
    (words) => words !== null
  );
}
