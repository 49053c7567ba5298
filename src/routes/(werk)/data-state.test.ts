import { expect, test } from 'vitest';
import type { SyncState } from '#lib/sync/sync-state.ts';
import { dataWord, lastContactWords } from './data-state.ts';
import { steady } from './steady.ts';

const calm: SyncState = {
  phase: 'up-to-date',
  onDevice: 0,
  sent: 0,
  refused: [],
  handedIn: [],
  lastContact: 0,
  received: true
};
const word = (change: Partial<SyncState>) => dataWord({ ...calm, ...change }).word;

test('everything arrived and handled is “alles verwerkt”', () => {
  expect(word({})).toBe('alles verwerkt');
});

test('what is only on this device is told before that there is no connection', () => {
  expect(word({ phase: 'offline', onDevice: 3 })).toBe('3 op dit toestel');
  expect(word({ phase: 'offline' })).toBe('geen verbinding');
});

test('a refused document is told before anything else', () => {
  expect(word({ phase: 'signed-out', onDevice: 2, refused: [{ id: 'step:1', reason: '' }] })).toBe(
    '1 geweigerd'
  );
});

test('something acknowledged and not yet handled is sent, not processed', () => {
  expect(word({ sent: 2 })).toBe('2 verzonden');
});

test('last contact is told in minutes within the hour, then by day and time', () => {
  const now = Date.UTC(2026, 10, 24, 13);
  expect(lastContactWords(null, now)).toBe('nog niet');
  expect(lastContactWords(now - 30_000, now)).toBe('net');
  expect(lastContactWords(now - 5 * 60_000, now)).toBe('5 minuten geleden');
  expect(lastContactWords(now - 3 * 3_600_000, now)).toBe('vandaag om 11.00 uur');
  expect(lastContactWords(now - 26 * 3_600_000, now)).toBe('maandag 23 november om 12.00 uur');
});

test('once a round has ended its end stands while the next one runs', () => {
  let phase: SyncState['phase'] = 'connecting';
  const lane = steady({ state: () => ({ ...calm, phase }), subscribe: () => () => undefined });
  const seen = (['receiving', 'signed-out', 'connecting', 'sending', 'up-to-date', 'receiving'] as const).map(
    (next) => {
      phase = next;
      return lane.state().phase;
    }
  );
  expect(seen).toEqual(['receiving', 'signed-out', 'signed-out', 'signed-out', 'up-to-date', 'up-to-date']);
});
