import * as z from 'zod/mini';
import { LastDay, Membership } from './person.ts';
import { Role } from './user.ts';

/** What an account may do: what is remembered of it when that changes. */
export const Access = z.object({
  roles: z.array(Role),
  memberships: z.array(Membership),
  ends: LastDay
});
export type Access = z.infer<typeof Access>;

/** What can happen to an account, or to a way in that belongs to it. */
export const AccountAct = z.enum([
  'made',
  'invited',
  'invited-again',
  'decided',
  'recognised',
  'password-chosen',
  'sessions-ended',
  'passkey-added',
  'passkey-removed',
  'device-revoked',
  'device-wiped'
]);
export type AccountAct = z.infer<typeof AccountAct>;

/** One thing that happened to an account. */
export const AccountChange = z.object({
  act: AccountAct,
  /** Who did it; null for the server's own command, the identity provider, and a device that speaks for itself. */
  who: z.nullable(z.string()),
  /** What the account might do before and after; null where that did not change. */
  from: z.nullable(Access),
  to: z.nullable(Access),
  /** Which passkey or device, and what it is in a word for people; null where it is the account as a whole. */
  which: z.nullable(z.object({ id: z.string(), what: z.string() }))
});
export type AccountChange = z.infer<typeof AccountChange>;

/** What happened to an account, the newest first; `who` is a name that people read. */
export const AccountHistoryAnswer = z.object({
  history: z.array(z.extend(AccountChange, { when: z.iso.datetime() }))
});
export type AccountHistory = z.infer<typeof AccountHistoryAnswer>['history'];
