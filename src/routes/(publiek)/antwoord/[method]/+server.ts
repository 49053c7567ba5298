import { error, json } from '@sveltejs/kit';
import * as z from 'zod/mini';
import { LocalMoment } from '#lib/agenda/activity.ts';
import { FILTERS } from '#lib/social-map/map-reader.ts';
import type { MapReader } from '#lib/social-map/map-reader.ts';
import { MOST_SAVED } from '#lib/social-map/list-address.ts';
import type { RequestHandler } from './$types';

const zone = z.nullable(z.string().check(z.maxLength(100)));
const id = z.string().check(z.maxLength(300));
const text = z.string().check(z.maxLength(20_000));
const moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/));
const word = z.string().check(z.maxLength(100));
const choice = z.nullable(word);
const filters = z.partialRecord(z.enum(FILTERS), z.array(word).check(z.maxLength(40)));
const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));
const agenda = z.object({
  zone,
  from: z.nullable(z.iso.date()),
  days: count(62),
  theme: choice,
  group: choice,
  language: choice,
  cost: z.nullable(z.literal('free')),
  wheelchair: z.boolean(),
  location: z.nullable(id),
  form: z.nullable(z.enum(['activity', 'consultation']))
});

/** What may be asked of the map over HTTP, each with the shape of its question. */
const QUESTIONS = {
  find: z.object({ text, zone, limit: count(200), filters, without: z.array(word).check(z.maxLength(20)) }),
  themes: z.object({}),
  needs: z.object({}),
  theme: z.object({ id, zone }),
  entry: z.object({ id }),
  activity: z.object({ id }),
  summaries: z.object({ ids: z.array(id).check(z.maxLength(MOST_SAVED)) }),
  published: z.object({ ids: z.array(id).check(z.maxLength(MOST_SAVED)) }),
  now: z.object({}),
  agenda,
  agendaOverview: agenda,
  sessions: z.object({ activity: id, limit: count(60) }),
  activities: z.object({
    zones: z.array(word).check(z.maxLength(20)),
    ids: z.array(id).check(z.maxLength(1000))
  }),
  places: z.object({}),
  calendarFile: z.object({ activity: id, session: z.nullable(moment), origin: word }),
  period: z.object({
    zones: z.array(word).check(z.maxLength(20)),
    ids: z.array(id).check(z.maxLength(200)),
    from: LocalMoment,
    until: LocalMoment
  })
} as const satisfies Record<keyof MapReader, z.ZodMiniType>;

/** A page's question to the map, for a visitor whose device does not hold it yet. */
export const GET: RequestHandler = async ({ params, url, locals, setHeaders }) => {
  const method = params.method as keyof MapReader;
  if (!Object.hasOwn(QUESTIONS, method)) error(404, 'Deze vraag bestaat niet.');
  const question = QUESTIONS[method].safeParse(parseJson(url.searchParams.get('question') ?? ''));
  if (!question.success) error(400, 'Deze vraag is niet te lezen.');
  const ask = locals.map[method] as (question: unknown) => Promise<unknown>;
  setHeaders({ 'cache-control': 'no-cache' });
  return json(await ask(question.data));
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
