import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { addMinutes, dutchWallTime } from '#lib/core/dutch-date.ts';
import { LocalMoment, sessionKey } from '#lib/agenda/activity.ts';
import type { CheckIn } from '#lib/attendance/attendance.ts';
import { zoneDatabase } from '#lib/roles/databases.ts';
import type { MapReader } from '#lib/social-map/map-reader.ts';
import * as z from 'zod/mini';
import { openDatabase } from './database.ts';
import { SERVER, type Engine } from './engines/engine.ts';
import { provisionZone } from './provision.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** Minutes before its start from which on one can be at a session, and after its end in which a phone may still tell. */
const EARLY = 60;
const LATE = 24 * 60;

/** What a visitor's phone sends: the session by the start that its series gives it, and chance that makes it count once however often it is sent. */
export const SentCheckIn = z.strictObject({
  activity: z.string().check(z.regex(/^activity:[A-Za-z0-9._-]{1,100}$/)),
  start: LocalMoment,
  token: z.string().check(z.regex(/^[0-9a-f]{32}$/))
});
export type SentCheckIn = z.infer<typeof SentCheckIn>;

export interface CheckIns {
  /** Counts somebody at a session, once. `not-now`: there is no such session, it is called off, or it is not now. */
  add(sent: SentCheckIn): Promise<'counted' | 'not-now'>;
}

/** Enough for a hall full of people behind one address. */
export const createCheckInLimit = (clock: Clock): RateLimit => createRateLimit(clock, 300, 60 * 60_000);

export interface CheckInDependencies {
  readonly engine: Engine;
  readonly map: Pick<MapReader, 'period'>;
  readonly clock: Clock;
}

const HOUR = 60 * 60_000;

export function createCheckIns({ engine, map, clock }: CheckInDependencies): CheckIns {
  return {
    async add({ activity, start, token }) {
      const now = dutchWallTime(clock());
      const sessions = await map.period({
        ids: [activity],
        zones: [],
        from: addMinutes(now, -LATE),
        until: addMinutes(now, EARLY)
      });
      const session = sessions.find(({ from, cancelled }) => from === start && !cancelled);
      // What is for the whole municipality is kept by no zone.
      if (!session?.zone) return 'not-now';
      const ref = { activity, start };
      const checkIn: CheckIn = {
        _id: `check-in:${sessionKey(ref)}.${token}`,
        kind: 'check-in',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        // Not the moment itself, by which somebody who was seen to come in could be known.
        created: isoMoment(Math.floor(clock() / HOUR) * HOUR),
        session: ref
      };
      await provisionZone(engine, session.zone);
      // False when it is there already: it was counted.
      await openDatabase(engine, zoneDatabase(session.zone)).put(checkIn);
      return 'counted';
    }
  };
}
