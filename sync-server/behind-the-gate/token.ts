import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#lib/core/clock.ts';
import type { Identity } from '../engines/engine.ts';

/** Name of the key in CouchDB's `[jwt_keys]`, and of the file in the data folder. */
export const KEY_NAME = 'binnenzak';
export const KEY_FILE = '.couchdb-key';
/** Long enough for a request to begin, too short to be of use to who finds it. */
const SECONDS = 60;

/** Makes a token with which one request goes to CouchDB as its user. */
export type Tokens = (identity: Identity) => string;

/** Tokens as CouchDB's JWT handler reads them: HS256, valid for a minute from now. */
export const createTokens =
  (key: Uint8Array, clock: Clock): Tokens =>
  ({ name, roles }) => {
    const said = [
      { alg: 'HS256', typ: 'JWT', kid: KEY_NAME },
      { sub: name, exp: Math.floor(clock() / 1000) + SECONDS, '_couchdb.roles': roles }
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signed = said.join('.');
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  };

/**
 * The key that the server and CouchDB share, as it stands in the data folder in base64: what an operator copies to
 * CouchDB's configuration. Made when there is none, for the account of the server alone.
 */
export async function readKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, KEY_FILE);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
}
