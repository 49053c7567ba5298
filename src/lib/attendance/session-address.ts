import type { SessionRef } from '../agenda/activity.ts';
import { documentId, nameOf } from '../core/document-id.ts';
import { isWallTime } from '../core/dutch-date.ts';
import type { Session } from '../social-map/map-reader.ts';

/** The session as everything that was written about it names it. */
export const refOf = ({ activity, from }: Session): SessionRef => ({ activity, start: from });

/** The start of a session as it stands in an address: `20261124T100000`. */
export const startName = (start: string): string => start.replace(/[-:]/g, '');

/** The page on which an activity's attendance is kept. */
export const activityAddress = (activity: string): string => `/werk/opkomst/${nameOf(activity)}`;

/** The counter of one session. */
export const counterAddress = ({ activity, start }: SessionRef): string =>
  `${activityAddress(activity)}/${startName(start)}`;

/** The page on which a group's list of names is kept. */
export const listAddress = (activity: string): string => `${activityAddress(activity)}/namen`;

/** The list on which is marked who was at one session. */
export const marksAddress = (session: SessionRef): string => `${counterAddress(session)}/namen`;

/** The session that an address names; null when it names none. A day that is not there is none. */
export function sessionAt(activity: string, name: string): SessionRef | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(name);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const start = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return isWallTime(start) ? { activity: documentId('activity', activity), start } : null;
}
