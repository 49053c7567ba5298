import { addDays, dutchWallTime } from '../core/dutch-date.ts';
import type { Clock } from '../core/clock.ts';
import type { Answer, Hit, MapQuestion, ThemeLine } from '../social-map/map-reader.ts';
import { NeedFinder } from '../social-map/search/needs.ts';
import { narrow } from '../social-map/search/narrow.ts';
import type { Placed } from '../social-map/search/order.ts';
import { Search } from '../social-map/search/search.ts';
import { recogniseTime, type TimeWindow } from '../social-map/search/time-words.ts';
import type { Understanding } from '../social-map/search/understand.ts';
import { serviceHit, themeLine, type HitContext } from '../social-map/views.ts';
import { Calendar } from './calendar.ts';
import { filterChoices } from './filter-choices.ts';
import { sortDocuments, type MapDocuments } from './map-documents.ts';
import type { DocumentLookup, SearchData } from './map-search.ts';
import { nextOccurrence } from './recurrence.ts';
import { activityHit } from './views.ts';

/** How far ahead the next session of an activity is looked for, in days. */
const HORIZON = 400;
/** How many themes are named where nothing was found. */
const NEAREST = 4;

/** Answers questions to the map out of what search is made of, and the documents that it points at. */
export class Finder {
  readonly #data: SearchData;
  readonly #search: Search;
  readonly #documents: DocumentLookup;
  readonly #clock: Clock;
  #themes: Promise<MapDocuments> | null = null;
  #calendar: { day: string; calendar: Calendar } | null = null;

  constructor(data: SearchData, documents: DocumentLookup, clock: Clock) {
    this.#data = data;
    this.#search = new Search(data.entries, data.lists, new NeedFinder(data.sayings, data.needs));
    this.#documents = documents;
    this.#clock = clock;
  }

  async find({ text, zone, limit, filters, without }: MapQuestion): Promise<Answer> {
    const now = dutchWallTime(this.#clock());
    const understood = this.#search.understand(text, without, (words) =>
      recogniseTime(words, this.#data.lists.times, now)
    );
    // Only a question about a time needs to know when everything takes place.
    const calendar = understood.time ? await this.#calendarOf(now.slice(0, 10)) : null;
    const asked = {
      zone,
      now,
      happens: (id: string, windows: readonly TimeWindow[]) => calendar?.happens(id, windows) ?? false
    };
    const found = this.#search.find(understood, asked);
    const { placed, choices } = narrow(found.placed, filters, this.#search.marks);
    const { themes } = await (this.#themes ??= this.#documents.kind('theme').then(sortDocuments));
    const themeName = (slug: string) => themes.get(`theme:${slug}`)?.name ?? slug;
    const near = understood.zone ?? zone;
    const shown = placed.slice(0, limit);
    return {
      hits: await this.#hits(shown, (row) => ({ need: found.needOf(row), zone: near, now, themeName })),
      total: placed.length,
      recognised: understood.recognised,
      filters: filterChoices(choices, themeName),
      nearest: placed.length > 0 ? [] : this.#nearest(understood, themes)
    };
  }

  async #hits(placed: readonly Placed[], about: (row: number) => HitContext): Promise<Hit[]> {
    const ids = this.#data.entries.ids;
    const documents = await this.#documents.some(placed.map(({ row }) => ids[row] ?? ''));
    const { services, activities } = sortDocuments(documents);
    const behind = [...activities.values()].flatMap(({ service }) => service ?? []);
    const parents = sortDocuments(await this.#documents.some(behind)).services;
    return placed.flatMap(({ row, fits }): Hit[] => {
      const id = ids[row] ?? '';
      const context = about(row);
      const service = services.get(id);
      if (service) return [{ ...serviceHit(service, context), fits }];
      const activity = activities.get(id);
      const next =
        activity &&
        nextOccurrence(activity, context.now, `${addDays(context.now.slice(0, 10), HORIZON)}T00:00:00`);
      return next
        ? [{ ...activityHit(activity, parents.get(activity.service ?? ''), next, context), fits }]
        : [];
    });
  }

  /** Themes that come nearest to what was asked, where no offer does. */
  #nearest(understood: Understanding, themes: MapDocuments['themes']): ThemeLine[] {
    const slugs = new Set(understood.needs.slice(0, NEAREST).flatMap((one) => one.need.themes));
    return [...slugs]
      .flatMap((slug) => themes.get(`theme:${slug}`) ?? [])
      .slice(0, NEAREST)
      .map(themeLine);
  }

  async #calendarOf(day: string): Promise<Calendar> {
    if (this.#calendar?.day !== day) {
      const { activities } = sortDocuments(await this.#documents.kind('activity'));
      this.#calendar = { day, calendar: new Calendar(activities, day) };
    }
    return this.#calendar.calendar;
  }
}
