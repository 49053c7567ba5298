/** A new version of the app that is ready on this device and waits for a person's word. */
export interface AppUpdate {
  /** Takes the new version into use and loads this tab again. Save what is being typed before. */
  activate(): void;
}

const WORKER = '/service-worker.js';
/** Not more often than hourly is it asked whether there is a new version. */
const ASK_EVERY = 60 * 60_000;

/**
 * Puts the app on this device, so that it opens without a connection. Call it after the first view: fetching the app's
 * files must not hold up what is on screen. `onupdate` hears of each new version, also of one that waited already.
 */
export async function installApp(onupdate: (update: AppUpdate) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(WORKER, { updateViaCache: 'none' });

  const offer = (worker: ServiceWorker) =>
    onupdate({
      activate() {
        // Only the tab that asked loads again; other tabs go on with the files of the version they started with.
        serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage('activate');
      }
    });

  // On the very first installation there is no version before it, and nothing to tell.
  if (registration.waiting && serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && serviceWorker.controller) offer(worker);
    });
  });

  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_EVERY) return;
    asked = Date.now();
    // Without a connection there is nothing new; the next time it is asked again.
    registration.update().catch(() => undefined);
  });
}
