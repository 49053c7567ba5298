import type { WakeUps } from './confidential-lane.ts';

/** The wake-ups of a browser's page: the network is back, or the page is looked at again. */
export function pageWakeUps(page: Window): WakeUps {
  return {
    subscribe(listener) {
      const whenVisible = () => {
        if (page.document.visibilityState === 'visible') listener();
      };
      page.addEventListener('online', listener);
      page.document.addEventListener('visibilitychange', whenVisible);
      return () => {
        page.removeEventListener('online', listener);
        page.document.removeEventListener('visibilitychange', whenVisible);
      };
    }
  };
}
