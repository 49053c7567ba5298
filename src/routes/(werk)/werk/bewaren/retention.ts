import * as z from 'zod/mini';

/** What was destroyed, as the server reports it: of nobody in particular. */
const Report = z.object({
  by: z.string(),
  when: z.iso.datetime(),
  files: z.int(),
  documents: z.record(z.string(), z.int()),
  terms: z.array(z.string())
});
export type Report = z.infer<typeof Report>;

/** Has the server destroy files of a team, and what came to no card. `refused`: one of them is not over yet, and nothing was done. */
export async function destroyFiles(
  team: string,
  subjects: readonly string[]
): Promise<'done' | 'refused' | 'no-connection'> {
  try {
    const answer = await fetch('/bewaren/vernietigen', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team, subjects })
    });
    if (answer.ok) return 'done';
    return answer.status === 409 ? 'refused' : 'no-connection';
  } catch {
    return 'no-connection';
  }
}

/** Earlier reports of a team, the latest first; null when the server does not tell. */
export async function fetchReports(team: string): Promise<readonly Report[] | null> {
  try {
    const answer = await fetch(`/bewaren/verslagen/${encodeURIComponent(team)}`);
    return answer.ok ? z.object({ reports: z.array(Report) }).parse(await answer.json()).reports : null;
  } catch {
    return null;
  }
}
