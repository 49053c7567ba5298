import type { Kind } from '#lib/roles/can.ts';
import { ROLES, type Role, type User } from '#lib/roles/user.ts';
import { SERVER, type Engine } from '#server/engines/engine.ts';
import { type ENGINES, testServer } from '#server/testing.ts';
import { provisionKiosk } from '#server/provision.ts';
import { ALLOWED, OPENS, PLACES, WRITES, type Operation, type Place } from './reviewed-access.ts';

/** Stands in every database, and in no answer to who may not open it. */
export const CANARY = 'kanarie-in-de-kooi';

/** Somebody of a role, of the team and the zone Voorstad, who looks after the coffee and the group that has ended. */
export const userOf = (role: Role): User => ({
  name: `iemand-${role}`,
  displayName: role,
  roles: [role],
  teams: ['voorstad'],
  zones: ['voorstad'],
  activities: ['activity:koffie', 'activity:oud']
});

/** Whether the review allows a role to do this with a kind of document in a database. */
export function isAllowed(role: Role, place: Place, kind: Kind, operation: Operation): boolean {
  const reviewed = WRITES[kind];
  return (
    OPENS[role].includes(place) &&
    reviewed.place === place &&
    reviewed.writers.includes(role) &&
    ALLOWED[reviewed.making].includes(operation)
  );
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  /** Why it was refused, as far as the answer says. */
  readonly reason: string;
}

/** A server on which somebody of every role is signed in. */
export interface AccessServer {
  readonly engine: Engine;
  as(
    role: Role | null,
    method: string,
    target: string,
    body?: unknown,
    headers?: Record<string, string>
  ): Promise<Answered>;
  close(): Promise<void>;
}

export async function openedServer(kind: (typeof ENGINES)[number]): Promise<AccessServer> {
  const server = await testServer({ kind });
  const cookies = new Map<Role, string>();
  for (const role of ROLES) {
    await server.addAccount(userOf(role));
    cookies.set(role, await server.signIn(userOf(role).name));
  }
  for (const [activity, states] of [
    ['koffie', ['kept']],
    ['tafel', ['kept']],
    ['oud', ['kept', 'ended']]
  ] as const) {
    for (const state of states)
      await server.lists.settle(
        {
          _id: `group-list:${activity}`,
          kind: 'group-list',
          schema: 1,
          author: 'iemand-team-lead',
          device: 'toestel',
          created: '2026-11-20T10:00:00.000Z',
          activity: `activity:${activity}`,
          state,
          keepDays: 90
        },
        'voorstad'
      );
  }
  await provisionKiosk(server.engine, 'kiosk-lindeboom');
  for (const place of Object.keys(PLACES)) {
    if (place === 'nergens' || place.startsWith('_') || place === 'kaart') continue;
    const response = await server.engine.as(SERVER)(
      new Request(`http://engine/${place}/canary:1`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: CANARY })
      })
    );
    await response.body?.cancel();
    if (!response.ok) throw new Error(`No canary in ${place}: ${response.status}`);
  }
  return {
    engine: server.engine,
    async as(role, method, target, body, headers = {}) {
      const cookie = role === null ? undefined : cookies.get(role);
      const response = await server.ask(method, target, {
        headers,
        ...(cookie && { cookie }),
        ...(body === undefined ? {} : { body })
      });
      const text = await response.text();
      const parsed = parse(text);
      const { reason = text } = (parsed ?? {}) as { reason?: string };
      return { ok: response.ok, status: response.status, text, body: parsed, reason };
    },
    async close() {
      if (server.failures.length > 0)
        throw new AggregateError(server.failures, 'The server logged failures.');
      await server.discard();
    }
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
