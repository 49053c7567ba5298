import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';
import { isWallTime } from '../core/dutch-date.ts';
import { validRule } from './recurrence/rule.ts';

const optionalText = z.nullable(z.string());

/** Wall time in Europe/Amsterdam without offset: `2026-11-24T10:00:00`. */
export const LocalMoment = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/), z.refine(isWallTime, 'Dit is geen dag en tijd.'));

/** How an activity repeats: RFC 5545's recurrence rule without its name; null for once. */
export const Recurrence = z.nullable(
  z.string().check(z.refine(validRule, 'Deze herhaling is niet te lezen.'))
);

/** Longest that one session may last: a week, in minutes. */
export const LONGEST_SESSION = 7 * 24 * 60;

/** An exhibition or a holiday that was imported may last longer than a session that is filled in: a year, in minutes. */
export const LONGEST_ACTIVITY = 366 * 24 * 60;

export const Duration = z.int().check(z.positive(), z.lte(LONGEST_SESSION));

/** An ordinary activity, or the hours at which a partner can be consulted (spreekuur). */
export const FORMS = ['activity', 'consultation'] as const;

/** One session that takes place at another time, or elsewhere, than its series says. */
export const Move = z.object({
  /** Where it stands in the series: what RFC 5545 calls its RECURRENCE-ID. */
  from: LocalMoment,
  start: LocalMoment,
  durationMinutes: Duration,
  /** Id of a location; null: where it always is. */
  location: optionalText
});
export type Move = z.infer<typeof Move>;

/**
 * An activity repeats; one time it takes place is a session, known by the start that its series gives it, wherever it was
 * moved to. `rrule` is RFC 5545's recurrence rule without its name, `exdates` are starts of sessions that are called off
 * (they stay visible as such), `rdates` are starts beside the rule, `moves` are sessions at another time or place.
 */
export const Activity = z.object({
  ...documentFields,
  kind: z.literal('activity'),
  schema: z.literal(1),
  form: z._default(z.enum(FORMS), 'activity'),
  name: z.string(),
  description: z.string(),
  service: optionalText,
  organization: optionalText,
  location: optionalText,
  zone: optionalText,
  start: LocalMoment,
  durationMinutes: z.int().check(z.positive(), z.lte(LONGEST_ACTIVITY)),
  rrule: Recurrence,
  exdates: z.array(LocalMoment),
  rdates: z._default(z.array(LocalMoment), []),
  moves: z._default(z.array(Move), []),
  cost: optionalText,
  registration: z.enum(['none', 'required']),
  capacity: z.nullable(z.int()),
  themes: z.array(z.string()),
  targetGroups: z.array(z.string()),
  languages: z.array(z.string()),
  /** Whether somebody in a wheelchair can take part; null when that is not known. */
  wheelchair: z._default(z.nullable(z.boolean()), null),
  /** The whole series is called off; single sessions are in `exdates`. */
  cancelled: z.boolean(),
  /** The day on which somebody last said that this is right. */
  verifiedOn: z.nullable(z.iso.date()),
  /** The day by which somebody must say again that this is right; null when nobody has been asked. */
  confirmBy: z._default(z.nullable(z.iso.date()), null),
  /** How often it was written. Counted by the engine, told with what is published, and stored by nobody. */
  revision: z.optional(z.int())
});
export type Activity = z.infer<typeof Activity>;

/** What an activity says that was published before these fields were there. */
export const NEWER_FIELDS = {
  form: 'activity',
  rdates: [],
  moves: [],
  wheelchair: null,
  confirmBy: null
} as const satisfies Partial<Activity>;

/** One time an activity takes place: its id, and the start that its series gives it. */
export const SessionRef = z.object({ activity: z.string(), start: LocalMoment });
export type SessionRef = z.infer<typeof SessionRef>;

/** A session as part of a document's id: `<name of the activity>.20261124T100000`. */
export const sessionKey = ({ activity, start }: SessionRef): string =>
  `${activity.slice(activity.indexOf(':') + 1)}.${start.replace(/[-:]/g, '')}`;
