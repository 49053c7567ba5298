import type { MapStore } from '../../db/map-store.ts';
import type { MapEntry, Service } from '../../social-map/entry.ts';
import type { MapReader } from '../../social-map/map-reader.ts';
import { aroundService, entryView } from '../../social-map/views.ts';
import type { Activity } from '../activity.ts';
import { aroundActivity, activityView } from '../views.ts';

/**
 * The map on a device. One entry is read straight from the store, with what stands around it, so that its page never
 * waits for the worker; what needs the whole map is asked of `whole`.
 */
export function deviceMapReader(store: Pick<MapStore, 'together'>, whole: MapReader): MapReader {
  // Documents of the published map were checked by the server, and are what their kind says.
  const read = async <Entry extends Service | Activity>(
    id: string,
    kind: Entry['kind'],
    idsAround: (entry: Entry) => readonly string[]
  ) => {
    const asEntry = (document: unknown) => document as Entry;
    const { found, around } = await store.together([id], ([document]) =>
      document?.kind === kind ? idsAround(asEntry(document)) : []
    );
    if (found[0]?.kind !== kind) return null;
    return { entry: asEntry(found[0]), around: around as readonly unknown[] as readonly MapEntry[] };
  };
  return {
    ...whole,
    async entry({ id }) {
      const found = await read<Service>(id, 'service', aroundService);
      return found && entryView(found.entry, found.around);
    },
    async activity({ id }) {
      const found = await read<Activity>(id, 'activity', aroundActivity);
      return found && activityView(found.entry, found.around);
    }
  };
}
