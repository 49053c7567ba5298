import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { RandomBytes } from '#lib/core/random.ts';

/** A password as it is stored: Argon2id with the parameters it was made with. Salt and hash in base64. */
export const PasswordHash = z.object({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.int().check(z.gte(8)),
  passes: z.int().check(z.gte(1)),
  parallelism: z.int().check(z.gte(1)),
  salt: z.string(),
  hash: z.string()
});
export type PasswordHash = z.infer<typeof PasswordHash>;

/** Longest password in characters; more is only work for the hash. */
export const LONGEST_PASSWORD = 1024;

const MEMORY_KIB = 19 * 1024;
const PASSES = 2;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const derive = promisify(argon2);

export async function hashPassword(password: string, random: RandomBytes): Promise<PasswordHash> {
  const salt = random(SALT_BYTES);
  const parameters = { memoryKiB: MEMORY_KIB, passes: PASSES, parallelism: PARALLELISM };
  const hash = await compute(password, salt, parameters);
  return {
    algorithm: 'argon2id',
    ...parameters,
    salt: Buffer.from(salt).toString('base64'),
    hash: hash.toString('base64')
  };
}

/** Whether this is the password, in a time that does not tell how much of it was right. */
export async function verifyPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const expected = Buffer.from(stored.hash, 'base64');
  const actual = await compute(password, Buffer.from(stored.salt, 'base64'), stored);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

type Parameters = Pick<PasswordHash, 'memoryKiB' | 'passes' | 'parallelism'>;

const compute = (password: string, salt: Uint8Array<ArrayBuffer>, parameters: Parameters): Promise<Buffer> =>
  inTurn(() =>
    derive('argon2id', {
      // One spelling for one password, whatever keyboard composed its accents.
      message: password.normalize('NFKC'),
      nonce: salt,
      memory: parameters.memoryKiB,
      passes: parameters.passes,
      parallelism: parameters.parallelism,
      tagLength: HASH_BYTES
    })
  );

// The store shares Node's four worker threads with the hash: a crowd at the door must leave it two of them.
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running < AT_ONCE) running++;
  // Whoever ends hands its place to the next one, so `running` stays as it is.
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
