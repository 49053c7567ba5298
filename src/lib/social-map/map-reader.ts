import type { AnyDocument } from '../core/document.ts';
import type { Location, Service } from './entry.ts';
import type { Rung } from './ladder.ts';

/** What results can be narrowed by. */
export const FILTERS = [
  'zone',
  'theme',
  'domain',
  'rung',
  'access',
  'cost',
  'day',
  'language',
  'group'
] as const;
export type FilterName = (typeof FILTERS)[number];

/** The values chosen in each filter; an entry must have one of them in every filter that is named. */
export type Filters = Readonly<Partial<Record<FilterName, readonly string[]>>>;

/** What somebody looks for: words and, if known, the zone where they live. */
export interface MapQuestion {
  readonly text: string;
  readonly zone: string | null;
  readonly limit: number;
  readonly filters: Filters;
  /** Marks of what was recognised before and is not meant. */
  readonly without: readonly string[];
}

/** Something that was understood in a question, shown as a chip that can be taken away. */
export interface Recognised {
  /** What to put in `without` to take it away: `need:schulden`, `zone:voorstad`, `time`, `language:pl`. */
  readonly mark: string;
  readonly kind: 'need' | 'zone' | 'time' | 'language' | 'group' | 'cost';
  readonly label: string;
}

/** One line of an answer. */
export interface Hit {
  readonly id: string;
  readonly kind: 'service' | 'activity';
  readonly name: string;
  /** What it is, in one line. */
  readonly line: string;
  /** Why it stands here, in one line: need or theme · zone · access · checked. */
  readonly why: string;
  readonly rung: Rung;
  readonly phone: string | null;
  /** Whether it fits the question well, or is only near to it; what fits stands first. */
  readonly fits: boolean;
}

/** One filter with its values, how many results each leaves, and whether it is chosen. */
export interface FilterChoices {
  readonly name: FilterName;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly count: number;
    readonly chosen: boolean;
  }[];
}

/** What was found, and how the question was understood. */
export interface Answer {
  /** What fits first, each part in the order of the ladder. Empty: no good answer. */
  readonly hits: readonly Hit[];
  /** How many there are without the limit. */
  readonly total: number;
  readonly recognised: readonly Recognised[];
  readonly filters: readonly FilterChoices[];
  /** Where no good answer was found: themes that come nearest. */
  readonly nearest: readonly ThemeLine[];
}

/** An ordinary activity, or the hours at which a partner can be consulted. */
export type SessionForm = 'activity' | 'consultation';

/** One time an activity takes place. `from`, `start` and `end` are wall times in Europe/Amsterdam. */
export interface Session {
  /** Document id of the activity. */
  readonly activity: string;
  /** The start that its series gives it: with `activity` it names the session, also after it was moved. */
  readonly from: string;
  readonly start: string;
  readonly end: string;
  /** It is at another time, or elsewhere, than its series says. */
  readonly moved: boolean;
  readonly cancelled: boolean;
  readonly name: string;
  readonly form: SessionForm;
  readonly zone: string | null;
  /** Where this session is, in words. */
  readonly place: string | null;
  /** Document id of where this session is. */
  readonly location: string | null;
  readonly cost: string | null;
  readonly registration: boolean;
  /** Null when it is not known. */
  readonly wheelchair: boolean | null;
  /** Slugs. */
  readonly themes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly languages: readonly string[];
  /** Said where nobody confirmed in time that it is right: `niet bevestigd sinds 3 september 2026`. */
  readonly stale: string | null;
}

/** What part of the agenda is asked for. Null, and false, narrow nothing. */
export interface AgendaQuestion {
  /** Activities of this zone and those for everybody. */
  readonly zone: string | null;
  /** First day, `YYYY-MM-DD`; null for today. What is over is never told. */
  readonly from: string | null;
  /** How many days from the first on. */
  readonly days: number;
  /** Slug. */
  readonly theme: string | null;
  readonly group: string | null;
  readonly language: string | null;
  readonly cost: 'free' | null;
  /** Only where somebody in a wheelchair is known to be able to take part. */
  readonly wheelchair: boolean;
  /** Document id of where the session is, also when only this one was moved there. */
  readonly location: string | null;
  readonly form: SessionForm | null;
}

/** The agenda of the coming two weeks, narrowed by nothing. */
export const WHOLE_AGENDA: AgendaQuestion = {
  zone: null,
  from: null,
  days: 14,
  theme: null,
  group: null,
  language: null,
  cost: null,
  wheelchair: false,
  location: null,
  form: null
};

