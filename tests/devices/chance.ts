import type { RandomBytes } from '#lib/core/random.ts';

export const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
