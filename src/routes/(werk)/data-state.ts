import { dutchDay } from '#lib/core/clock.ts';
import { dutchWallTime, nearDayName, timeName } from '#lib/core/dutch-date.ts';
import type { SyncState } from '#lib/sync/sync-state.ts';

/** The state of the data as one word or two, and how it is coloured. */
export interface DataWord {
  readonly tone: 'calm' | 'device' | 'sent' | 'processed' | 'refused';
  readonly word: string;
}

/** What matters most to the worker comes first: what was refused, then the log-in, then what is only here. */
export function dataWord(state: SyncState): DataWord {
  if (state.refused.length > 0) return { tone: 'refused', word: `${state.refused.length} geweigerd` };
  if (state.phase === 'signed-out') return { tone: 'device', word: 'opnieuw inloggen' };
  if (state.onDevice > 0) return { tone: 'device', word: `${state.onDevice} op dit toestel` };
  if (state.phase === 'offline' || state.phase === 'stopped')
    return { tone: 'calm', word: 'geen verbinding' };
  if (state.phase === 'receiving') return { tone: 'sent', word: 'ophalen' };
  if (state.sent > 0) return { tone: 'sent', word: `${state.sent} verzonden` };
  return state.phase === 'up-to-date'
    ? { tone: 'processed', word: 'alles verwerkt' }
    : { tone: 'sent', word: 'verbinden' };
}

/** When the server last answered, in words. `now` is milliseconds since 1970. */
export function lastContactWords(lastContact: number | null, now: number): string {
  if (lastContact === null) return 'nog niet';
  const minutes = Math.floor((now - lastContact) / 60_000);
  if (minutes < 1) return 'net';
  if (minutes === 1) return 'een minuut geleden';
  if (minutes < 60) return `${minutes} minuten geleden`;
  return `${nearDayName(dutchDay(lastContact), dutchDay(now))} om ${timeName(dutchWallTime(lastContact))}`;
}
