import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields, documentId, nameOf } from '#lib/core/document.ts';
import { Letter, makeLetterKeys, readLetterKeys, type LetterKeys } from '#lib/crypto/letter.ts';
import type { KioskReport } from '#lib/kiosk/answers.ts';
import { openDatabase, type Database, type Stored } from '../database.ts';
import { SERVER, type Engine } from '../engines/engine.ts';

/** A letter of a visitor, as a screen sealed it: under the id that the screen gave it. */
export const SealedCallBack = z.object({
  ...documentFields,
  kind: z.literal('call-back'),
  schema: z.literal(1),
  letter: Letter
});

/** Says that a letter was brought to its team: without a word of what was in it. */
export const carriedId = (callBack: string): string => documentId('call-back-carried', nameOf(callBack));

export interface KioskLetters {
  /** In base64: what screens seal to. */
  readonly publicKey: string;
  /** Takes letters of a screen; answers the ids of those that the server has now, or had. */
  take(database: string, letters: KioskReport['letters']): Promise<string[]>;
  /** How many letters lie there that could not be brought to a team. */
  undelivered(database: string): Promise<number>;
}

export interface KioskLettersDependencies {
  readonly engine: Engine;
  readonly publicKey: string;
  readonly clock: Clock;
  /** Told that there is something to be carried on. */
  readonly wake: (database: string) => void;
}

export function createKioskLetters({
  engine,
  publicKey,
  clock,
  wake
}: KioskLettersDependencies): KioskLetters {
  return {
    publicKey,
    async take(database, letters) {
      if (letters.length === 0) return [];
      const store = openDatabase(engine, database);
      const ids = letters.map(({ id }) => documentId('call-back', id));
      const carried = await store.getAll(ids.map(carriedId));
      const fresh = letters.filter(({ id }) => !carried.has(carriedId(documentId('call-back', id))));
      const outcomes = await store.write(
        fresh.map(({ id, letter }) => ({
          _id: documentId('call-back', id),
          kind: 'call-back',
          schema: 1,
          author: SERVER.name,
          device: 'server',
          created: isoMoment(clock()),
          letter
        }))
      );
      // A conflict: it is there already.
      const lost = new Set(
        outcomes.flatMap(({ id, error }) => (error && error !== 'conflict' ? [nameOf(id)] : []))
      );
      wake(database);
      return letters.map(({ id }) => id).filter((id) => !lost.has(id));
    },
    undelivered: async (database) => (await lettersIn(openDatabase(engine, database))).length
  };
}

const lettersIn = (store: Database): Promise<readonly Stored[]> => store.startingWith('call-back:');

const KEY_FILE = '.kiosk-key';

/**
 * The keys to which screens seal letters, as they stand in the data folder. Made when there are none, for the account of
 * the server alone. Who loses them loses what was sealed and not brought yet, and no more.
 */
export async function readKioskKeys(dataDir: string): Promise<LetterKeys> {
  const file = join(dataDir, KEY_FILE);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, JSON.stringify(await makeLetterKeys()), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readLetterKeys(JSON.parse(await readFile(file, 'utf8')) as JsonWebKey);
}
