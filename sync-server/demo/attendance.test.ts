import { describe, expect, it } from 'vitest';
import { readAttendance } from '#lib/attendance/attendance-book.ts';
import { askedSessions } from '#lib/attendance/asked.ts';
import { session } from '#lib/attendance/testing.ts';
import { reachOf } from '#lib/attendance/reach.ts';
import { refusal } from '../document-rules.ts';
import { readDirectory } from '../imports/read-directory.ts';
import { KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL, VOORSTAD_BREIT } from './activities.ts';
import { DEMO_USERS } from './accounts.ts';
import { demoAttendance } from './attendance.ts';

const NOON = Date.UTC(2026, 10, 26, 12);
const [[database, documents] = ['', []]] = [...demoAttendance(NOON)];
const book = readAttendance(
  documents.map((document) => ({ database, delivery: 'processed' as const, document }))
);
const reach = (activity: string) =>
  reachOf(book, activity, { capacity: null, sessions: [] }, { from: '2026-05-01', until: '2026-11-27' });

describe('the example attendance', () => {
  it('tells of half a year of three activities in Voorstad that are on the example map', async () => {
    const map = await readDirectory('demo/sociale-kaart');
    const ids = new Set(map.ok ? map.value.entries.map(({ _id }) => _id) : []);
    expect([...book.activities.keys()].sort()).toEqual(
      [KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL, VOORSTAD_BREIT].sort()
    );
    for (const [activity, sessions] of book.activities) {
      expect(ids.has(activity)).toBe(true);
      expect(sessions.length).toBeGreaterThanOrEqual(25);
    }
  });

  it('would pass the gate for a volunteer who looks after the activity', () => {
    for (const document of documents) {
      const user = DEMO_USERS.find(({ name }) => name === document.author);
      expect(user?.activities).toContain(document.session.activity);
      const writing = { user: { name: document.author, roles: user?.roles ?? [] }, database, previous: null };
      expect(refusal(document, writing), document._id).toBeNull();
    }
  });

  it('has ids of its own that do not depend on the day, and lies before it', () => {
    const ids = documents.map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(ids.length);
    const later = [...demoAttendance(NOON + 7 * 86_400_000).values()].flat();
    expect(later.map(({ _id }) => _id)).toEqual(ids);
    expect(documents.every(({ created }) => Date.parse(created) <= NOON)).toBe(true);
  });

  it('grows with a dip in summer, and has new faces where they were counted apart', () => {
    const { sessions, trend, newFaces } = reach(KOFFIE_EN_WEGGEVEN);
    const average = (month: string) => {
      const counts = sessions.flatMap(({ start, count }) => (start.slice(5, 7) === month && count ? [count] : []));
      return counts.reduce((one, other) => one + other, 0) / counts.length;
    };
    expect(average('08')).toBeLessThan(average('06'));
    expect(average('11')).toBeGreaterThan(1.3 * average('06'));
    expect(trend?.way).toBe('up');
    expect(newFaces).toBeGreaterThan(20);
    expect(reach(VOORSTAD_BREIT).newFaces).toBeNull();
    expect(reach(VOORSTAD_BREIT).notHeld).toBe(3);
  });

  it('leaves one session to be asked for', () => {
    const wednesday = session({ activity: KOFFIE_EN_WEGGEVEN, start: '2026-11-25T09:30:00' });
    expect(askedSessions(book, [wednesday], '2026-11-26')).toHaveLength(1);
    expect(book.sessions.size).toBe(26 + 26 + 25);
  });
});
