import type { Idle } from './record-copy.ts';

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
