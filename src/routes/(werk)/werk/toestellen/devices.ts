import * as z from 'zod/mini';

/** A device on which somebody keeps sealed work, as the server tells of it. */
const Device = z.object({
  id: z.string(),
  user: z.string(),
  /** The name of its user for people. */
  name: z.string(),
  what: z.string(),
  first: z.iso.datetime(),
  seen: z.iso.datetime(),
  state: z.enum(['in-use', 'revoked', 'told', 'wiped']),
  since: z.iso.datetime(),
  by: z.nullable(z.string())
});
export type Device = z.infer<typeof Device>;

const Answer = z.object({ devices: z.array(Device) });

/** The devices that this user may revoke, the last seen first; null when the server does not tell. */
export async function fetchDevices(): Promise<readonly Device[] | null> {
  try {
    const answer = await fetch('/toestellen');
    if (!answer.ok) return null;
    const { devices } = Answer.parse(await answer.json());
    return devices.sort((one, other) => (one.seen < other.seen ? 1 : -1));
  } catch {
    // Without a connection, or behind a portal that answers with a page.
    return null;
  }
}

/** Asks the server to have a device destroy what is on it; false when that did not get through. */
export async function revokeDevice({ id }: Device): Promise<boolean> {
  try {
    const answer = await fetch('/toestellen/intrekken', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id })
    });
    return answer.ok;
  } catch {
    return false;
  }
}
