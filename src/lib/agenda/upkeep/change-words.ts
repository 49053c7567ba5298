import { addMinutes, dateName, dayName, timeSpan, timeName } from '../../core/dutch-date.ts';
import { ok, type Result } from '../../core/result.ts';
import { languageNames } from '../../social-map/languages.ts';
import { zoneName } from '../../social-map/zone.ts';
import type { Activity } from '../activity.ts';
import type { ActivityChange, ActivityEdit, ActivityFields, Change } from './activity-change.ts';
import { applyChange, hasSession } from './apply-change.ts';
import { listed, ruleWords } from '../recurrence/rule-words.ts';

/* What a change to the agenda says, in Dutch: for who made it, and for the curator who judges it. Pure. */

/** What people call the fields of an activity. */
export const FIELD_NAMES: Readonly<Record<keyof ActivityFields, string>> = {
  form: 'Soort',
  name: 'Naam',
  description: 'Beschrijving',
  organization: 'Organisatie',
  location: 'Plek',
  zone: 'Wijk',
  start: 'Begin',
  durationMinutes: 'Duur',
  rrule: 'Herhaling',
  cost: 'Kosten',
  registration: 'Aanmelden',
  capacity: 'Plaatsen',
  themes: 'Thema’s',
  targetGroups: 'Voor wie',
  languages: 'Talen',
  wheelchair: 'Rolstoel'
};

/**
 * A change in one line: `Koffie op woensdag 2 december gaat niet door`. `name` is that of the activity as it is on the
 * map, null when it is not there.
 */
export function changeWords(change: Change, name: string | null): string {
  const who = name ?? 'Een activiteit';
  switch (change.type) {
    case 'cancel':
      return `${who} op ${day(change.session)} gaat niet door`;
    case 'restore':
      return `${who} op ${day(change.session)} gaat gewoon door`;
    case 'move':
      return `${who} op ${day(change.session)} ${movedTo(change)}`;
    case 'add':
      return `${who} is er ook op ${day(change.session)}, ${timeName(change.session)}`;
    case 'edit': {
      const fields = named(change.fields).map((field) => FIELD_NAMES[field].toLowerCase());
      return `${who} wordt anders: ${listed(fields)}`;
    }
    case 'begin':
      return `Nieuw: ${change.fields.name}, ${ruleWords(change.fields.rrule, change.fields.start)}`;
    case 'end':
      return `${who} stopt`;
    case 'confirm':
      return `${who} klopt nog`;
  }
}

/** One thing that a change makes otherwise: what is, and what would be. `was` is empty where there is nothing yet. */
export interface Difference {
  readonly what: string;
  readonly was: string;
  readonly becomes: string;
}

/**
 * What a change would make otherwise of an activity as it stands now, or why it cannot be done any more. Nothing when it is
 * so already. `nameOf` gives the name of a location, organisation or theme by its id or slug.
 */
export function differences(
  activity: Activity | null,
  document: ActivityChange,
  nameOf: (id: string) => string
): Result<Difference[], string> {
  const applied = applyChange(activity, document);
  if (!applied.ok) return applied;
  const { change } = document;
  const after = applied.value;
  if ('session' in change) {
    const what = capital(day(change.session));
    const words = (one: Activity | null) => (one ? sessionWords(one, change.session, nameOf) : '');
    return ok(changed([{ what, was: words(activity), becomes: words(after) }]));
  }
  if (change.type === 'end')
    return ok(changed([{ what: 'De hele activiteit', was: goesOn(activity), becomes: goesOn(after) }]));
  if (change.type === 'confirm')
    return ok(
      changed([{ what: 'Laatst gecontroleerd', was: checkedOn(activity), becomes: checkedOn(after) }])
    );
  return ok(
    changed(
      named(change.fields).map((field) => ({
        what: FIELD_NAMES[field],
        was: activity ? fieldWords(activity, field, nameOf) : '',
        becomes: fieldWords(after, field, nameOf)
      }))
    )
  );
}

/** What is to happen at one session, by the start that its series gives it. */
export function sessionWords(activity: Activity, start: string, nameOf: (id: string) => string): string {
  if (activity.exdates.includes(start)) return 'gaat niet door';
  const move = activity.moves.find(({ from }) => from === start);
  if (move) {
    const when = `${day(move.start)}, ${timeSpan(move.start, addMinutes(move.start, move.durationMinutes))}`;
    return move.location === null ? when : `${when}, ${nameOf(move.location)}`;
  }
  if (!hasSession(activity, start)) return 'staat niet in de agenda';
  return timeSpan(start, addMinutes(start, activity.durationMinutes));
}

function fieldWords(activity: Activity, field: keyof ActivityFields, nameOf: (id: string) => string): string {
  const { [field]: value } = activity;
  switch (field) {
    case 'form':
      return activity.form === 'activity' ? 'activiteit' : 'spreekuur';
    case 'zone':
      return activity.zone === null ? 'hele gemeente' : zoneName(activity.zone);
    case 'start':
      return `${dateName(activity.start.slice(0, 10))}, ${timeName(activity.start)}`;
    case 'durationMinutes':
      return `${activity.durationMinutes} minuten`;
    case 'rrule':
      return ruleWords(activity.rrule, activity.start);
    case 'registration':
      return activity.registration === 'required' ? 'nodig' : 'niet nodig';
    case 'capacity':
      return activity.capacity === null ? 'niet bekend' : String(activity.capacity);
    case 'wheelchair':
      return { true: 'ja', false: 'nee', null: 'niet bekend' }[String(activity.wheelchair)] ?? '';
    case 'organization':
    case 'location':
      return typeof value === 'string' ? nameOf(value) : 'niet bekend';
    case 'themes':
      return activity.themes.map(nameOf).join(', ') || 'geen';
    case 'languages':
      return languageNames(activity.languages) ?? 'niet bekend';
    case 'targetGroups':
      return activity.targetGroups.join(', ') || 'iedereen';
    case 'cost':
      return activity.cost ?? 'niet bekend';
    case 'name':
    case 'description':
      return String(value);
  }
}

function movedTo({ session, start, durationMinutes, location }: Extract<Change, { type: 'move' }>): string {
  const span = timeSpan(start, addMinutes(start, durationMinutes));
  const where = location === null ? '' : ', op een andere plek';
  return session.slice(0, 10) === start.slice(0, 10)
    ? `is van ${span}${where}`
    : `gaat naar ${day(start)}, ${span}${where}`;
}

const checkedOn = (activity: Activity | null): string =>
  activity?.verifiedOn ? dateName(activity.verifiedOn) : 'nog niet';

const goesOn = (activity: Activity | null): string => (activity?.cancelled ? 'gaat niet door' : 'gaat door');

/** The fields that a change names, in the order in which they are read. */
const named = (fields: ActivityEdit): (keyof ActivityFields)[] =>
  (Object.keys(FIELD_NAMES) as (keyof ActivityFields)[]).filter((field) => fields[field] !== undefined);

const changed = (lines: readonly Difference[]): Difference[] =>
  lines.filter(({ was, becomes }) => was !== becomes);

const day = (start: string): string => dayName(start.slice(0, 10));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
