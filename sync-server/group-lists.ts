import * as z from 'zod/mini';
import { AttendanceMark, Participant, type GroupList } from '#lib/attendance/attendance.ts';
import { dutchDay, type Clock } from '#lib/core/clock.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { tallyMarks } from '#lib/attendance/tally.ts';
import { databaseKind, groupDatabase, zoneDatabase } from '#lib/roles/databases.ts';
import { deleteDatabase, listDatabases, openDatabase, type Database, type Stored } from './database.ts';
import type { Engine } from './engines/engine.ts';
import { writeCounts } from './list-counts.ts';
import { provisionGroup } from './provision.ts';

/** The server's own note on a list, in its database; its name is too short for one that a user could write. */
export const LIST_NOTE = '_local/list';
const ATTEMPTS = 10;

const Note = z.object({
  state: z.enum(['kept', 'ended']),
  keepDays: z.int(),
  /** Where its numbers go, without names. */
  zone: z.string(),
  /** The day on which it was said. */
  day: z.iso.date()
});

/** The lists of first names that groups keep. */
export interface GroupLists {
  /** Whether a group's database is there and its list is kept; nobody opens it otherwise. */
  isOpen(database: string): Promise<boolean>;
  /** Makes the database of a list that is kept in a zone, closes that of one that has ended. */
  settle(list: GroupList, zone: string): Promise<void>;
  /** Has the zone read how many of the list in a group's database were at each session. */
  count(database: string): Promise<void>;
  /** Removes the names whose term is over, and lists that ended as long ago. */
  sweep(): Promise<void>;
}

export function createGroupLists(engine: Engine, clock: Clock): GroupLists {
  const today = () => dutchDay(clock());

  async function noteOf(database: Database): Promise<(z.infer<typeof Note> & Partial<Stored>) | null> {
    const stored = await database.get(LIST_NOTE);
    return stored && { ...stored, ...Note.parse(stored) };
  }

  /** Everything that somebody did on a day before it is past the term of their list. */
  const farthestOf = ({ keepDays }: z.infer<typeof Note>) => addDays(today(), -keepDays);

  async function count(
    database: Database,
    zone: string,
    isMeant: (day: string) => boolean,
    closing: boolean
  ): Promise<void> {
    const marks = await database.startingWith('attendance-mark:');
    const tallies = tallyMarks(marks.map((mark) => AttendanceMark.parse(mark)));
    const meant = [...tallies.values()].filter(({ session }) => isMeant(session.start.slice(0, 10)));
    await writeCounts(openDatabase(engine, zoneDatabase(zone)), meant, closing, clock);
  }

  return {
    async isOpen(name) {
      return (await noteOf(openDatabase(engine, name)))?.state === 'kept';
    },
    async settle({ activity, state, keepDays, created }, zone) {
      const name = groupDatabase(activity);
      if (state === 'kept') await provisionGroup(engine, name);
      const database = openDatabase(engine, name);
      const said = dutchDay(Date.parse(created));
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const note = await noteOf(database);
        // A list that never began, or was removed, has nothing to close.
        if (state === 'ended' && !note) return;
        if (note?.state === state && note.keepDays === keepDays && note.zone === zone) return;
        const day = said < today() ? said : today();
        if (await database.put({ ...note, _id: LIST_NOTE, state, keepDays, zone, day })) return;
      }
      throw new Error(`The note on ${name} keeps changing.`);
    },
    async count(name) {
      const database = openDatabase(engine, name);
      const note = await noteOf(database);
      if (note) await count(database, note.zone, (day) => day >= farthestOf(note), false);
    },
    async sweep() {
      for (const name of await listDatabases(engine)) {
        if (databaseKind(name) !== 'group') continue;
        const database = openDatabase(engine, name);
        const note = await noteOf(database);
        if (!note) continue;
        const farthest = farthestOf(note);
        // Whoever is taken off now was at no later session.
        await count(database, note.zone, (day) => day < farthest, true);
        if (note.state === 'ended' && note.day < farthest) await deleteDatabase(engine, name);
        else await removeBefore(database, farthest);
      }
    }
  };
}

/** Takes everybody off a list who left, or was last there, before a day, with all their marks. */
async function removeBefore(database: Database, day: string): Promise<void> {
  let removed = false;
  // Where two edits of one card stand beside each other, the other comes forward when the first is removed.
  for (;;) {
    const marks = await database.startingWith('attendance-mark:');
    const people = await database.startingWith('participant:');
    const gone = new Set(people.filter((one) => lastDay(one, marks) < day).map(({ _id }) => _id));
    const over = [
      ...people.filter(({ _id }) => gone.has(_id)),
      ...marks.filter((mark) => gone.has(String(mark['participant'])))
    ];
    if (over.length === 0) break;
    const outcomes = await database.write(over.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
    const failed = outcomes.find(({ error }) => error && error !== 'conflict');
    if (failed) throw new Error(`A name could not be taken off ${database.name}: ${failed.error}.`);
    removed = true;
  }
  if (removed) await database.compact();
}

/** The day on which somebody left, else on which they were last there or came onto the list. */
function lastDay(stored: Stored, marks: readonly Stored[]): string {
  const { _id, left, consentOn } = Participant.parse(stored);
  if (left !== null) return left;
  const days = marks.flatMap((mark) => {
    const { participant, present, session } = AttendanceMark.parse(mark);
    return participant === _id && present ? [session.start.slice(0, 10)] : [];
  });
  return [consentOn, ...days].sort().at(-1) ?? consentOn;
}
