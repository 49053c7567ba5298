import { dutchDay } from '../../core/clock.ts';
import { addDays, addMinutes } from '../../core/dutch-date.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Reach } from '../../roles/databases.ts';
import { NEWER_FIELDS, type Activity } from '../activity.ts';
import type { ActivityChange, ActivityEdit, ActivityFields, Change } from './activity-change.ts';
import { occurrences, type Recurring } from '../recurrence/recurrence.ts';

/* What a change from the field does to an activity, and who may publish it. Pure: for the device and for the courier. */

/** Days until somebody is asked again whether an activity is right: half a year. */
export const CONFIRM_EVERY = 183;

const GONE = 'Deze activiteit staat niet meer op de kaart.';
const NO_SESSION = 'Deze bijeenkomst staat niet in de agenda.';

/**
 * The activity as a change makes it, or why that cannot be, in words for its author. Applying a change twice gives the
 * same. `activity` is null for one that is not on the map.
 */
export function applyChange(activity: Activity | null, document: ActivityChange): Result<Activity, string> {
  const { change } = document;
  if (change.type === 'begin') return ok(activity ?? begun(document, change.fields));
  if (!activity) return fail(GONE);
  switch (change.type) {
    case 'cancel':
      return onSession(activity, change.session, {
        exdates: together(activity.exdates, change.session)
      });
    case 'restore':
      return onSession(activity, change.session, {
        exdates: activity.exdates.filter((start) => start !== change.session),
        moves: activity.moves.filter(({ from }) => from !== change.session)
      });
    case 'move': {
      const { session: from, start, durationMinutes, location } = change;
      const others = activity.moves.filter((move) => move.from !== from);
      return onSession(activity, from, {
        exdates: activity.exdates.filter((start) => start !== from),
        moves: [...others, { from, start, durationMinutes, location }].sort(byFrom)
      });
    }
    case 'add':
      return ok(
        hasSession(activity, change.session)
          ? { ...activity, exdates: activity.exdates.filter((start) => start !== change.session) }
          : { ...activity, rdates: together(activity.rdates, change.session) }
      );
    case 'edit':
      return ok(confirmed(edited(activity, change.fields), document));
    case 'end':
      return ok({ ...activity, cancelled: true });
    case 'confirm':
      return ok(confirmed(activity, document));
  }
}

/** Whether the rule and the added sessions hold one that starts then, called off or not. */
export function hasSession(activity: Recurring & Pick<Activity, 'rdates'>, start: string): boolean {
  if (activity.rdates.includes(start)) return true;
  const plain = { ...activity, exdates: [], moves: [], cancelled: false };
  return occurrences(plain, start, addMinutes(start, 1), 10).some((session) => session.start === start);
}

/**
 * Why a change waits for a curator, in words for its author; null when its author may publish it. `zone` is that of the
 * database in which the change was written.
 */
export function waitsBecause(
  { change, activity: id }: ActivityChange,
  activity: Activity | null,
  zone: string,
  author: Pick<Reach, 'roles' | 'activities'> | null
): string | null {
  if (!author) return 'Dit account is er niet meer. De bibliotheek kijkt ernaar.';
  const zones = [
    ...(activity ? [activity.zone] : []),
    ...('fields' in change && change.fields.zone !== undefined ? [change.fields.zone] : [])
  ];
  if (zones.some((one) => one !== zone))
    return 'Deze activiteit is niet alleen voor deze wijk. De bibliotheek kijkt ernaar.';
  if (author.roles.some((role) => role === 'field-worker' || role === 'team-lead')) return null;
  if (!author.activities.includes(id))
    return 'Deze activiteit houd je niet zelf bij. De bibliotheek kijkt ernaar.';
  return OF_VOLUNTEERS.has(change.type)
    ? null
    : 'Wat over de hele activiteit gaat, bekijkt de bibliotheek eerst.';
}

/** What a volunteer may publish of an activity that they run: what happens at its next sessions. */
const OF_VOLUNTEERS: ReadonlySet<Change['type']> = new Set(['cancel', 'restore', 'move', 'add', 'confirm']);

function onSession(activity: Activity, session: string, fields: Partial<Activity>): Result<Activity, string> {
  return hasSession(activity, session) ? ok({ ...activity, ...fields }) : fail(NO_SESSION);
}

function begun(document: ActivityChange, fields: ActivityFields): Activity {
  const { author, device, created } = document;
  const bare: Activity = {
    ...NEWER_FIELDS,
    rdates: [],
    moves: [],
    ...fields,
    _id: document.activity,
    kind: 'activity',
    schema: 1,
    author,
    device,
    created,
    service: null,
    exdates: [],
    cancelled: false,
    verifiedOn: null
  };
  return confirmed(bare, document);
}

/** What was said of single sessions goes with them, where the series no longer has them. */
function edited(activity: Activity, fields: ActivityEdit): Activity {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  const whole: Activity = { ...activity, ...Object.fromEntries(said) };
  if (whole.start === activity.start && whole.rrule === activity.rrule) return whole;
  return {
    ...whole,
    exdates: activity.exdates.filter((start) => hasSession(whole, start)),
    moves: activity.moves.filter(({ from }) => hasSession(whole, from))
  };
}

/** Whoever says how it is, says that it is right; a later word stands. */
function confirmed(activity: Activity, { created }: ActivityChange): Activity {
  const day = dutchDay(Date.parse(created));
  if (activity.verifiedOn !== null && activity.verifiedOn > day) return activity;
  return { ...activity, verifiedOn: day, confirmBy: addDays(day, CONFIRM_EVERY) };
}

const together = (starts: readonly string[], start: string): string[] =>
  [...new Set([...starts, start])].sort();

const byFrom = (one: { from: string }, two: { from: string }): number => (one.from < two.from ? -1 : 1);
