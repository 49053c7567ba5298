import * as z from 'zod/mini';
import { Stamp } from '../core/stamp.ts';

/**
 * What a document carries that more than one device may edit: `stamps` tells when each field was last changed, `seen`
 * (per field, per device) which changes that last change knew of, `kept` the texts that lost to a change that did not
 * know of them, until a person settles it.
 */
export const mergeableFields = {
  stamps: z.record(z.string(), Stamp),
  seen: z.record(z.string(), z.record(z.string(), Stamp)),
  kept: z.record(z.string(), z.array(z.object({ text: z.string(), stamp: Stamp })))
};
