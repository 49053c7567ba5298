import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import { User } from '#lib/roles/user.ts';
import type { Database } from '../database.ts';
import { SERVER } from '../engines/engine.ts';
import { hashPassword, PasswordHash, verifyPassword } from './passwords.ts';

/** The database of accounts and sessions. Only the server opens it; the gate refuses its name to everyone. */
export const ACCOUNTS_DATABASE = 'accounts';

const Account = z.object({
  ...documentFields,
  kind: z.literal('account'),
  schema: z.literal(1),
  user: User,
  password: PasswordHash,
  /** Belongs to the example municipality: cannot be used where there are no example data. */
  demo: z.boolean()
});

const ATTEMPTS = 10;

export const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,62}$/;

export interface Accounts {
  /** Somebody who may use the product now; null for an unknown name or an example account where those are off. */
  find(name: string): Promise<User | null>;
  /** The user when name and password fit. A name that does not exist takes the same time as a wrong password. */
  authenticate(name: string, password: string): Promise<User | null>;
  /** Makes an account; false when the name is taken. */
  create(user: User, password: string, options: { readonly demo: boolean }): Promise<boolean>;
  /** Notes whether somebody looks after an activity; a name that does not exist is left. */
  lookAfter(name: string, activity: string, does: boolean): Promise<void>;
  /** Everybody who may use the product now. */
  list(): Promise<readonly User[]>;
}

export interface AccountsDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whether example accounts may be used. */
  readonly demo: boolean;
}

export function createAccounts({ database, clock, random, demo }: AccountsDependencies): Accounts {
  let decoy: Promise<PasswordHash> | null = null;

  async function load(name: string): Promise<z.infer<typeof Account> | null> {
    if (!USER_NAME.test(name)) return null;
    const stored = await database.get(`account:${name}`);
    const account = stored && Account.parse(stored);
    return account && (demo || !account.demo) ? account : null;
  }

  return {
    async find(name) {
      return (await load(name))?.user ?? null;
    },
    async authenticate(name, password) {
      // Made at the first attempt, whoever's it is, so that its cost tells nothing either.
      decoy ??= hashPassword('', random);
      const spare = await decoy;
      const account = await load(name);
      const right = await verifyPassword(password, account?.password ?? spare);
      return account && right ? account.user : null;
    },
    async create(user, password, options) {
      if (!USER_NAME.test(user.name)) throw new RangeError('This cannot be a user name.');
      return database.put({
        _id: `account:${user.name}`,
        kind: 'account',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        user,
        password: await hashPassword(password, random),
        demo: options.demo
      });
    },
    async lookAfter(name, activity, does) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const account = await load(name);
        if (!account || account.user.activities.includes(activity) === does) return;
        const others = account.user.activities.filter((one) => one !== activity);
        const user = { ...account.user, activities: does ? [...others, activity] : others };
        if (await database.put({ ...account, user })) return;
      }
      throw new Error('An account keeps changing.');
    },
    async list() {
      const accounts = (await database.startingWith('account:')).map((stored) => Account.parse(stored));
      return accounts.filter((account) => demo || !account.demo).map((account) => account.user);
    }
  };
}
