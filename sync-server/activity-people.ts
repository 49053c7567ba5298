import { ActivityChangeResult, ActivityPerson } from '#lib/agenda/upkeep/activity-change.ts';
import { GroupList } from '#lib/attendance/attendance.ts';
import { kindOf } from '#lib/core/document.ts';
import { databaseKind, MAP_DATABASE, zoneOfDatabase } from '#lib/roles/databases.ts';
import { LOOK_AFTER, type User } from '#lib/roles/user.ts';
import type { Accounts } from './log-in/accounts.ts';
import type { CourierStep } from './courier.ts';
import { openDatabase, type Database } from './database.ts';
import type { Engine } from './engines/engine.ts';
import type { GroupLists } from './group-lists.ts';

/** What the courier needs to bring into accounts who looks after which activity. */
export interface ActivityPeople {
  readonly engine: Engine;
  readonly accounts: Pick<Accounts, 'find' | 'lookAfter'>;
  readonly lists: Pick<GroupLists, 'settle'>;
  /** Told when who may open what may have become another. */
  onSettled(): void;
}

/**
 * Brings into accounts who looks after an activity of the zone, and begins and ends the lists of names of its groups. All
 * that was said of an activity is read anew each time, and the latest word counts: the order in which it arrives is
 * nothing. An activity that is not on the map yet has its turn when it is published.
 */
export function activityPeopleStep({ engine, accounts, lists, onSettled }: ActivityPeople): CourierStep {
  const map = openDatabase(engine, MAP_DATABASE);

  async function settle(database: Database, activities: ReadonlySet<string>): Promise<void> {
    const zone = zoneOfDatabase(database.name);
    const onMap = await map.getAll([...activities]);
    // Who works in one zone says nothing of the activities of another.
    const own = new Set([...activities].filter((id) => onMap.get(id)?.['zone'] === zone));
    const about = <Fact extends { readonly activity: string }>(facts: readonly Fact[]) =>
      facts.filter(({ activity }) => own.has(activity));
    const people = about(await read(database, 'activity-person:', ActivityPerson));
    const kept = about(await read(database, 'group-list:', GroupList));
    const words: Word[] = [
      ...people.map((fact) => ({ ...fact, does: fact.state === 'begins' })),
      // Whoever begins a list looks after the activity.
      ...kept
        .filter(({ state }) => state === 'kept')
        .map((fact) => ({ ...fact, user: fact.author, does: true }))
    ];
    for (const { user, activity, does } of latestOf(words, (word) => `${word.activity} ${word.user}`)) {
      const account = await accounts.find(user);
      if (account && (!does || maySee(account, zone))) await accounts.lookAfter(user, activity, does);
    }
    for (const list of latestOf(kept, ({ activity }) => activity)) await lists.settle(list, zone);
  }

  return {
    async handle(name, revisions) {
      if (databaseKind(name) !== 'attendance') return;
      const database = openDatabase(engine, name);
      const told = revisions.filter((revision) => !revision['_deleted'] && TOLD.has(kindOf(revision._id)));
      const published = told.flatMap((revision) => {
        const result = ActivityChangeResult.safeParse(revision);
        return result.success && result.data.outcome === 'published' ? [result.data.change] : [];
      });
      const changes = await database.getAll(published);
      const activities = [...told, ...changes.values()].flatMap(({ activity }) =>
        typeof activity === 'string' ? [activity] : []
      );
      if (activities.length === 0) return;
      await settle(database, new Set(activities));
      onSettled();
    }
  };
}

const TOLD: ReadonlySet<string> = new Set(['activity-person', 'group-list', 'activity-change-result']);

interface Said {
  readonly _id: string;
  readonly created: string;
  readonly activity: string;
}
interface Word extends Said {
  readonly user: string;
  readonly does: boolean;
}

/** The latest of those that are about the same thing; of two at one moment the id decides, everywhere the same. */
function latestOf<One extends Said>(all: readonly One[], thing: (one: One) => string): Iterable<One> {
  const sorted = [...all].sort((one, other) => (momentOf(one) < momentOf(other) ? -1 : 1));
  return new Map(sorted.map((one) => [thing(one), one])).values();
}

const momentOf = ({ created, _id }: Said): string => `${created} ${_id}`;

const maySee = ({ roles, zones }: User, zone: string): boolean =>
  zones.includes(zone) && roles.some((role) => LOOK_AFTER.includes(role));

interface Schema<Fact> {
  safeParse(value: unknown): { success: true; data: Fact } | { success: false };
}

async function read<Fact>(database: Database, prefix: string, schema: Schema<Fact>): Promise<Fact[]> {
  return (await database.startingWith(prefix)).flatMap((stored) => {
    const outcome = schema.safeParse(stored);
    return outcome.success ? [outcome.data] : [];
  });
}
