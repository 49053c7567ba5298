import ICAL from 'ical.js';
import type { Activity } from '#lib/agenda/activity.ts';
import { Calendar } from '#lib/agenda/recurrence/calendar.ts';
import { sortDocuments } from '#lib/agenda/on-device/map-documents.ts';
import { addDays, addMinutes, dutchWallTime } from '#lib/core/dutch-date.ts';
import { openMapStore } from '#lib/db/map-store.ts';

/** How long each way took to say when everything takes place in the coming days, and how many sessions it found. */
export interface Expansion {
  readonly product: number;
  readonly plain: number;
  readonly sessions: number;
}

/** When the activities on this device take place in so many days: by the product for the first time, and by ical.js alone. */
export async function expandAgenda(days: number): Promise<Expansion> {
  const store = openMapStore();
  const activities = [...sortDocuments(await store.kind('activity')).activities.values()];
  store.close();
  const now = dutchWallTime(Date.now());
  const until = `${addDays(now.slice(0, 10), days)}T00:00:00`;

  const began = performance.now();
  const calendar = new Calendar();
  let sessions = 0;
  for (const activity of activities)
    sessions += calendar.sessions(activity._id, activity, now.slice(0, 10), now, until).length;
  const product = performance.now() - began;

  const again = performance.now();
  let plainly = 0;
  for (const activity of activities) plainly += plainLoop(activity, now, until).length;
  const plain = performance.now() - again;
  if (sessions !== plainly || sessions < activities.length)
    throw new Error(`The product found ${sessions} sessions, ical.js ${plainly}.`);
  return { product, plain, sessions };
}

function plainLoop({ start, durationMinutes, rrule, exdates }: Activity, from: string, until: string) {
  const found: { start: string; end: string; cancelled: boolean }[] = [];
  const take = (one: string) => {
    const end = addMinutes(one, durationMinutes);
    if (end > from && one < until) found.push({ start: one, end, cancelled: exdates.includes(one) });
  };
  if (rrule === null) {
    take(start);
    return found;
  }
  const times = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateTimeString(start));
  for (let next = times.next(); next; next = times.next()) {
    const one = next.toString();
    if (one >= until) break;
    take(one);
  }
  return found;
}
