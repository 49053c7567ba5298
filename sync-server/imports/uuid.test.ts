import { expect, test } from 'vitest';
import { mapName, uuidV5 } from './uuid.ts';

test('a name in the DNS namespace gets the UUID of the specification', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2'
  );
});

test('a UUID stays itself in small letters; any other id becomes one that tells kinds apart', () => {
  expect(mapName('service', 'AC148810-D857-441C-9679-408F346DE14B')).toBe(
    'ac148810-d857-441c-9679-408f346de14b'
  );
  expect(mapName('service', '12')).toMatch(/^[0-9a-f-]{36}$/);
  expect(mapName('service', '12')).toBe(mapName('service', '12'));
  expect(mapName('service', '12')).not.toBe(mapName('location', '12'));
});
