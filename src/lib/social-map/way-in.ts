import type { Access } from './entry.ts';

/** What comes first for whoever wants to use a service, in one or two sentences. */
export function wayIn(access: Access, canCall: boolean): string {
  switch (access) {
    case 'open':
      return 'U kunt hier zo terecht.';
    case 'registration':
      return canCall ? 'Bel om u aan te melden.' : 'Meld u eerst even aan.';
    case 'referral':
      return `U hebt een verwijzing nodig.${canCall ? ' Bel om te vragen van wie.' : ' Vraag uw huisarts.'}`;
    case 'indication':
      return `Hier is eerst een besluit voor nodig.${canCall ? ' Bel om te vragen hoe u dat krijgt.' : ''}`;
  }
}

/** The same for an activity. */
export const activityWayIn = (registration: boolean): string =>
  registration ? 'Meld u eerst even aan.' : 'U kunt zo komen. Aanmelden hoeft niet.';
