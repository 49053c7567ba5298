/** Resolves when nobody waits for the page, `after` milliseconds from now at the soonest, or at once on `signal`. */
export type Idle = (after: number, signal: AbortSignal) => Promise<void>;

/** A page is idle when the browser says so; in a browser that does not tell, when the time has come. */
export const pageIdle =
  (page: Window): Idle =>
  (after, signal) =>
    new Promise((resolve) => {
      const end = () => {
        page.clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = page.setTimeout(() => {
        if ('requestIdleCallback' in page) page.requestIdleCallback(end);
        else end();
      }, after);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    });
