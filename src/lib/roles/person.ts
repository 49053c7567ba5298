import * as z from 'zod/mini';
import { Role } from './user.ts';

/** The last day on which something holds, `YYYY-MM-DD` in the Netherlands; null for no end. */
export const LastDay = z.nullable(z.iso.date());

/** The name of a team or a zone as it stands in the name of its database. */
const Slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/));

/** That somebody belongs to a team or works in a zone, up to and including a day. */
export const Membership = z.object({ of: z.enum(['team', 'zone']), name: Slug, until: LastDay });
export type Membership = z.infer<typeof Membership>;

/** What an administrator decides about somebody's account. */
export const Standing = z.object({
  displayName: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  roles: z.array(Role).check(z.minLength(1), z.maxLength(7)),
  memberships: z.array(Membership).check(z.maxLength(60)),
  /** The last day on which the account works. */
  ends: LastDay
});
export type Standing = z.infer<typeof Standing>;

/**
 * Somebody as an administrator sees them. `invited`: has not chosen a password yet. `over`: the invitation ran out
 * before that. `ended`: the last day is past.
 */
export const Person = z.extend(Standing, {
  name: z.string(),
  /** None for who is in no group of the identity provider any more. */
  roles: z.array(Role),
  state: z.enum(['invited', 'over', 'active', 'ended']),
  /** How many browsers are logged in. */
  sessions: z.int()
});
export type Person = z.infer<typeof Person>;

/** The ways to log in besides a password. */
export const WaysAnswer = z.object({ municipality: z.boolean() });

export const PeopleAnswer = z.object({ people: z.array(Person) });

/** A browser that is logged in, as its owner sees it. `id` cannot be used to log in. */
export const OwnSession = z.object({
  id: z.string(),
  /** Words by which it is recognised, such as `Chrome op Android`. */
  browser: z.string(),
  begun: z.iso.datetime(),
  /** To the day: it is noted once a day. */
  used: z.iso.datetime(),
  current: z.boolean()
});
export type OwnSession = z.infer<typeof OwnSession>;

export const OwnSessionsAnswer = z.object({ sessions: z.array(OwnSession) });

/** A passkey as its owner sees it. `browser`: where it was made. */
export const OwnPasskey = z.object({ id: z.string(), browser: z.string(), made: z.iso.datetime() });
export type OwnPasskey = z.infer<typeof OwnPasskey>;

export const OwnPasskeysAnswer = z.object({ passkeys: z.array(OwnPasskey) });

/** The secret of an invitation, made once; whoever has it chooses the password. */
export const InvitationAnswer = z.object({ secret: z.string(), expires: z.iso.datetime() });
export type InvitationAnswer = z.infer<typeof InvitationAnswer>;

/** Whom an invitation is for. */
export const InvitedAnswer = z.object({ user: z.string(), displayName: z.string() });
export type InvitedAnswer = z.infer<typeof InvitedAnswer>;

/** Shortest password, in characters. */
export const SHORTEST_PASSWORD = 12;
