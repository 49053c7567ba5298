import { moment, type Kept } from '../db/kept.ts';
import type { Takeover } from './task.ts';

/**
 * User name of the one who has the tasks of `user` on a day (`YYYY-MM-DD`). The latest word on a worker counts, and
 * whoever takes over a list takes along what had been taken over before; the order of `takeovers` does not matter.
 */
export function ownerNow(user: string, takeovers: readonly Takeover[], today: string): string {
  const begun = takeovers.filter(({ day }) => day <= today);
  let owner = user;
  let since = '';
  // Each word is later than the one before it, so this ends, also where two took over each other's list.
  for (;;) {
    const word = lastWord(begun, owner);
    if (!word || moment(word) <= since) return owner;
    [owner, since] = [word.to, moment(word)];
  }
}

function lastWord(takeovers: readonly Takeover[], from: string): Takeover | null {
  return takeovers.reduce<Takeover | null>((last, one) => {
    if (one.from !== from) return last;
    return last && moment(last) > moment(one) ? last : one;
  }, null);
}

/** User name of the one who has a task today; null when it asks the whole team. A takeover counts within its team. */
export function holderNow(
  task: { readonly database: string; readonly owner: string | null },
  takeovers: readonly Kept<Takeover>[],
  today: string
): string | null {
  return task.owner === null ? null : ownerNow(task.owner, inTeam(takeovers, task.database), today);
}

const inTeam = (takeovers: readonly Kept<Takeover>[], database: string): Takeover[] =>
  takeovers.filter((one) => one.database === database).map(({ document }) => document);

/** The list of one worker that is another's today. */
export interface HeldList {
  readonly database: string;
  /** User names. */
  readonly worker: string;
  readonly holder: string;
}

/** Every list that is not with its own worker on a day (`YYYY-MM-DD`). */
export function heldLists(takeovers: readonly Kept<Takeover>[], today: string): HeldList[] {
  return [...Map.groupBy(takeovers, ({ database }) => database)].flatMap(([database, kept]) => {
    const ofTeam = kept.map(({ document }) => document);
    return [...new Set(ofTeam.map(({ from }) => from))]
      .map((worker) => ({ database, worker, holder: ownerNow(worker, ofTeam, today) }))
      .filter(({ worker, holder }) => worker !== holder);
  });
}
