import { dateName } from '#lib/core/dutch-date.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { askServer, type ServerRefusal } from '#lib/lock/ask-server.ts';
import { PeopleAnswer, type Membership, type Person } from '#lib/roles/person.ts';
import { teamName } from '#lib/roles/team-name.ts';
import type { Role } from '#lib/roles/user.ts';
import { zoneName } from '#lib/social-map/zone.ts';

/** What people call a role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  'field-worker': 'Medewerker',
  volunteer: 'Vrijwilliger',
  'team-lead': 'Teamleider',
  curator: 'Beheerder van de kaart',
  policy: 'Beleid',
  administrator: 'Beheerder van accounts',
  kiosk: 'Scherm in een buurthuis'
};

export const STATE_WORDS: Readonly<Record<Person['state'], string>> = {
  invited: 'Uitgenodigd, heeft nog geen wachtwoord',
  over: 'De uitnodiging is verlopen',
  active: '',
  ended: 'Gestopt'
};

export const placeWords = ({ of, name }: Membership): string =>
  of === 'team' ? teamName(name) : `Wijk ${zoneName(name)}`;

export const untilWords = (until: string | null): string =>
  until === null ? '' : ` tot en met ${dateName(until)}`;

export const sessionWords = (count: number): string =>
  count === 0 ? 'Nergens ingelogd' : count === 1 ? 'Op één plek ingelogd' : `Op ${count} plekken ingelogd`;

/** Everybody with an account, as the server tells an administrator. */
export async function readPeople(): Promise<Result<Person[], ServerRefusal>> {
  const outcome = await askServer('/auth/people');
  return outcome.ok ? ok(PeopleAnswer.parse(outcome.value).people) : outcome;
}
