import * as z from 'zod/mini';
import { documentFields } from '../core/document.ts';

const optionalText = z.nullable(z.string());
const localMoment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/));

/**
 * An activity repeats; one time it takes place is a session. Times are wall time in Europe/Amsterdam without offset,
 * `rrule` is RFC 5545's recurrence rule without its name, `exdates` are starts of sessions that are called off.
 */
export const Activity = z.object({
  ...documentFields,
  kind: z.literal('activity'),
  schema: z.literal(1),
  name: z.string(),
  description: z.string(),
  service: optionalText,
  organization: optionalText,
  location: optionalText,
  zone: optionalText,
  start: localMoment,
  durationMinutes: z.int().check(z.positive()),
  rrule: optionalText,
  exdates: z.array(localMoment),
  cost: optionalText,
  registration: z.enum(['none', 'required']),
  capacity: z.nullable(z.int()),
  themes: z.array(z.string()),
  targetGroups: z.array(z.string()),
  languages: z.array(z.string()),
  /** The whole series is called off; single sessions are in `exdates`. */
  cancelled: z.boolean(),
  verifiedOn: z.nullable(z.iso.date())
});
export type Activity = z.infer<typeof Activity>;
