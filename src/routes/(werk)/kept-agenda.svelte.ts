import { propose, type Proposed, type UpkeepBook } from '#lib/agenda/upkeep/upkeep.ts';
import type { Activity } from '#lib/agenda/activity.ts';
import type { Records } from '#lib/db/records.ts';
import { mapFor, onMapNews, refreshMapHere } from '#lib/social-map/map-access.ts';
import type { PublishedActivities } from '#lib/social-map/map-reader.ts';
import type { LiveBook } from '#lib/visits/live-book.svelte.ts';

/** Whose agenda it is. */
export interface Keeps {
  /** Zones by their slugs. */
  readonly zones: readonly string[];
  /** Ids of activities. */
  readonly activities: readonly string[];
}

/**
 * The agenda of zones and activities as this device proposes it, kept current until `stop`. The map is read when the
 * agenda is first asked for, and again whenever another one is here.
 */
export class KeptAgenda {
  /** Whether the agenda is not on this device and cannot be had now. */
  failed = $state(false);
  readonly stop: () => void;
  #published = $state.raw<PublishedActivities | null>(null);
  /** Of which activities the map was asked last, beside those of the zones. */
  #asked: readonly string[] | null = null;
  #reading = 0;
  #pending = $state(false);
  /** Up to which word of a publication the map was fetched. */
  #fetchedFor = '';
  readonly #keeps: Keeps;
  readonly #upkeep: LiveBook<UpkeepBook>;
  readonly #activities = $derived.by(() => this.#published && lay(this.#published, this.#upkeep.book));

  /** `upkeep` is made of `records`. */
  constructor(keeps: Keeps, upkeep: LiveBook<UpkeepBook>, records: Pick<Records, 'subscribe'>) {
    this.#keeps = keeps;
    this.#upkeep = upkeep;
    const stopNews = onMapNews(() => {
      if (this.#asked) void this.#read(this.#asked);
    });
    const stopRecords = records.subscribe(() => this.#follow());
    this.stop = () => {
      stopNews();
      stopRecords();
    };
  }

  /** By id; null while the map is still being read. */
  get activities(): ReadonlyMap<string, Proposed> | null {
    // Not while it is being looked at: reading changes what is looked at.
    if (!this.#asked) queueMicrotask(() => this.want([]));
    return this.#activities;
  }

  /** Whether it is being read, or read again. */
  get reading(): boolean {
    return this.#pending || this.activities === null;
  }

  /** Has these activities among the others, whatever zone they are of, and all that people want changed. */
  want(ids: readonly string[]): void {
    const known = this.#asked ?? this.#keeps.activities;
    const added = [...ids, ...this.#upkeep.book.changes.keys()].filter((id) => !known.includes(id));
    if (!this.#asked || added.length > 0) void this.#read([...known, ...added]);
  }

  /** Follows the records: fetches the map where this device heard of a publication that it does not show yet. */
  #follow(): void {
    if (!this.#asked) return;
    this.want([]);
    const told = [...(this.#activities ?? [])]
      .flatMap(([, { underWay }]) => underWay)
      .flatMap(({ state }) => (state.kind === 'published' ? [state.told] : []))
      .sort()
      .at(-1);
    if (told === undefined || told <= this.#fetchedFor) return;
    this.#fetchedFor = told;
    refreshMapHere();
  }

  async #read(ids: readonly string[]): Promise<void> {
    this.#asked = ids;
    const reading = ++this.#reading;
    this.#pending = true;
    try {
      const map = await mapFor(fetch);
      const published = await map.activities({ zones: this.#keeps.zones, ids });
      // What was asked later is newer.
      if (reading !== this.#reading) return;
      this.#published = published;
      this.failed = false;
    } catch {
      // What was read before stays; without it the page says that there is nothing yet.
      this.failed = this.#published === null;
    } finally {
      if (reading === this.#reading) this.#pending = false;
    }
  }
}

/** What people want of them over what is published, and what is not published at all. */
function lay({ documents, checked }: PublishedActivities, { changes }: UpkeepBook): Map<string, Proposed> {
  // Documents of the published map were checked by the server, and are what their kind says.
  const published = new Map(documents.map((one) => [one._id, one as unknown as Activity]));
  const ids = new Set([...published.keys(), ...changes.keys()]);
  return new Map(
    [...ids].flatMap((id): [string, Proposed][] => {
      const proposed = propose(published.get(id) ?? null, changes.get(id) ?? [], checked);
      return proposed ? [[id, proposed]] : [];
    })
  );
}
