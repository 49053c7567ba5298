import { createContext } from 'svelte';
import type { ChangeToJudge } from '#lib/agenda/upkeep/activity-change.ts';
import { changesToJudge } from '#lib/agenda/upkeep/judging.ts';
import { dutchDay, type Clock } from '#lib/core/clock.ts';
import type { NextId } from '#lib/core/id.ts';
import type { Lock, OpenSession } from '#lib/lock/lock.ts';
import type { SyncState } from '#lib/sync/sync-state.ts';
import { readAttendance, type AttendanceBook } from '#lib/attendance/attendance-book.ts';
import { databaseKind, zoneDatabase } from '#lib/roles/databases.ts';
import { live } from '#lib/ui/live.ts';
import type { Author } from '#lib/core/author.ts';
import { SERVER_NAME } from '#lib/roles/user.ts';
import { DraftKeeper } from '#lib/visits/draft-keeper.svelte.ts';
import { LiveBook } from '#lib/visits/live-book.svelte.ts';
import { readUpkeep, type UpkeepBook } from '#lib/agenda/upkeep/upkeep.ts';
import { readReferrals, type ReferralBook } from '#lib/referrals/referral-book.ts';
import { readSignals, type SignalBook } from '#lib/signals/signal-book.ts';
import { readVisits, type VisitBook } from '#lib/visits/visit-book.ts';
import { KeptAgenda } from './kept-agenda.svelte.ts';
import { steady } from './steady.ts';

/** What the desk takes from the composition root. */
export interface DeskApp {
  readonly lock: Lock;
  readonly clock: Clock;
  readonly nextId: NextId;
}

/** The databases in which residents live: one for each team of the user. */
export const teamsOf = (session: OpenSession): readonly string[] =>
  session.databases.filter((name) => name.startsWith('team-'));

/** The databases of the zones of which the user keeps the agenda and the attendance. */
export const zonesOf = (session: OpenSession): readonly string[] =>
  session.databases.filter((name) => databaseKind(name) === 'attendance');

/** Somebody who may still be writing. */
interface Writer {
  /** Resolves when everything is written, or cannot be. */
  settled(): Promise<void>;
}

/** What the pages behind the lock work with, from unlock to lock. */
export class Desk {
  readonly session: OpenSession;
  readonly lock: Lock;
  readonly visits: LiveBook<VisitBook>;
  readonly referrals: LiveBook<ReferralBook>;
  readonly signals: LiveBook<SignalBook>;
  /** Changes to the agenda that wait for this curator. */
  readonly judging: LiveBook<readonly ChangeToJudge[]>;
  readonly upkeep: LiveBook<UpkeepBook>;
  readonly agenda: KeptAgenda;
  readonly attendance: LiveBook<AttendanceBook>;
  readonly author: Author;
  readonly sync: { readonly current: SyncState };

  readonly #keepers = new Map<string, DraftKeeper>();
  readonly #writers = new Set<Writer>();

  constructor(session: OpenSession, app: DeskApp) {
    this.session = session;
    this.lock = app.lock;
    this.visits = new LiveBook(session.records, (records) => readVisits(records.all()));
    this.referrals = new LiveBook(session.records, (records) =>
      readReferrals(records.all(), this.visits.book.residentOf)
    );
    this.signals = new LiveBook(session.records, (records) => readSignals(records.all()));
    this.judging = new LiveBook(session.records, (records) => changesToJudge(records.all()));
    this.upkeep = new LiveBook(session.records, (records) => readUpkeep(records.all()));
    this.agenda = new KeptAgenda(session.user, this.upkeep, session.records);
    this.attendance = new LiveBook(session.records, (records) => readAttendance(records.all()));
    this.sync = live(steady(session.sync));
    this.author = {
      user: session.user.name,
      device: session.device,
      clock: app.clock,
      nextId: app.nextId,
      stamps: session.hlc
    };
  }

  /** The day of today, `YYYY-MM-DD`. */
  get today(): string {
    return dutchDay(this.author.clock());
  }

  /** What colleagues read for a user name; the name itself when the server never told who that is. */
  readonly authorName = (user: string): string =>
    (user === SERVER_NAME ? 'Binnenzak' : undefined) ??
    [...this.session.colleagues, ...this.session.volunteers, ...this.session.formerColleagues].find(
      ({ name }) => name === user
    )?.displayName ??
    user;

  /** The one who keeps the draft under `key` on this device. */
  keeper(key: string): DraftKeeper {
    const keeper = this.#keepers.get(key) ?? new DraftKeeper(this.session.drafts, key);
    this.#keepers.set(key, keeper);
    return keeper;
  }

  /** Has the lock wait for somebody who may still be writing. Returns the way to stop. */
  waitFor(writer: Writer): () => void {
    this.#writers.add(writer);
    return () => this.#writers.delete(writer);
  }

  /** Resolves when every draft and every count is kept: what the lock waits for before it closes. */
  async settled(): Promise<void> {
    await Promise.all([...this.#keepers.values(), ...this.#writers].map((writer) => writer.settled()));
  }

  /** Follows no more changes. */
  stop(): void {
    for (const live of [
      this.visits,
      this.referrals,
      this.signals,
      this.attendance,
      this.judging,
      this.upkeep,
      this.agenda
    ])
      live.stop();
  }

  /** Whether a database is open to this user and on this device; that may change with every exchange with the server. */
  holds(database: string): boolean {
    void this.sync.current;
    return this.session.databases.includes(database);
  }

  get teams(): readonly string[] {
    return teamsOf(this.session);
  }

  get zones(): readonly string[] {
    return zonesOf(this.session);
  }

  /**
   * Where what is written about an activity is kept: in the database of its zone, or, when that is not known or not open
   * to this user, where it was kept before, or else in the first one that is. Null for who keeps no zone.
   */
  zoneDatabaseOf(activity: string, zone: string | null): string | null {
    const database = zone === null ? null : zoneDatabase(zone);
    if (database !== null && this.zones.includes(database)) return database;
    const earlier = this.attendance.book.activities.get(activity) ?? [];
    const kept = earlier.flatMap(({ headcounts, corrections, reports }) => [
      ...headcounts,
      ...corrections,
      ...reports
    ]);
    return kept.find((one) => this.zones.includes(one.database))?.database ?? this.zones[0] ?? null;
  }

  /** The database of the worker's team; null when there is more than one and it has to be asked. */
  get onlyTeam(): string | null {
    const [team, ...others] = this.teams;
    return team !== undefined && others.length === 0 ? team : null;
  }
}

export const [getDesk, setDesk] = createContext<Desk>();
