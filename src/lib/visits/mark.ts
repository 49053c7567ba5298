import * as z from 'zod/mini';

/** A resident's own mark from 1 to 10, for how it goes and for how much control they have (regie); null when not given. */
export const Mark = z.nullable(z.int().check(z.gte(1), z.lte(10)));
export type Mark = z.infer<typeof Mark>;
