import * as z from 'zod/mini';
import { SessionRef } from '../agenda/activity.ts';
import { documentFields } from '../core/document.ts';
import { freeText } from '../core/free-text.ts';
import { mergeableFields } from '../sync/mergeable.ts';

/** How a headcount may be split; `all` is a head of whom nothing more is said. */
export const GROUPS = ['all', 'new', 'regular', 'child', 'adult', 'senior'] as const;
export const Group = z.enum(GROUPS);
export type Group = z.infer<typeof Group>;

const Note = freeText.check(z.maxLength(2000, 'Maak deze tekst korter dan 2.000 tekens.'));
const Count = z.int().check(z.gte(0), z.lte(100_000));

/**
 * The heads that one opening of the counter counted at a session: taps up and taps taken back, by group. Only the page
 * that began it writes it, so that no two ever write the same one; the heads of a session are the sum of all.
 */
export const Headcount = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('headcount'),
  schema: z.literal(1),
  session: SessionRef,
  /** Where is counted ('voordeur'), when more than one counts; empty when it was not said. */
  entrance: freeText.check(z.maxLength(60)),
  taps: z.record(z.string(), z.object({ up: Count, down: Count }))
});
export type Headcount = z.infer<typeof Headcount>;

/**
 * Somebody put a session's count right: so many heads more or fewer than what was seen, so that taps which come in later
 * still add up.
 */
export const CountCorrection = z.object({
  ...documentFields,
  kind: z.literal('count-correction'),
  schema: z.literal(1),
  session: SessionRef,
  group: Group,
  /** What stood there when it was put right. */
  saw: z.int(),
  delta: z.int().check(z.gte(-100_000), z.lte(100_000)),
  why: Note
});
export type CountCorrection = z.infer<typeof CountCorrection>;

/** A word on a session that is over: whether it was held, how it went, what the team should know. */
export const SessionReport = z.object({
  ...documentFields,
  kind: z.literal('session-report'),
  schema: z.literal(1),
  session: SessionRef,
  /** `unknown`: whoever was asked does not know how many came; it is not asked again. */
  held: z.enum(['held', 'not-held', 'unknown']),
  how: Note,
  /** For the team of the zone, empty when there is nothing. */
  signal: Note
});
export type SessionReport = z.infer<typeof SessionReport>;

/** 'Ik ben er', from a visitor's own phone: nothing tells whose. Written by the server. */
export const CheckIn = z.object({
  ...documentFields,
  kind: z.literal('check-in'),
  schema: z.literal(1),
  session: SessionRef
});
export type CheckIn = z.infer<typeof CheckIn>;

/**
 * Whether a group keeps a list of first names. The latest counts. Names are kept in a database of their own,
 * `groep-<activity>`, that the courier makes when a list is begun.
 */
export const GroupList = z.object({
  ...documentFields,
  kind: z.literal('group-list'),
  schema: z.literal(1),
  activity: z.string().check(z.regex(/^activity:[A-Za-z0-9._-]+$/)),
  state: z.enum(['kept', 'ended']),
  /** Days after which somebody who did not come any more is taken off the list. */
  keepDays: z.int().check(z.gte(7), z.lte(730))
});
export type GroupList = z.infer<typeof GroupList>;

/** Somebody on a group's list, by first name, who agreed to that. In `groep-<activity>`. */
export const Participant = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('participant'),
  schema: z.literal(1),
  firstName: freeText.check(
    z.refine((text) => text.trim() !== '', 'Vul een voornaam in.'),
    z.maxLength(40, 'Alleen een voornaam: korter dan 40 tekens.')
  ),
  /** The day on which they agreed to be on the list. */
  consentOn: z.iso.date(),
  /** The day on which they left the list; null while they are on it. */
  left: z.nullable(z.iso.date())
});
export type Participant = z.infer<typeof Participant>;

/** Whether somebody on the list was there; its id is session and participant, so that marks of two volunteers unite. */
export const AttendanceMark = z.object({
  ...documentFields,
  ...mergeableFields,
  kind: z.literal('attendance-mark'),
  schema: z.literal(1),
  session: SessionRef,
  /** Id of the participant. */
  participant: z.string(),
  present: z.boolean()
});
export type AttendanceMark = z.infer<typeof AttendanceMark>;

/**
 * How many of a group's list were at a session, for who may not read the names, and for later, when the names are gone.
 * Written by the server in the zone's database.
 */
export const ListCount = z.object({
  ...documentFields,
  kind: z.literal('list-count'),
  schema: z.literal(1),
  session: SessionRef,
  present: Count,
  /** Of them, who never was there before; null where that is not known. */
  fresh: z.nullable(Count),
  /** Nothing that is marked later changes it: names that were counted in it may be gone. */
  closed: z.boolean()
});
export type ListCount = z.infer<typeof ListCount>;

/** Every kind about who came. */
export const ATTENDANCE_SCHEMAS = {
  headcount: Headcount,
  'count-correction': CountCorrection,
  'session-report': SessionReport,
  'check-in': CheckIn,
  'list-count': ListCount,
  'group-list': GroupList,
  participant: Participant,
  'attendance-mark': AttendanceMark
} as const;
