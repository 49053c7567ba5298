import * as z from 'zod/mini';
import { dutchDay } from '../../core/clock.ts';
import { dayName } from '../../core/dutch-date.ts';
import { newDocument, problemsOf, type Author, type Problem } from '../../core/author.ts';
import { nameOf } from '../../core/document.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { FORMS, type Activity } from '../activity.ts';
import { ActivityChange, ActivityFields } from './activity-change.ts';
import { fallsOn, OFTEN, placesOf, readRepeat, ruleOf, weekdayOf, type Repeat } from './repeat.ts';
import { NO_TIMES, startAndLength, timesOf, TimesForm, timesProblems } from './times-form.ts';

/** The screens on which an activity is described, in their order, each with its fields in the order of the screen. */
export const PARTS = {
  what: ['form', 'name', 'description'],
  when: ['day', 'from', 'to'],
  often: ['often', 'weekdays', 'places', 'ends', 'lastDay', 'times'],
  where: ['zone', 'location', 'wheelchair', 'capacity'],
  who: ['registration', 'cost', 'targetGroups', 'themes', 'languages']
} as const;
export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as readonly Part[];

/** An activity that is being described or changed; numbers are text, and anything may still be missing. */
export const ActivityForm = z.object({
  /** The part of the future change's id after its kind. */
  change: z.string(),
  /** Id of the activity. */
  activity: z.string(),
  /** As it was when its changing began; null for a new one. */
  base: z.nullable(ActivityFields),
  form: z.nullable(z.enum(FORMS)),
  name: z.string(),
  description: z.string(),
  ...TimesForm.shape,
  often: z.nullable(z.enum(OFTEN)),
  weekdays: z.array(z.int()),
  places: z.array(z.int()),
  own: z.nullable(z.string()),
  ends: z.enum(['never', 'day', 'times']),
  lastDay: z.nullable(z.string()),
  times: z.string(),
  zone: z.nullable(z.string()),
  location: z.nullable(z.string()),
  wheelchair: z.enum(['yes', 'no', 'unknown']),
  capacity: z.string(),
  registration: z.nullable(z.enum(['none', 'required'])),
  cost: z.string(),
  targetGroups: z.array(z.string()),
  themes: z.array(z.string()),
  languages: z.array(z.string()),
  note: z.string()
});
export type ActivityForm = z.infer<typeof ActivityForm>;

/** `zone` is that of its maker, where there is one. */
export const emptyActivity = ({ nextId }: Pick<Author, 'nextId'>, zone: string | null): ActivityForm => ({
  change: nextId(),
  activity: `activity:${nextId()}`,
  base: null,
  form: null,
  name: '',
  description: '',
  ...NO_TIMES,
  often: null,
  weekdays: [],
  places: [],
  own: null,
  ends: 'never',
  lastDay: null,
  times: '',
  zone,
  location: null,
  wheelchair: 'unknown',
  capacity: '',
  registration: null,
  cost: '',
  targetGroups: [],
  themes: [],
  languages: [],
  note: ''
});

export function activityToEdit(activity: Activity, { nextId }: Pick<Author, 'nextId'>): ActivityForm {
  const base = Object.fromEntries(
    Object.keys(ActivityFields.shape).map((field) => [field, activity[field as keyof ActivityFields]])
  ) as ActivityFields;
  const { often, weekdays, places, own, lastDay, times } = readRepeat(base.rrule, base.start);
  const { form, name, description, zone, location, registration, targetGroups, themes, languages } = base;
  return {
    change: nextId(),
    activity: activity._id,
    base,
    form,
    name,
    description,
    ...timesOf(base.start, base.durationMinutes),
    often,
    weekdays: [...weekdays],
    places: [...places],
    own,
    ends: lastDay !== null ? 'day' : times !== null ? 'times' : 'never',
    lastDay,
    times: times === null ? '' : String(times),
    zone,
    location,
    wheelchair: base.wheelchair === null ? 'unknown' : base.wheelchair ? 'yes' : 'no',
    capacity: base.capacity === null ? '' : String(base.capacity),
    registration,
    cost: base.cost ?? '',
    targetGroups,
    themes,
    languages,
    note: ''
  };
}

/** How often it comes, as filled in; days that were not chosen are those of the first session, where that leaves no doubt. */
export function repeatOf(form: ActivityForm): Repeat {
  const places = form.day === null ? [] : placesOf(form.day);
  return {
    often: form.often ?? 'once',
    weekdays: daily(form) ? chosenWeekdays(form) : [],
    places:
      form.often !== 'monthly' ? [] : form.places.length > 0 || places.length > 1 ? form.places : places,
    own: form.often === 'own' ? form.own : null,
    lastDay: form.often !== 'once' && form.ends === 'day' ? form.lastDay : null,
    times: form.often !== 'once' && form.ends === 'times' ? wholeNumber(form.times) : null
  };
}

const daily = ({ often }: ActivityForm): boolean => often === 'weekly' || often === 'fortnightly';

function chosenWeekdays({ weekdays, day }: ActivityForm): number[] {
  return [...(weekdays.length > 0 || day === null ? weekdays : [weekdayOf(day)])].sort();
}

const MOST_TIMES = 1000;
const MOST_PLACES = 100_000;

const wholeNumber = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);

/**
 * The change that a form asks for, or what is still to be mended on these screens: a new activity, or what is otherwise
 * than when the changing began.
 */
