import { databaseKind, databasesOf, MAP_DATABASE, type DatabaseKind, type Reach } from './databases.ts';
import type { Role } from './user.ts';

export type Action = 'read' | 'write';

/**
 * How documents of a kind come to be. `fact`: written once, by its author. `card`: edited by everyone who may write
 * it, while the name of who made it stays. `own`: edited by its author alone. `shared`: a card that two may begin without
 * knowing of one another, because its id follows from what it is about. `entry`: part of the published map, replaced as a
 * whole.
 */
export type Making = 'fact' | 'card' | 'own' | 'shared' | 'entry';

/** Every kind of document: where it lives, how it is made, and which roles may do what with it. */
interface Row {
  readonly database: DatabaseKind;
  readonly making: Making;
  readonly read: readonly Role[] | 'everyone';
  readonly write: readonly Role[];
}

const entry: Row = { database: 'map', making: 'entry', read: 'everyone', write: ['curator'] };
const teamFact: Row = {
  database: 'team',
  making: 'fact',
  read: ['field-worker', 'team-lead'],
  write: ['field-worker', 'team-lead']
};
const teamCard: Row = { ...teamFact, making: 'card' };
const zoneFact: Row = {
  database: 'attendance',
  making: 'fact',
  read: ['field-worker', 'team-lead', 'volunteer'],
  write: ['field-worker', 'team-lead', 'volunteer']
};
const groupCard: Row = { ...zoneFact, database: 'group', making: 'card' };

const TABLE = {
  organization: entry,
  service: entry,
  location: entry,
  activity: entry,
  theme: entry,
  zone: entry,
  need: entry,
  vocabulary: entry,
  resident: teamCard,
  conversation: teamFact,
  step: teamFact,
  'step-result': teamFact,
  consent: teamFact,
  involved: teamFact,
  report: teamFact,
  'report-result': teamFact,
  'report-resident': teamFact,
  arrangement: { ...teamFact, making: 'shared' },
  review: teamFact,
  closing: teamFact,
  'same-resident': teamFact,
  'file-state': teamFact,
  'file-read': teamFact,
  'rights-request': teamFact,
  promise: teamFact,
  'task-state': teamFact,
  takeover: teamFact,
  referral: teamFact,
  'referral-state': teamFact,
  // Only the courier brings one.
  handover: { ...teamFact, write: [] },
  'handover-state': teamFact,
  signal: teamFact,
  'signal-seen': teamFact,
  story: teamFact,
  'story-consent': teamFact,
  'collective-need': teamCard,
  'collective-question': teamFact,
  'learning-case': teamFact,
  'case-lesson': teamFact,
  // Only the server writes one, when it opens a file to another team's lead.
  'glass-broken': { ...teamFact, write: [] },
  'activity-change': zoneFact,
  // Only the courier brings one.
  'activity-change-result': { ...zoneFact, write: [] },
  'activity-person': { ...zoneFact, write: teamFact.write },
  headcount: { ...zoneFact, making: 'own' },
  'count-correction': zoneFact,
  'session-report': zoneFact,
  // Only the server writes one, for a visitor who told nothing of who they are.
  'check-in': { ...zoneFact, write: [] },
  // Only the server writes one, out of the marks on a group's list.
  'list-count': { ...zoneFact, write: [] },
  'group-list': { ...zoneFact, write: teamFact.write },
  participant: groupCard,
  'attendance-mark': { ...groupCard, making: 'shared' },
  // Only the courier brings one.
  'change-to-judge': { database: 'curation', making: 'fact', read: ['curator'], write: [] },
  judgement: { database: 'curation', making: 'fact', read: ['curator'], write: ['curator'] }
} as const satisfies Record<string, Row>;

/** A kind of document that this version knows. */
export type Kind = keyof typeof TABLE;

/** Whether the app writes documents of a kind by itself: a user wrote nothing, and has nothing to wait for or to mend. */
export const isWrittenByApp = (kind: string): boolean => kind === 'file-read';

export const isKind = (kind: string): kind is Kind => Object.hasOwn(TABLE, kind);

export const makingOf = (kind: Kind): Making => TABLE[kind].making;

/** Whether a role may do this with documents of a kind, wherever they are. Unknown kinds: never. */
export function can(role: Role, action: Action, kind: string): boolean {
  if (!isKind(kind)) return false;
  const roles: Row['read'] = TABLE[kind][action];
  return roles === 'everyone' || roles.includes(role);
}

/** Whether a database is the place for documents of a kind. */
export const belongsIn = (kind: Kind, database: string): boolean =>
  TABLE[kind].database === databaseKind(database);

/** Whether a user may have one resident's file of a team opened that is not their own, for a while and with a reason. */
export const mayBreakGlass = ({ roles, teams }: Pick<Reach, 'roles' | 'teams'>, team: string): boolean =>
  roles.includes('team-lead') && teams.length > 0 && !teams.includes(team);

/** Whether a user may open a database at all. */
export const mayOpen = (user: Reach, database: string): boolean =>
  database === MAP_DATABASE || databasesOf(user).includes(database);
