import * as z from 'zod/mini';
import { AnyDocument } from '#lib/core/document.ts';

/** That a file of another team may be read, until a moment in UTC. */
const Grant = z.object({ id: z.string(), team: z.string(), until: z.iso.datetime() });
export type Grant = z.infer<typeof Grant>;

export const NO_CONNECTION =
  'De server antwoordde niet, of je bent daar niet ingelogd. Er is niets geopend. Probeer het later.';

interface AskedFile {
  readonly team: string;
  readonly name: string;
  readonly known: string;
  readonly reason: string;
}

/** Asks to open a file; a text tells a person why that was not done. */
export const askForFile = (asked: AskedFile): Promise<Grant | string> =>
  answerOf(Grant, '/noodinzage', asked);

/** What is open to the user now. */
export async function openFiles(): Promise<readonly Grant[] | string> {
  const answer = await answerOf(z.object({ grants: z.array(Grant) }), '/noodinzage');
  return typeof answer === 'string' ? answer : answer.grants;
}

/** The documents of an open file; they are for the screen, and never to be stored. */
export async function readFile({ team, id }: Grant): Promise<readonly AnyDocument[] | string> {
  const answer = await answerOf(z.object({ documents: z.array(AnyDocument) }), '/noodinzage/dossier', {
    team,
    id
  });
  return typeof answer === 'string' ? answer : answer.documents;
}

async function answerOf<Answer>(
  schema: z.ZodMiniType<Answer>,
  address: string,
  body?: object
): Promise<Answer | string> {
  try {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const response = await fetch(address, body ? { ...posted, body: JSON.stringify(body) } : {});
    const answer: unknown = await response.json();
    if (response.ok) return schema.parse(answer);
    const refused = z.object({ reason: z.string() }).safeParse(answer);
    return refused.success && response.status !== 401 ? refused.data.reason : NO_CONNECTION;
  } catch {
    return NO_CONNECTION;
  }
}