export function activityDocuments(
  form: ActivityForm,
  author: Author,
  parts: readonly Part[]
): Result<ActivityChange[], Problem[]> {
  const order = [...parts.flatMap((part): readonly string[] => PARTS[part]), 'note'];
  const fields = fieldsOf(form);
  const { base } = form;
  const said = form.base
    ? Object.fromEntries(
        Object.entries(fields).filter(
          ([name, value]) => order.includes(CONTROLS[name] ?? name) && differs(base, name, value)
        )
      )
    : fields;
  const document = ActivityChange.safeParse({
    ...newDocument(author, 'activity-change', form.change),
    activity: form.activity,
    change: { type: base ? 'edit' : 'begin', fields: said },
    note: form.note.trim()
  });
  const own = ownProblems(form, dutchDay(author.clock()));
  const refused = document.success ? [] : problemsOf(document.error.issues).map(onScreen);
  const problems = [...own, ...refused.filter(({ path }) => !own.some((known) => known.path === path))]
    .filter(({ path }) => order.includes(path))
    .sort((one, two) => order.indexOf(one.path) - order.indexOf(two.path));
  if (problems.length > 0) return fail(problems);
  if (base && Object.keys(said).length === 0)
    return fail([
      { path: order[0] ?? '', message: 'Je hebt nog niets veranderd. Klopt het zo? Ga dan terug.' }
    ]);
  return ok(document.success ? [document.data] : []);
}

const differs = (base: ActivityFields | null, name: string, value: unknown): boolean =>
  JSON.stringify(base?.[name as keyof ActivityFields]) !== JSON.stringify(value);

/** A field of the change, by the control in which it is filled in. */
const CONTROLS: Readonly<Record<string, string>> = { start: 'day', durationMinutes: 'to', rrule: 'often' };

function onScreen({ path, message }: Problem): Problem {
  const [field = ''] = path.replace('change.fields.', '').split('.');
  return { path: CONTROLS[field] ?? field, message };
}

/** What the form says, with null for what is not filled in yet. */
function fieldsOf(form: ActivityForm): Record<keyof ActivityFields, unknown> {
  const times = startAndLength(form);
  const { base } = form;
  return {
    form: form.form,
    name: form.name.trim(),
    description: form.description.trim(),
    organization: base?.organization ?? null,
    location: form.location,
    zone: form.zone,
    start: times?.start ?? null,
    durationMinutes: times?.durationMinutes ?? null,
    rrule: times ? rruleOf(form, times.start) : null,
    cost: form.cost.trim() || null,
    registration: form.registration,
    capacity: form.capacity.trim() === '' ? null : wholeNumber(form.capacity),
    themes: form.themes,
    targetGroups: form.targetGroups,
    languages: form.languages,
    wheelchair: { yes: true, no: false, unknown: null }[form.wheelchair]
  };
}

/** A rule that says the same in other words is no other rule. */
function rruleOf(form: ActivityForm, start: string): string | null {
  const { base } = form;
  const repeat = repeatOf(form);
  if (repeat.often === 'monthly' && repeat.places.length === 0) return null;
  const kept = base && JSON.stringify(readRepeat(base.rrule, base.start)) === JSON.stringify(repeat);
  return kept && weekdayOf(base.start) === weekdayOf(start) ? base.rrule : ruleOf(repeat, start);
}

/** What only the form can tell. */
function ownProblems(form: ActivityForm, today: string): Problem[] {
  const problems: Problem[] = [...timesProblems(form)];
  const lack = (path: string, message: string) => problems.push({ path, message });
  if (form.form === null) lack('form', 'Kies wat het is.');
  if (form.description.trim() === '') lack('description', 'Schrijf in een paar zinnen wat het is.');
  if (form.registration === null) lack('registration', 'Kies of mensen zich moeten aanmelden.');
  if (form.capacity.trim() !== '' && !within(form.capacity, MOST_PLACES))
    lack('capacity', 'Vul met een cijfer in hoeveel mensen er terecht kunnen, of laat het leeg.');
  problems.push(...repeatProblems(form, today));
  return problems;
}

function repeatProblems(form: ActivityForm, today: string): Problem[] {
  const { often, day } = form;
  const problem = (path: string, message: string): Problem[] => [{ path, message }];
  if (often === null) return problem('often', 'Kies hoe vaak het is.');
  if (often === 'once')
    return day !== null && day < today && !form.base
      ? problem('day', 'Deze dag is al geweest. Kies vandaag of een dag erna.')
      : [];
  const repeat = repeatOf(form);
  if (often === 'monthly' && repeat.places.length === 0)
    return problem('places', 'Kies welke van de maand het is. Deze dag is de vierde en ook de laatste.');
  if (day !== null && !fallsOn(repeat, day))
    return problem(
      daily(form) ? 'weekdays' : 'places',
      `De eerste keer is op ${dayName(day)}. Kies die dag hier erbij, of begin op een andere dag.`
    );
  if (form.ends === 'day' && (form.lastDay === null || (day !== null && form.lastDay < day)))
    return problem('lastDay', 'Kies tot en met welke dag het is, na de eerste keer.');
  if (form.ends === 'times' && !within(form.times, MOST_TIMES))
    return problem('times', 'Vul met een cijfer in hoe vaak het in totaal is, bijvoorbeeld 8.');
  return [];
}

const within = (text: string, most: number): boolean => {
  const number = wholeNumber(text);
  return number !== null && number >= 1 && number <= most;
};

/** Under which the draft of a change to one part of an activity is kept. */
export const editDraft = (activity: string, part: Part): string => `activity:${nameOf(activity)}:${part}`;
/** Under which the draft of a new activity is kept. */
export const NEW_ACTIVITY_DRAFT = 'activity:new';
