import type { Making } from '#lib/roles/can.ts';
import type { Kind } from '#lib/roles/can.ts';
import type { Role } from '#lib/roles/user.ts';

/* Who may do what, written down by hand and looked over; not made from the table that the product goes by. */

/** The databases that are tried, by what they are to the user who tries: their own, or another's. */
export const PLACES = {
  kaart: 'the map',
  'team-voorstad': 'own team',
  'team-bathmen': 'another team',
  'opkomst-voorstad': 'own zone',
  'opkomst-bathmen': 'another zone',
  'groep-koffie': 'list of an activity that they look after',
  'groep-tafel': 'list of another activity',
  'groep-oud': 'list that has ended, of an activity that they look after',
  beheer: 'what waits for a curator',
  accounts: 'of the server',
  audit: 'of the server',
  gemist: 'of the server',
  'left-work': 'of the server',
  'kiosk-lindeboom': 'of the server',
  _users: 'of the engine',
  _replicator: 'of the engine',
  nergens: 'not there'
} as const;
export type Place = keyof typeof PLACES;

const WORK: readonly Place[] = ['kaart', 'team-voorstad', 'opkomst-voorstad', 'groep-koffie'];

/** What a role opens, for somebody of the team and the zone Voorstad who looks after the coffee and the old group. */
export const OPENS: Record<Role, readonly Place[]> = {
  'field-worker': WORK,
  'team-lead': WORK,
  volunteer: ['kaart', 'opkomst-voorstad', 'groep-koffie'],
  curator: ['kaart', 'beheer'],
  policy: ['kaart'],
  administrator: ['kaart'],
  kiosk: ['kaart']
};

interface Reviewed {
  readonly place: Place;
  readonly writers: readonly Role[];
  readonly making: Making;
}
const TEAM: readonly Role[] = ['field-worker', 'team-lead'];
const ZONE: readonly Role[] = ['field-worker', 'team-lead', 'volunteer'];

const entry: Reviewed = { place: 'kaart', writers: ['curator'], making: 'entry' };
const team: Reviewed = { place: 'team-voorstad', writers: TEAM, making: 'fact' };
const zone: Reviewed = { place: 'opkomst-voorstad', writers: ZONE, making: 'fact' };
const group: Reviewed = { place: 'groep-koffie', writers: ZONE, making: 'card' };
const byServer = { writers: [] };

/** Where a kind of document lives, who writes it, and how it is made. */
export const WRITES: Record<Kind, Reviewed> = {
  organization: entry,
  service: entry,
  location: entry,
  activity: entry,
  theme: entry,
  zone: entry,
  need: entry,
  vocabulary: entry,

  resident: { ...team, making: 'card' },
  conversation: team,
  step: team,
  'step-result': team,
  consent: team,
  involved: team,
  report: team,
  'report-result': team,
  'report-resident': team,
  arrangement: { ...team, making: 'shared' },
  review: team,
  closing: team,
  'same-resident': team,
  'file-state': team,
  'file-read': team,
  'rights-request': team,
  promise: team,
  'task-state': team,
  takeover: team,
  referral: team,
  'referral-state': team,
  handover: { ...team, ...byServer },
  'handover-state': team,
  signal: team,
  'signal-seen': team,
  story: team,
  'story-consent': team,
  'collective-need': { ...team, making: 'card' },
  'collective-question': team,
  'learning-case': team,
  'case-lesson': team,
  'glass-broken': { ...team, ...byServer },

  'activity-change': zone,
  'activity-change-result': { ...zone, ...byServer },
  'activity-person': { ...zone, writers: TEAM },
  headcount: { ...zone, making: 'own' },
  'count-correction': zone,
  'session-report': zone,
  'check-in': { ...zone, ...byServer },
  'list-count': { ...zone, ...byServer },
  'group-list': { ...zone, writers: TEAM },

  participant: group,
  'attendance-mark': { ...group, making: 'shared' },

  'change-to-judge': { place: 'beheer', ...byServer, making: 'fact' },
  judgement: { place: 'beheer', writers: ['curator'], making: 'fact' }
};

/** What is tried with a document. `own` and `other` are whose name the one that stands there bears. */
export const OPERATIONS = [
  'make',
  'make in another name',
  'change own',
  'change other',
  'take over other',
  'remove own',
  'remove other'
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Which operations each way of making allows to who may write the kind at all. */
export const ALLOWED: Record<Making, readonly Operation[]> = {
  fact: ['make', 'change own'],
  own: ['make', 'change own'],
  card: ['make', 'change own', 'change other'],
  shared: ['make', 'change own', 'change other', 'take over other'],
  entry: OPERATIONS
};
