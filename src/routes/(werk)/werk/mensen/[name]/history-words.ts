import type { Access, AccountAct } from '#lib/roles/account-history.ts';
import { placeWords, ROLE_WORDS, untilWords } from '../people.ts';

/** What happened to an account, as an administrator reads it. */
export const ACT_WORDS: Readonly<Record<AccountAct, string>> = {
  made: 'Account gemaakt',
  invited: 'Uitgenodigd',
  'invited-again': 'Nieuwe link gemaakt',
  decided: 'Account bewerkt',
  recognised: 'Rechten overgenomen van de gemeente',
  'password-chosen': 'Wachtwoord gekozen',
  'sessions-ended': 'Overal uitgelogd',
  'passkey-added': 'Passkey toegevoegd',
  'passkey-removed': 'Passkey verwijderd',
  'device-revoked': 'Toestel ingetrokken',
  'device-wiped': 'Toestel is gewist'
};

/** What an account might do after a change and not before, and the other way round: a line each, where there is any. */
export function differenceWords(from: Access | null, to: Access | null): readonly string[] {
  const [before, after] = [partsOf(from), partsOf(to)];
  const line = (word: string, parts: readonly string[]) =>
    parts.length > 0 ? [`${word}: ${parts.join(', ')}`] : [];
  return [
    ...line(
      'Erbij',
      after.filter((part) => !before.includes(part))
    ),
    ...line(
      'Weg',
      before.filter((part) => !after.includes(part))
    )
  ];
}

const partsOf = (access: Access | null): readonly string[] =>
  access === null
    ? []
    : [
        ...access.roles.map((role) => ROLE_WORDS[role]),
        ...access.memberships.map((one) => placeWords(one) + untilWords(one.until)),
        ...(access.ends === null ? [] : [`account${untilWords(access.ends)}`])
      ];
