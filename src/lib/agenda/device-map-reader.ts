import type { MapStore } from '../db/map-store.ts';
import type { MapEntry, Service } from '../social-map/entry.ts';
import type { MapReader } from '../social-map/map-reader.ts';
import { aroundService, entryView } from '../social-map/views.ts';
import type { Activity } from './activity.ts';
import { aroundActivity, activityView } from './views.ts';

/**
 * The map on a device. One entry is read straight from the store, in two steps, so that its page never waits for the
 * worker; what needs the whole map is asked of `whole`.
 */
export function deviceMapReader(store: Pick<MapStore, 'get' | 'many'>, whole: MapReader): MapReader {
  const around = async (ids: readonly string[]) =>
    (await store.many(ids)) as readonly unknown[] as readonly MapEntry[];
  return {
    ...whole,
    async entry({ id }) {
      const service = (await store.get(id)) as unknown as Service | undefined;
      return service?.kind === 'service' ? entryView(service, await around(aroundService(service))) : null;
    },
    async activity({ id }) {
      const activity = (await store.get(id)) as unknown as Activity | undefined;
      return activity?.kind === 'activity'
        ? activityView(activity, await around(aroundActivity(activity)))
        : null;
    }
  };
}
