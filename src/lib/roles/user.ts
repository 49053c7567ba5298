import * as z from 'zod/mini';

export const ROLES = [
  'field-worker',
  'volunteer',
  'team-lead',
  'curator',
  'policy',
  'administrator',
  'kiosk'
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** The user name under which the server itself writes: what it carried or counted. Nobody can have it. */
export const SERVER_NAME = 'binnenzak-server';

/** Ids of the activities that somebody looks after; an account of before there were any has none. */
const Activities = z._default(z.array(z.string()), []);

/**
 * Who somebody is to the product: roles say what they may do, `teams`, `zones` and `activities` where.
 * `name` is the user name, `displayName` what colleagues read.
 */
export const User = z.object({
  name: z.string(),
  displayName: z.string(),
  roles: z.array(Role),
  teams: z.array(z.string()),
  zones: z.array(z.string()),
  activities: Activities
});
export type User = z.infer<typeof User>;

/**
 * Somebody of the same team: `name` stands in documents as their author, `displayName` is what people read. `teams` are
 * those that are shared; a server or a device of before they were told of knows none.
 */
export const Colleague = z.object({
  name: z.string(),
  displayName: z.string(),
  teams: z._default(z.array(z.string()), [])
});
export type Colleague = z.infer<typeof Colleague>;

/** Everybody in the user's teams; a server or a device of before they were told of knows nobody. */
export const Colleagues = z._default(z.array(Colleague), []);

/** Somebody who was of the same team: what people read for the user name under what they wrote. */
export const FormerColleague = z.object({ name: z.string(), displayName: z.string() });
export type FormerColleague = z.infer<typeof FormerColleague>;

/** Who left one of the user's teams; a server or a device of before they were told of knows nobody. */
export const FormerColleagues = z._default(z.array(FormerColleague), []);

/** The roles that look after activities. */
export const LOOK_AFTER: readonly Role[] = ['volunteer', 'field-worker', 'team-lead'];

/**
 * Somebody who looks after activities of a zone, or may: a volunteer or a worker. `zones` are those that are shared with
 * the reader, `activities` the ids of all that they look after.
 */
export const Volunteer = z.object({
  name: z.string(),
  displayName: z.string(),
  worker: z.boolean(),
  zones: z.array(z.string()),
  activities: z.array(z.string())
});
export type Volunteer = z.infer<typeof Volunteer>;

/**
 * Everybody who may look after an activity in one of the user's zones; to a volunteer only the workers, and who looks
 * after an activity with them. A server or a device of before they were told of knows nobody.
 */
export const Volunteers = z._default(z.array(Volunteer), []);

/** Every team of the municipality, as accounts name them; a server or a device of before they were told of knows none. */
export const AllTeams = z._default(z.array(z.string()), []);

/** What `GET /auth/session` answers. `databases` are those the user may open, `kaart` not among them. */
export const SessionAnswer = z.object({
  user: z.string(),
  displayName: z.string(),
  roles: z.array(Role),
  teams: z.array(z.string()),
  zones: z.array(z.string()),
  activities: Activities,
  databases: z.array(z.string()),
  colleagues: Colleagues,
  formerColleagues: FormerColleagues,
  allTeams: AllTeams,
  volunteers: Volunteers
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Who the server says it is that signed in. */
export const userOf = ({
  user: name,
  displayName,
  roles,
  teams,
  zones,
  activities
}: SessionAnswer): User => ({
  name,
  displayName,
  roles,
  teams,
  zones,
  activities
});
