import type { DeviceMap } from '../../social-map/map-access.ts';
import type { MapReader } from '../../social-map/map-reader.ts';
import type { MapWorker } from './map-worker-client.ts';

/** Says, without opening a database, that this device holds a map. */
const MARK = 'binnenzak-kaart';

/**
 * The map on this device and its upkeep. Nothing of it is loaded before somebody asks or `keepFresh` is called, so that
 * a page's first view costs none of it.
 */
export function deviceMap(): DeviceMap & { keepFresh(): void } {
  const listeners = new Set<() => void>();
  let opened: Promise<{ worker: MapWorker; reader: MapReader }> | null = null;
  const open = () =>
    (opened ??= Promise.all([
      // The worker has most to load, and waits for nothing else.
      import('./map-worker-client.ts').then(({ startMapWorker }) =>
        startMapWorker((present) => {
          if (present) localStorage.setItem(MARK, 'op dit toestel');
          else localStorage.removeItem(MARK);
          for (const listener of listeners) listener();
        })
      ),
      import('./device-map-reader.ts'),
      import('../../db/map-store.ts')
    ]).then(([worker, device, db]) => {
      const store = db.openMapStore();
      // Opened now, so that the first touch on a result does not wait for it. Whoever reads hears of a failure.
      store.state().catch(() => undefined);
      return { worker, reader: device.deviceMapReader(store, worker.reader) };
    }));

  const refresh = () => void open().then(({ worker }) => worker.refresh());

  return {
    present: () => localStorage.getItem(MARK) !== null,
    reader: async () => (await open()).reader,
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    keepFresh() {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') refresh();
      });
      refresh();
    }
  };
}
