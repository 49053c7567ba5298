import * as z from 'zod/mini';
import { ok, type Result } from '#lib/core/result.ts';
import { askServer, type ServerRefusal } from '#lib/lock/ask-server.ts';

const Answer = z.object({
  pieces: z.array(
    z.object({
      id: z.string(),
      /** User name of who wrote it, and the name that people read. */
      by: z.string(),
      byName: z.string(),
      since: z.iso.datetime(),
      document: z.looseObject({ _id: z.string(), kind: z.string(), created: z.iso.datetime() })
    })
  )
});
export type LeftPiece = z.infer<typeof Answer>['pieces'][number];

const Settled = z.object({
  done: z.int(),
  refused: z.array(z.object({ id: z.string(), reason: z.string() }))
});
export type Settled = z.infer<typeof Settled>;

const at = (team: string, act = ''): string => `/achtergelaten/team/${encodeURIComponent(team)}${act}`;

/** What waits for the lead of a team. */
export async function fetchLeft(team: string): Promise<Result<LeftPiece[], ServerRefusal>> {
  const answer = await askServer(at(team));
  return answer.ok ? ok(Answer.parse(answer.value).pieces) : answer;
}

/** Brings pieces to the team (`overnemen`), or destroys them (`weggooien`). */
export async function settleLeft(
  team: string,
  act: 'overnemen' | 'weggooien',
  pieces: readonly LeftPiece[]
): Promise<Result<Settled, ServerRefusal>> {
  const answer = await askServer(at(team, `/${act}`), { ids: pieces.map(({ id }) => id) });
  return answer.ok ? ok(Settled.parse(answer.value)) : answer;
}
