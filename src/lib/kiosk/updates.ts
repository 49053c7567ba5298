import { installApp, type AppUpdate } from '../sync/app-update.ts';

/** Milliseconds between two looks for a new version, and between two looks whether it can be taken into use. */
const ASK_EVERY = 6 * 60 * 60_000;
const LOOK_EVERY = 60_000;
/** The hours of the night in which a screen begins anew with a new version: from and until. */
const NIGHT = [2, 5] as const;

/** Whether now is a good moment to begin anew: nobody is there, and it is night or nobody knows whether it is. */
export function isQuiet(begun: boolean, now: string | null): boolean {
  const hour = now === null ? null : Number(now.slice(11, 13));
  return !begun && (hour === null || (hour >= NIGHT[0] && hour < NIGHT[1]));
}

/** Keeps a screen that nobody looks after up to date. `quiet` tells whether it may begin anew. Returns the way to stop. */
export function keepUpdated(quiet: () => boolean): () => void {
  let update: AppUpdate | null = null;
  void installApp((ready) => (update = ready));
  const asking = setInterval(() => {
    // Without a connection there is nothing new; the next time it is asked again.
    void navigator.serviceWorker?.getRegistration().then((found) => found?.update().catch(() => undefined));
  }, ASK_EVERY);
  const looking = setInterval(() => {
    if (quiet()) update?.activate();
  }, LOOK_EVERY);
  return () => {
    clearInterval(asking);
    clearInterval(looking);
  };
}
