import type { SessionRef } from '../agenda/activity.ts';
import type { Author } from '../core/author.ts';
import type { AnyDocument } from '../core/document.ts';
import { hybridClock } from '../core/hlc.ts';
import { ulidMaker } from '../core/id.ts';
import { ok } from '../core/result.ts';
import type { Records, StoredRecord } from '../db/records.ts';
import type { Session } from '../social-map/map-reader.ts';
import { readAttendance, type AttendanceBook } from './attendance-book.ts';
import type { Group, Headcount } from './attendance.ts';
import { beginHeadcount, tapped } from './headcount.ts';

/* What the tests of attendance share. */

export const COFFEE: SessionRef = { activity: 'activity:koffie', start: '2026-11-24T10:00:00' };
/** Tuesday 24 November 2026, 10.30 in the Netherlands. */
export const MORNING = Date.UTC(2026, 10, 24, 9, 30);

/** Somebody at work on a device; their clock goes on by a second with every look at it. */
export function somebody(user: string, device = `telefoon-${user}`, from = MORNING): Author {
  let now = from;
  const clock = () => (now += 1000);
  let chance = device.length;
  const random = (count: number) => new Uint8Array(count).map(() => (chance = (chance * 31 + 7) % 251));
  return { user, device, clock, nextId: ulidMaker(clock, random), stamps: hybridClock(clock, device) };
}

/** A headcount after these taps: `+all`, `-new`. */
export function counted(author: Author, taps: readonly string[], session = COFFEE, entrance = ''): Headcount {
  return taps.reduce(
    (headcount, tap) => tapped(headcount, tap.slice(1) as Group, tap.startsWith('+') ? 'up' : 'down', author),
    beginHeadcount(session, entrance, author)
  );
}

export const times = (count: number, tap: string): string[] => Array.from({ length: count }, () => tap);

export const bookOf = (...documents: AnyDocument[]): AttendanceBook =>
  readAttendance(
    documents.map((document): StoredRecord => ({
      database: 'opkomst-voorstad',
      delivery: 'device',
      document
    }))
  );

export const session = (ref: SessionRef, change: Partial<Session> = {}): Session => ({
  activity: ref.activity,
  from: ref.start,
  start: ref.start,
  end: `${ref.start.slice(0, 10)}T12:00:00`,
  moved: false,
  cancelled: false,
  name: 'Koffieochtend',
  form: 'activity',
  zone: 'voorstad',
  place: null,
  location: null,
  cost: null,
  registration: false,
  wheelchair: null,
  themes: [],
  targetGroups: [],
  languages: [],
  stale: null,
  ...change
});

/** Records in memory whose writes end when they are told to, or at once. */
export function slowRecords({ atOnce = false } = {}) {
  const kept = new Map<string, AnyDocument>();
  const waiting: (() => void)[] = [];
  const written: AnyDocument[] = [];
  let broken = false;
  const records: Pick<Records, 'get' | 'save'> = {
    get: (id) => {
      const document = kept.get(id);
      return document && { database: 'opkomst-voorstad', delivery: 'device', document };
    },
    async save(_, documents) {
      if (!atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      if (broken) return { ok: false, failure: { kind: 'full' } };
      for (const document of documents) {
        const before = kept.get(document._id);
        if (before && before._rev !== document._rev) throw new Error('Written over without knowing it.');
        const _rev = `${Number.parseInt(before?._rev ?? '0', 10) + 1}-x`;
        kept.set(document._id, { ...document, _rev });
        written.push(document);
      }
      return ok(undefined);
    }
  };
  return {
    records,
    written,
    documents: () => [...kept.values()],
    /** Resolves once a write runs. */
    async begun() {
      while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve));
    },
    /** Ends the write that runs, or the next one. */
    async end() {
      while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve));
      waiting.shift()?.();
    },
    break: (now: boolean) => (broken = now)
  };
}
