import { expect, test } from 'vitest';
import { mapHere, provideDeviceMap } from './map-access.ts';
import { readerOver } from './remote-map-reader.ts';

test('words about somebody are looked for in the map on this device, and nowhere while there is none', async () => {
  expect(await mapHere()).toBeNull();
  const reader = readerOver(() => Promise.reject(new Error('No question was asked.')));
  let present = false;
  provideDeviceMap({
    present: () => present,
    reader: () => Promise.resolve(reader),
    refresh: () => undefined,
    subscribe: () => () => undefined
  });
  expect(await mapHere()).toBeNull();
  present = true;
  expect(await mapHere()).toBe(reader);
});
