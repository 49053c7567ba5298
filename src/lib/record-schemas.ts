import { AGENDA_SCHEMAS } from './agenda/upkeep/activity-change.ts';
import { ATTENDANCE_SCHEMAS } from './attendance/attendance.ts';
import { REFERRAL_SCHEMAS } from './referrals/referral-book.ts';
import { RIGHTS_SCHEMAS } from './rights/rights.ts';
import { SIGNAL_SCHEMAS } from './signals/signal-book.ts';
import { VISIT_SCHEMAS } from './visits/visit-book.ts';

/** Everything that is written behind the lock, each kind with what it must look like: on a device and on the server. */
export const RECORD_SCHEMAS = {
  ...VISIT_SCHEMAS,
  ...REFERRAL_SCHEMAS,
  ...SIGNAL_SCHEMAS,
  ...AGENDA_SCHEMAS,
  ...ATTENDANCE_SCHEMAS,
  ...RIGHTS_SCHEMAS
} as const;
