import * as z from 'zod/mini';
import { documentFields } from '../../core/document.ts';
import { freeText } from '../../core/free-text.ts';
import { Activity, Duration, FORMS, LocalMoment, Recurrence } from '../activity.ts';

/** Longest note beside a change. */
const NOTE = freeText.check(z.maxLength(1000, 'Maak deze tekst korter dan 1.000 tekens.'));
const Name = freeText.check(
  z.refine((text) => text.trim() !== '', 'Vul in hoe de activiteit heet.'),
  z.maxLength(120, 'Maak de naam korter dan 120 tekens.')
);

/** What can be said of an activity as a whole, from the field. */
export const ActivityFields = z.object({
  // Without what is taken for granted in the map: what an edit does not name stays as it is.
  form: z.enum(FORMS),
  name: Name,
  description: freeText.check(z.maxLength(5000, 'Maak deze tekst korter dan 5.000 tekens.')),
  organization: Activity.shape.organization,
  location: Activity.shape.location,
  zone: Activity.shape.zone,
  start: LocalMoment,
  durationMinutes: Duration,
  rrule: Recurrence,
  cost: z.nullable(freeText.check(z.maxLength(120))),
  registration: Activity.shape.registration,
  capacity: z.nullable(z.int().check(z.positive())),
  themes: z.array(z.string()),
  targetGroups: z.array(z.string()),
  languages: z.array(z.string()),
  wheelchair: z.nullable(z.boolean())
});
export type ActivityFields = z.infer<typeof ActivityFields>;

/** Some of the fields; what is not named stays as it is. */
const ActivityEdit = z.partial(ActivityFields);
export type ActivityEdit = z.infer<typeof ActivityEdit>;

/** What somebody in the field wants to be otherwise in the agenda. Sessions are named by the start their series gives. */
export const Change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cancel'), session: LocalMoment }),
  /** A session that was called off goes on after all, or one that was moved stays where it was. */
  z.object({ type: z.literal('restore'), session: LocalMoment }),
  z.object({
    type: z.literal('move'),
    session: LocalMoment,
    start: LocalMoment,
    durationMinutes: Duration,
    location: z.nullable(z.string())
  }),
  z.object({ type: z.literal('add'), session: LocalMoment }),
  z.object({ type: z.literal('edit'), fields: ActivityEdit }),
  z.object({ type: z.literal('begin'), fields: ActivityFields }),
  /** The whole series is called off. */
  z.object({ type: z.literal('end') }),
  /** 'Klopt dit nog?' Yes. */
  z.object({ type: z.literal('confirm') })
]);
export type Change = z.infer<typeof Change>;

/**
 * A change to the agenda from the field: a fact, applied to the map by the courier when its author may publish, or laid
 * before a curator. In the zone's database `opkomst-<zone>`.
 */
export const ActivityChange = z.object({
  ...documentFields,
  kind: z.literal('activity-change'),
  schema: z.literal(1),
  activity: z.string().check(z.regex(/^activity:[A-Za-z0-9._-]+$/)),
  change: Change,
  /** What the curator should know. */
  note: NOTE
});
export type ActivityChange = z.infer<typeof ActivityChange>;

/** What became of a change, told by the courier: `waits` for a curator, `published` on the map, or `refused`. */
export const ActivityChangeResult = z.object({
  ...documentFields,
  kind: z.literal('activity-change-result'),
  schema: z.literal(1),
  /** Id of the change. */
  change: z.string(),
  outcome: z.enum(['waits', 'published', 'refused']),
  /** Why it waits or was refused, for its author; empty when it was published. */
  reason: z.string()
});
export type ActivityChangeResult = z.infer<typeof ActivityChangeResult>;

/**
 * Who looks after an activity: the worker whose it is, or a volunteer who runs it. The latest of each person counts. The
 * courier brings it into the account, from where it opens the activity's list of names.
 */
export const ActivityPerson = z.object({
  ...documentFields,
  kind: z.literal('activity-person'),
  schema: z.literal(1),
  activity: z.string().check(z.regex(/^activity:[A-Za-z0-9._-]+$/)),
  /** User name. */
  user: z.string(),
  state: z.enum(['begins', 'ends'])
});
export type ActivityPerson = z.infer<typeof ActivityPerson>;

/** A change that waits for a curator, in `beheer`; brought by the courier, its name is that of the change. */
export const ChangeToJudge = z.object({
  ...documentFields,
  kind: z.literal('change-to-judge'),
  schema: z.literal(1),
  zone: z.string(),
  change: ActivityChange,
  /** What people read for the author. */
  authorName: z.string(),
  reason: z.string()
});
export type ChangeToJudge = z.infer<typeof ChangeToJudge>;

/** What a curator said of it. The first one counts. */
export const Judgement = z.object({
  ...documentFields,
  kind: z.literal('judgement'),
  schema: z.literal(1),
  /** Id of the `change-to-judge`. */
  of: z.string(),
  verdict: z.enum(['publish', 'refuse']),
  /** For the author; has to say something when it is refused. */
  note: NOTE
});
export type Judgement = z.infer<typeof Judgement>;

/** Every kind about the upkeep of the agenda that is written behind the lock. */
export const AGENDA_SCHEMAS = {
  'activity-change': ActivityChange,
  'activity-change-result': ActivityChangeResult,
  'activity-person': ActivityPerson,
  'change-to-judge': ChangeToJudge,
  judgement: Judgement
} as const;
