import { NEWER_FIELDS, type Activity } from './activity.ts';

/* What the tests of the agenda share. */

/** Coffee on Wednesdays from half past nine to half past eleven, in Voorstad. */
export const koffieWith = (more: Partial<Activity> = {}): Activity => ({
  ...NEWER_FIELDS,
  rdates: [],
  moves: [],
  _id: 'activity:koffie',
  kind: 'activity',
  schema: 1,
  author: 'import',
  device: 'server',
  created: '2026-01-01T00:00:00.000Z',
  name: 'Koffie',
  description: '',
  service: null,
  organization: null,
  location: null,
  zone: 'voorstad',
  start: '2026-11-04T09:30:00',
  durationMinutes: 120,
  rrule: 'FREQ=WEEKLY;BYDAY=WE',
  exdates: [],
  cost: null,
  registration: 'none',
  capacity: null,
  themes: [],
  targetGroups: [],
  languages: [],
  cancelled: false,
  verifiedOn: '2026-05-01',
  ...more
});
