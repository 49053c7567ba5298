import * as z from 'zod/mini';
import { newDocument, problemsOf, type Author, type Problem } from '../../core/author.ts';
import { documentId, kindOf, nameOf } from '../../core/document.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { moment, readKinds } from '../../db/kept.ts';
import type { StoredRecord } from '../../db/records.ts';
import type { MapReader } from '../../social-map/map-reader.ts';
import { Activity } from '../activity.ts';
import { ChangeToJudge, Judgement, type ActivityChange } from './activity-change.ts';
import { changeWords, differences, type Difference } from './change-words.ts';

/** Changes from the field that no curator said anything of yet, the longest waiting first. */
export function changesToJudge(records: Iterable<StoredRecord>): ChangeToJudge[] {
  const { of } = readKinds(records, { 'change-to-judge': ChangeToJudge, judgement: Judgement });
  const judged = new Set(of.judgement.map(({ document }) => document.of));
  return of['change-to-judge']
    .map(({ document }) => document)
    .filter(({ _id }) => !judged.has(_id))
    .sort((one, other) => (moment(one.change) < moment(other.change) ? -1 : 1));
}

/** What a curator says of a change that is not published. `name` is that of the judgement to be. */
export const RefuseForm = z.object({ name: z.string(), note: z.string() });
export type RefuseForm = z.infer<typeof RefuseForm>;

export const publishDocuments = (of: string, author: Author): Result<[Judgement], Problem[]> =>
  judged(of, 'publish', { name: author.nextId(), note: '' }, author);

export function refuseDocuments(
  of: string,
  form: RefuseForm,
  author: Author
): Result<[Judgement], Problem[]> {
  if (form.note.trim() === '')
    return fail([{ path: 'note', message: 'Schrijf op waarom dit niet op de kaart komt.' }]);
  return judged(of, 'refuse', form, author);
}

function judged(
  of: string,
  verdict: Judgement['verdict'],
  { name, note }: RefuseForm,
  author: Author
): Result<[Judgement], Problem[]> {
  const made = Judgement.safeParse({
    ...newDocument(author, 'judgement', name),
    of,
    verdict,
    note: note.trim()
  });
  return made.success ? ok([made.data]) : fail(problemsOf(made.error.issues));
}

/** A change beside the map as it is on this device. */
export interface ChangeBesideMap {
  /** The change in one line. */
  readonly line: string;
  /** What it makes otherwise, or why it cannot be done any more. */
  readonly lines: Result<Difference[], string>;
}

/** Reads what a change is about from the map, with the names of what it speaks of. Rejects when the map cannot be read. */
export async function besideMap(
  map: Pick<MapReader, 'published'>,
  document: ActivityChange
): Promise<ChangeBesideMap> {
  const [stored] = await map.published({ ids: [document.activity] });
  const activity = Activity.safeParse(stored).data ?? null;
  const names = new Map(
    (await map.published({ ids: spokenOf(activity, document) })).map((one) => [
      kindOf(one._id) === 'theme' ? nameOf(one._id) : one._id,
      String('name' in one ? one['name'] : one._id)
    ])
  );
  return {
    line: changeWords(document.change, activity?.name ?? null),
    lines: differences(activity, document, (id) => names.get(id) ?? 'niet meer op de kaart')
  };
}

/** Ids of locations, organisations and themes that stand in an activity or in a change to it. */
function spokenOf(activity: Activity | null, { change }: ActivityChange): string[] {
  const fields = 'fields' in change ? [change.fields] : [];
  const all = [...(activity ? [activity] : []), ...fields];
  const ids = [
    ...all.flatMap(({ location, organization }) => [location, organization]),
    ...all.flatMap(({ themes }) => (themes ?? []).map((slug) => documentId('theme', slug))),
    ...(activity?.moves.map(({ location }) => location) ?? []),
    'location' in change ? change.location : null
  ];
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
