import { nameOf } from '../../core/document-id.ts';
import { dutchWallTime } from '../../core/dutch-date.ts';
import type { Clock } from '../../core/clock.ts';
import type { Answer, Hit, MapQuestion, NeedLine, ThemeLine } from '../../social-map/map-reader.ts';
import { NeedFinder } from '../../social-map/search/needs.ts';
import { narrow } from '../../social-map/search/narrow.ts';
import type { Placed } from '../../social-map/search/order.ts';
import { Search } from '../../social-map/search/search.ts';
import { recogniseTime, type TimeWindow } from '../../social-map/search/time-words.ts';
import type { Understanding } from '../../social-map/search/understand.ts';
import { serviceHit, type HitContext, type ServiceLine } from '../../social-map/views.ts';
import type { Calendar } from '../recurrence/calendar.ts';
import { filterChoices } from './filter-choices.ts';
import { Happening, type ActivityRow } from './happening.ts';
import type { SearchData } from './map-search.ts';
import { activityHit, type ActivityLine } from '../views.ts';

/** How many themes are named where nothing was found. */
const NEAREST = 4;

/** Answers questions to the map out of what search is made of. Reads nothing else, so that no letter waits for a store. */
export class Finder {
  readonly #data: SearchData;
  readonly #needs: NeedFinder;
  readonly #search: Search;
  readonly #clock: Clock;
  readonly #themes: ReadonlyMap<string, ThemeLine>;
  readonly #lines = new Map<number, ServiceLine | ActivityLine>();
  readonly #calendar: Calendar;
  readonly #happening: Happening;

  /**
   * @param calendar what is known of when activities take place
   * @param before whose reading of the needs is taken over where those are the same
   */
  constructor(data: SearchData, clock: Clock, calendar: Calendar, before: Finder | null = null) {
    this.#data = data;
    this.#needs =
      before && before.#data.said === data.said ? before.#needs : new NeedFinder(data.said, data.needs);
    this.#search = new Search(data.entries, data.lists, this.#needs);
    this.#themes = new Map(data.themes.map((theme) => [theme.id, theme]));
    this.#clock = clock;
    this.#calendar = calendar;
    this.#happening = new Happening(calendar, () => this.#activities());
  }

  find({ text, zone, limit, filters, without }: MapQuestion): Answer {
    const now = dutchWallTime(this.#clock());
    const understood = this.#search.understand(text, without, (words) =>
      recogniseTime(words, this.#data.lists.times, now)
    );
    const happening = (windows: readonly TimeWindow[]) => this.#happening.rows(now.slice(0, 10), windows);
    const found = this.#search.find(understood, { zone, now, happening });
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

  /** The needs that belong to a theme. */
  needs(): NeedLine[] {
    return this.#data.needs.flatMap(({ _id, name, names, themes: [theme] }) =>
      theme === undefined ? [] : { id: nameOf(_id), theme, name, names }
    );
  }

  #hit({ row, fits }: Placed, context: HitContext): Hit | null {
    const line = this.#line(row);
    if (!line) return null;
    const id = this.#id(row);
    if (line.kind === 'service') return { ...serviceHit(id, line, context), fits };
    const next = this.#calendar.next(id, line, context.now);
    return next ? { ...activityHit(id, line, next, context), fits } : null;
  }

  #activities(): ActivityRow[] {
    return this.#data.entries.ids.flatMap((id, row) => {
      const activity = this.#search.marks.activity[row] === 1 ? this.#line(row) : null;
      return activity?.kind === 'activity' ? [{ row, id, activity }] : [];
    });
  }

  #id(row: number): string {
    return this.#data.entries.ids[row] ?? '';
  }

  #line(row: number): ServiceLine | ActivityLine | null {
    const known = this.#lines.get(row);
    if (known) return known;
    const text = this.#data.lines.at(row);
    if (text === undefined) return null;
    const line: ServiceLine | ActivityLine = JSON.parse(text);
    this.#lines.set(row, line);
    return line;
  }

  /** Themes that come nearest to what was asked, where no offer does. */
  #nearest(understood: Understanding): ThemeLine[] {
    const slugs = new Set(understood.needs.slice(0, NEAREST).flatMap((one) => one.need.themes));
    return [...slugs].flatMap((slug) => this.#themes.get(slug) ?? []).slice(0, NEAREST);
  }
}
