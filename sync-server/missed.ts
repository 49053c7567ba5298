import { createHash } from 'node:crypto';
import { dutchDay, isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { addDays } from '#lib/core/dutch-date.ts';
import { isoWeek } from '#lib/core/iso-week.ts';
import { LEAST_SHOWN, WEEKS_SHOWN, type MissedAnswer } from '#lib/social-map/missed-answer.ts';
import { areMissedWords } from '#lib/social-map/search/missed.ts';
import * as z from 'zod/mini';
import type { Database, Stored } from './database.ts';
import { SERVER } from './engines/engine.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/**
 * Questions that found nothing, counted by week. Only the server opens it: a device is told no more than `MissedAnswer`
 * says, so that a rare question never leaves the server.
 */
export const MISSED_DATABASE = 'gemist';

const MOST_AT_ONCE = 50;
const MOST_SHOWN = 200;
const ATTEMPTS = 20;

const words = z.array(z.string().check(z.maxLength(40))).check(z.maxLength(6));
const week = z.string().check(z.regex(/^\d{4}-W\d\d$/));

/** What a device sends: questions as `MissedQueue` keeps them. */
export const MissedQuestions = z.strictObject({
  questions: z.array(z.strictObject({ week, words })).check(z.minLength(1), z.maxLength(MOST_AT_ONCE))
});
export type MissedQuestion = z.infer<typeof MissedQuestions>['questions'][number];

/** How often something was sought in vain in one week. Its `created` is the first moment of that week. */
const MissedSearch = z.object({
  ...documentFields,
  kind: z.literal('missed-search'),
  schema: z.literal(1),
  week,
  words,
  count: z.int()
});

export interface MissedSearches {
  /** Counts each question once; one that may be of a person, or of no week now, is left out. */
  count(questions: readonly MissedQuestion[]): Promise<void>;
  /** What is asked often enough to be shown. */
  list(): Promise<MissedAnswer>;
  /** Removes what is too old to be shown. */
  sweep(): Promise<void>;
}

/** Enough for a building full of people behind one address. */
export const createMissedLimit = (clock: Clock): RateLimit => createRateLimit(clock, 200, 60 * 60_000);

const idOf = ({ week, words }: MissedQuestion): string =>
  `missed-search:${week}:${createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32)}`;

export function createMissedSearches(database: Database, clock: Clock): MissedSearches {
  /** The weeks that are shown, each by the Monday it begins on, the present one first. */
  function weeksNow(): ReadonlyMap<string, string> {
    const today = dutchDay(clock());
    const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
    const monday = addDays(today, 1 - weekday);
    const mondays = Array.from({ length: WEEKS_SHOWN }, (_, ago) => addDays(monday, -7 * ago));
    return new Map(mondays.map((day) => [isoWeek(day), day]));
  }

  async function add(question: MissedQuestion, monday: string): Promise<void> {
    const _id = idOf(question);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await database.get(_id);
      const known = MissedSearch.safeParse(stored);
      const document = {
        ...(stored ?? {}),
        _id,
        kind: 'missed-search',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        // Not the moment itself, which may tell who asked.
        created: isoMoment(Date.parse(`${monday}T00:00:00Z`)),
        week: question.week,
        words: question.words,
        count: (known.success ? known.data.count : 0) + 1
      };
      // Whoever counted at the same moment is counted with.
      if (await database.put(document)) return;
    }
    throw new Error('A count of missed questions kept changing and could not be written.');
  }

  const counted = (): Promise<readonly Stored[]> => database.startingWith('missed-search:');

  return {
    async count(questions) {
      const weeks = weeksNow();
      for (const question of questions) {
        const monday = weeks.get(question.week);
        if (monday !== undefined && areMissedWords(question.words)) await add(question, monday);
      }
    },
    async list() {
      const weeks = weeksNow();
      const totals = new Map<string, number>();
      for (const document of await counted()) {
        const { data } = MissedSearch.safeParse(document);
        if (!data || !weeks.has(data.week)) continue;
        const key = data.words.join(' ');
        totals.set(key, (totals.get(key) ?? 0) + data.count);
      }
      const questions = [...totals]
        .filter(([, count]) => count >= LEAST_SHOWN)
        .map(([key, count]) => ({ words: key.split(' '), count }))
        .sort((one, other) => other.count - one.count || one.words.join().localeCompare(other.words.join()));
      return { questions: questions.slice(0, MOST_SHOWN) };
    },
    async sweep() {
      const weeks = weeksNow();
      const old = (await counted()).filter(({ week }) => !weeks.has(String(week)));
      for (const document of old) await database.remove(document);
    }
  };
}
