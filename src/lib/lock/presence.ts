import type { Clock } from '../core/clock.ts';

/** Whether somebody is there, as the page can tell. */
export interface Presence {
  /** Calls back on every touch, key or move. */
  onTouch(listener: () => void): () => void;
  /** Calls back when the app goes to the back or comes to the front. */
  onVisible(listener: (visible: boolean) => void): () => void;
}

/** After how long the device locks itself, in milliseconds. */
export interface Patience {
  readonly untouched: number;
  readonly hidden: number;
}

export const PATIENCE: Patience = { untouched: 10 * 60_000, hidden: 5 * 60_000 };

const MINUTE = 60_000;

/** What a user may choose, in minutes. Longer would leave a phone open on a kitchen table. */
export const PATIENCE_CHOICES = { untouched: [2, 5, 10, 15], hidden: [0, 1, 5, 10] } as const;

/** The same patience within what may be chosen. */
export const bounded = ({ untouched, hidden }: Patience): Patience => ({
  untouched: Math.min(Math.max(untouched, 2 * MINUTE), 15 * MINUTE),
  hidden: Math.min(Math.max(hidden, 0), 10 * MINUTE)
});

/** Time between two looks at the clock; a timer for the whole time would not run on while the device sleeps. */
const LOOK_EVERY = 5_000;

/** Calls back once when nobody has been there for too long. Returns the way to stop. */
export function whenDeserted(
  presence: Presence,
  clock: Clock,
  patience: Patience,
  deserted: () => void
): () => void {
  let touched = clock();
  let hidden: number | null = null;
  const stops = [
    presence.onTouch(() => {
      if (!isOver()) touched = clock();
    }),
    presence.onVisible((visible) => {
      // Before anything is shown again: the timers of a hidden page may have stood still.
      look();
      hidden = visible ? null : clock();
    })
  ];
  const timer = setInterval(look, LOOK_EVERY);

  function isOver(): boolean {
    const now = clock();
    // A clock that was set back would else keep the device open for as long again.
    touched = Math.min(touched, now);
    if (hidden !== null) hidden = Math.min(hidden, now);
    return now - touched > patience.untouched || (hidden !== null && now - hidden > patience.hidden);
  }
  function look(): void {
    if (!isOver()) return;
    stop();
    deserted();
  }
  function stop(): void {
    clearInterval(timer);
    for (const end of stops) end();
  }
  return stop;
}

/** Presence in a browser's page. */
export function pagePresence(page: Document): Presence {
  return {
    onTouch(listener) {
      const events = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
      for (const event of events) page.addEventListener(event, listener, { passive: true, capture: true });
      return () => {
        for (const event of events) page.removeEventListener(event, listener, { capture: true });
      };
    },
    onVisible(listener) {
      const tell = () => listener(page.visibilityState === 'visible');
      page.addEventListener('visibilitychange', tell);
      return () => page.removeEventListener('visibilitychange', tell);
    }
  };
}
