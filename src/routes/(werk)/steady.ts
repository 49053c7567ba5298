import type { SyncPhase, SyncState } from '#lib/sync/sync-state.ts';
import type { Source } from '#lib/ui/live.ts';

const PASSING: readonly SyncPhase[] = ['connecting', 'sending', 'receiving'];

/**
 * A lane's state without its passing moments: once a round has ended, how it ended stands until the next one ends, so
 * that no word flickers on the screen.
 */
export function steady(lane: Source<SyncState>): Source<SyncState> {
  let ended: SyncPhase | null = null;
  return {
    state() {
      const state = lane.state();
      if (!PASSING.includes(state.phase)) ended = state.phase;
      return ended === null ? state : { ...state, phase: ended };
    },
    subscribe: (listener) => lane.subscribe(listener)
  };
}
