import { REFERRAL_SCHEMAS } from './referrals/referral-book.ts';
import { SIGNAL_SCHEMAS } from './signals/signal-book.ts';
import { VISIT_SCHEMAS } from './visits/visit-book.ts';

/** Everything that is written behind a team's lock, each kind with what it must look like: on a device and on the server. */
export const TEAM_SCHEMAS = { ...VISIT_SCHEMAS, ...REFERRAL_SCHEMAS, ...SIGNAL_SCHEMAS } as const;
