import type { MapReader } from './map-reader.ts';
import { remoteMapReader } from './remote-map-reader.ts';

/** The map on this device, once it is there; handed over by the composition root. */
export interface DeviceMap {
  /** Whether a complete map is on this device. Told at once, without opening a database. */
  present(): boolean;
  reader(): Promise<MapReader>;
  /** Brings it up to date in the background. */
  refresh(): void;
  /** Calls back whenever another map is here, also one that another tab brought. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

let deviceMap: DeviceMap | null = null;

/** Called once, when the app starts in a browser. */
export function provideDeviceMap(map: DeviceMap): void {
  deviceMap = map;
}

/** Whether pages are read from this device; false on the server and before the first map is complete. */
export const onDevice = (): boolean => deviceMap?.present() ?? false;

/**
 * The map for a page: from this device when it holds one, else from the server through `fetch` (on the server SvelteKit's
 * own, which puts the answers into the page).
 */
export async function mapFor(fetch: typeof globalThis.fetch): Promise<MapReader> {
  return deviceMap?.present() ? deviceMap.reader() : remoteMapReader(fetch);
}

/**
 * The map on this device and never the server's, for words about somebody: those must not leave the device in a question.
 * Null while no complete map is here.
 */
export const mapHere = async (): Promise<MapReader | null> =>
  deviceMap?.present() ? deviceMap.reader() : null;

/** Calls back whenever the map on this device changed. Returns the way to stop. */
export const onMapNews = (listener: () => void): (() => void) =>
  deviceMap?.subscribe(listener) ?? (() => undefined);

/** Asks the server for what is new on the map, in the background. */
export const refreshMapHere = (): void => deviceMap?.refresh();
