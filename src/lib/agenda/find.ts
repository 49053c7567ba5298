import { addDays, dutchWallTime } from '../core/dutch-date.ts';
import type { Clock } from '../core/clock.ts';
import type { Answer, Hit, MapQuestion, ThemeLine } from '../social-map/map-reader.ts';
import { NeedFinder } from '../social-map/search/needs.ts';
import { narrow } from '../social-map/search/narrow.ts';
import type { Placed } from '../social-map/search/order.ts';
import { Search } from '../social-map/search/search.ts';
import { recogniseTime, type TimeWindow } from '../social-map/search/time-words.ts';
import type { Understanding } from '../social-map/search/understand.ts';
import { serviceHit, type HitContext, type ServiceLine } from '../social-map/views.ts';
import { Calendar } from './calendar.ts';
import { filterChoices } from './filter-choices.ts';
import type { SearchData } from './map-search.ts';
import { nextOccurrence, type Occurrence } from './recurrence.ts';
import { activityHit, type ActivityLine } from './views.ts';

/** How far ahead the next session of an activity is looked for, in days. */
const HORIZON = 400;
/** How many themes are named where nothing was found. */
const NEAREST = 4;

/** Answers questions to the map out of what search is made of. Reads nothing else, so that no letter waits for a store. */
export class Finder {
  readonly #data: SearchData;
  readonly #needs: NeedFinder;
  readonly #search: Search;
  readonly #clock: Clock;
  readonly #themes: ReadonlyMap<string, ThemeLine>;
  readonly #lines = new Map<string, ServiceLine | ActivityLine>();
  readonly #next = new Map<string, Occurrence | null>();
  #calendar: { day: string; calendar: Calendar } | null = null;

  /** @param before whose reading of the needs is taken over where those are the same */
  constructor(data: SearchData, clock: Clock, before: Finder | null = null) {
    this.#data = data;
    this.#needs =
      before && before.#data.said === data.said ? before.#needs : new NeedFinder(data.said, data.needs);
    this.#search = new Search(data.entries, data.lists, this.#needs);
    this.#themes = new Map(data.themes.map((theme) => [theme.id, theme]));
    this.#clock = clock;
  }

  find({ text, zone, limit, filters, without }: MapQuestion): Answer {
    const now = dutchWallTime(this.#clock());
    const understood = this.#search.understand(text, without, (words) =>
      recogniseTime(words, this.#data.lists.times, now)
    );
    const happens = (id: string, windows: readonly TimeWindow[]) =>
      this.#calendarOf(now.slice(0, 10)).happens(id, windows);
    const found = this.#search.find(understood, { zone, now, happens });
    const { placed, choices } = narrow(found.placed, filters, this.#search.marks);
    const themeName = (slug: string) => this.#themes.get(slug)?.name ?? slug;
    const context = { zone, now, themeName };
    return {
      hits: placed
        .slice(0, limit)
        .flatMap((one) => this.#hit(one, { ...context, need: found.needOf(one.row) }) ?? []),
      total: placed.length,
      recognised: understood.recognised,
      filters: filterChoices(choices, themeName),
      nearest: placed.length > 0 ? [] : this.#nearest(understood)
    };
  }

  #hit({ row, fits }: Placed, context: HitContext): Hit | null {
    const id = this.#data.entries.ids[row] ?? '';
    const line = this.#line(id);
    if (line?.kind === 'service') return { ...serviceHit(id, line, context), fits };
    const next = line && this.#nextOf(id, line, context.now);
    return next ? { ...activityHit(id, line, next, context), fits } : null;
  }

  #line(id: string): ServiceLine | ActivityLine | null {
    const known = this.#lines.get(id);
    if (known) return known;
    const row = this.#search.marks.row(id);
    const text = row === undefined ? undefined : this.#data.lines.at(row);
    if (text === undefined) return null;
    const line: ServiceLine | ActivityLine = JSON.parse(text);
    this.#lines.set(id, line);
    return line;
  }

  /** Reckoning a recurrence costs as much as the rest of an answer, and the same activities come back at each letter. */
  #nextOf(id: string, activity: ActivityLine, now: string): Occurrence | null {
    const known = this.#next.get(id);
    if (known !== undefined && (known === null || known.end > now)) return known;
    const next = nextOccurrence(activity, now, `${addDays(now.slice(0, 10), HORIZON)}T00:00:00`);
    this.#next.set(id, next);
    return next;
  }

  /** Themes that come nearest to what was asked, where no offer does. */
  #nearest(understood: Understanding): ThemeLine[] {
    const slugs = new Set(understood.needs.slice(0, NEAREST).flatMap((one) => one.need.themes));
    return [...slugs].flatMap((slug) => this.#themes.get(slug) ?? []).slice(0, NEAREST);
  }

  #calendarOf(day: string): Calendar {
    if (this.#calendar?.day !== day) {
      const activity = (id: string) => {
        const line = this.#line(id);
        return line?.kind === 'activity' ? line : null;
      };
      this.#calendar = { day, calendar: new Calendar(activity, day) };
    }
    return this.#calendar.calendar;
  }
}
