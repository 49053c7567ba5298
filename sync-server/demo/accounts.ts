import type { User } from '#lib/roles/user.ts';
import { ZONES } from '#lib/social-map/zone.ts';
import { KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL, VOORSTAD_BREIT } from './activities.ts';

/** Opens every example account; printed at the start, and worth nothing where there are no example data. */
export const DEMO_PASSWORD = 'demo-binnenzak';

/** The people of the example municipality. Nobody of these names is meant. */
export const DEMO_USERS: readonly User[] = [
  {
    name: 'vet-voorstad-1',
    displayName: 'Marloes Wegdam',
    roles: ['field-worker'],
    teams: ['voorstad'],
    zones: ['voorstad'],
    activities: [VOORSTAD_BREIT, KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL]
  },
  {
    name: 'vet-voorstad-2',
    displayName: 'Yusuf Karadal',
    roles: ['field-worker'],
    teams: ['voorstad'],
    zones: ['voorstad'],
    activities: []
  },
  {
    name: 'teamleider-1',
    displayName: 'Hilde Assink',
    roles: ['team-lead'],
    teams: ['voorstad'],
    zones: ['voorstad'],
    activities: []
  },
  {
    name: 'vet-bathmen-1',
    displayName: 'Gerdien Oolbrink',
    roles: ['field-worker'],
    teams: ['bathmen'],
    zones: ['bathmen'],
    activities: []
  },
  {
    name: 'wmo-1',
    displayName: 'Sander Hietveld',
    roles: ['field-worker'],
    teams: ['wmo'],
    zones: [],
    activities: []
  },
  {
    name: 'vrijwilliger-1',
    displayName: 'Ria Terhorst',
    roles: ['volunteer'],
    teams: [],
    zones: ['voorstad'],
    activities: [VOORSTAD_BREIT, KOFFIE_EN_WEGGEVEN]
  },
  {
    name: 'vrijwilliger-2',
    displayName: 'Bert Olthof',
    roles: ['volunteer'],
    teams: [],
    zones: ['voorstad'],
    activities: [KOFFIE_EN_WEGGEVEN, VOORSTAD_AAN_TAFEL]
  },
  {
    name: 'toegang-1',
    displayName: 'Anneke Roelvink',
    roles: ['administrator'],
    teams: [],
    zones: [],
    activities: []
  },
  { name: 'beheer-1', displayName: 'Noor Lammerink', roles: ['curator'], teams: [], zones: [], activities: [] },
  {
    name: 'beleid-1',
    displayName: 'Joris van den Esker',
    roles: ['policy'],
    teams: [],
    zones: ZONES.map(({ slug }) => slug),
    activities: []
  }
];