/** Sessions that end after `from` and start before `until`: wall times in Europe/Amsterdam. */
export interface PeriodQuestion {
  readonly zones: readonly string[];
  readonly ids: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** What a part of the agenda holds, in short. */
export interface AgendaOverview {
  /** How many sessions go on, on each day that has any. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** What it can be narrowed by, told as if it were not narrowed by these yet. Slugs, by the alphabet of their names. */
  readonly themes: readonly { readonly id: string; readonly name: string }[];
  readonly groups: readonly string[];
  readonly languages: readonly string[];
}

/** A theme as a way in; `id` is its slug, `parent` the field of life it belongs to. */
export interface ThemeLine {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

/** Something people need, narrower than the theme that it first belongs to; `id` is its slug. */
export interface NeedLine {
  readonly id: string;
  /** Slug of that theme. */
  readonly theme: string;
  readonly name: string;
  /** The same in other languages, by language. */
  readonly names: Readonly<Record<string, string>>;
}

/** A service with what stands around it in the map. */
export interface EntryView {
  readonly service: Service;
  readonly organization: { readonly name: string; readonly description: string } | null;
  readonly places: readonly Location[];
  readonly themes: readonly ThemeLine[];
}

/** An entry in short, as it is shared and printed: enough to call or to go there. All of it is words. */
export interface EntrySummary {
  readonly id: string;
  readonly name: string;
  readonly rung: Rung;
  /** What it is, in one line. */
  readonly line: string;
  /** How one gets in. */
  readonly way: string;
  /** When it is open, or when it is next. */
  readonly when: string | null;
  readonly place: string | null;
  readonly cost: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly url: string | null;
}

/** An activity with what stands around it; its sessions are asked for apart. */
export interface ActivityView {
  readonly name: string;
  /** That of its service. */
  readonly rung: Rung;
  readonly description: string;
  readonly zone: string | null;
  readonly cost: string | null;
  readonly registration: boolean;
  readonly targetGroups: readonly string[];
  readonly languages: readonly string[];
  readonly cancelled: boolean;
  readonly form: SessionForm;
  readonly wheelchair: boolean | null;
  /** The day of its first session. */
  readonly since: string;
  /** How many can take part; null when that is not known. */
  readonly capacity: number | null;
  readonly verifiedOn: string | null;
  /** The day by which it must be confirmed; null when nobody has to. */
  readonly confirmBy: string | null;
  readonly place: Location | null;
  readonly organization: string | null;
  readonly phone: string | null;
  readonly service: { readonly id: string; readonly name: string } | null;
}

/** Activities whole, as they are published. */
export interface PublishedActivities {
  readonly documents: readonly AnyDocument[];
  /** When this map was last compared with the server's, in milliseconds since 1970 by its clock; null for its own map. */
  readonly checked: number | null;
}

/** A location to choose; `zone` is a slug. */
export interface PlaceChoice {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
}

export interface ThemeView {
  readonly theme: ThemeLine & { readonly description: string };
  readonly hits: readonly Hit[];
}

/**
 * The published map as a page reads it: from this device, or from the server's memory. Ids are whole document ids.
 * Every question is one plain object and every answer plain data, so that both travel to a worker or over HTTP.
 */
export interface MapReader {
  /** Fitting offer, lowest rung of the ladder first; with a zone only what can be used there. */
  find(question: MapQuestion): Promise<Answer>;
  themes(question: Record<never, never>): Promise<readonly ThemeLine[]>;
  /** The needs that belong to a theme, each with the theme that it belongs to before any other. */
  needs(question: Record<never, never>): Promise<readonly NeedLine[]>;
  theme(question: { readonly id: string; readonly zone: string | null }): Promise<ThemeView | null>;
  entry(question: { readonly id: string }): Promise<EntryView | null>;
  activity(question: { readonly id: string }): Promise<ActivityView | null>;
  /** Services and activities in short, in the order of the ids; those that are not on the map are left out. */
  summaries(question: { readonly ids: readonly string[] }): Promise<readonly EntrySummary[]>;
  /**
   * Documents as they are published, in the order of the ids, for who works on the map itself; those that are not on it
   * are left out.
   */
  published(question: { readonly ids: readonly string[] }): Promise<readonly AnyDocument[]>;
  /** Wall time in Europe/Amsterdam by which the answers are given: where a device's clock is wrong, that of the server. */
  now(question: Record<never, never>): Promise<string>;
  /** Sessions that end after now, in order of time; of those at one time, the ones nobody confirmed stand last. */
  agenda(question: AgendaQuestion): Promise<readonly Session[]>;
  /** The same part of the agenda in short. */
  agendaOverview(question: AgendaQuestion): Promise<AgendaOverview>;
  /** The next sessions of one activity, at most `limit`. */
  sessions(question: { readonly activity: string; readonly limit: number }): Promise<readonly Session[]>;
  /** The activities of these zones and those of these ids, for whoever keeps them. */
  activities(question: {
    readonly zones: readonly string[];
    readonly ids: readonly string[];
  }): Promise<PublishedActivities>;
  /** Every location that has something to be called by, by that. */
  places(question: Record<never, never>): Promise<readonly PlaceChoice[]>;
  /**
   * An activity as an iCalendar file: one session, by the start its series gives it, or all of them. `origin` is the
   * site on which its page is. Null when it is not on the map, or repeats in a way that no calendar should follow.
   */
  calendarFile(question: {
    readonly activity: string;
    readonly session: string | null;
    readonly origin: string;
  }): Promise<string | null>;
  /** Sessions in a stretch of time, past ones too, of the activities of these zones and those of these ids, in order. */
  period(question: PeriodQuestion): Promise<readonly Session[]>;
}

export type MapMethod = keyof MapReader;
export const MAP_METHODS = [
  'find',
  'themes',
  'needs',
  'theme',
  'entry',
  'activity',
  'summaries',
  'published',
  'now',
  'agenda',
  'agendaOverview',
  'sessions',
  'activities',
  'places',
  'calendarFile',
  'period'
] as const satisfies readonly MapMethod[];
