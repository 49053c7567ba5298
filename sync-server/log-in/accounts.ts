import { createHash, timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import type { RandomBytes } from '#lib/core/random.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { AccountAct, Access } from '#lib/roles/account-history.ts';
import type { InvitationAnswer, Person, Standing } from '#lib/roles/person.ts';
import { teamDatabase } from '#lib/roles/databases.ts';
import type { FormerColleague, User } from '#lib/roles/user.ts';
import type { Database } from '../database.ts';
import { SERVER } from '../engines/engine.ts';
import type { AccountTrail } from './account-trail.ts';
import {
  everIn,
  handsInAt,
  leftAfter,
  openAt,
  readAccount,
  stateAt,
  userAt,
  withoutEnd,
  type Account
} from './account.ts';
import { hashPassword, verifyPassword, type PasswordHash } from './passwords.ts';

/** The database of accounts and sessions. Only the server opens it; the gate refuses its name to everyone. */
export const ACCOUNTS_DATABASE = 'accounts';

const ATTEMPTS = 10;
const DAY = 24 * 60 * 60_000;

/** How long an invitation may be used, in milliseconds. */
export const INVITATION_LASTS = 7 * DAY;

export const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,62}$/;

export interface Accounts {
  /** Somebody who may use the product now; null for an unknown name, an ended account, or an example account where those are off. */
  find(name: string): Promise<User | null>;
  /** The user when name and password fit. A name that does not exist takes the same time as a wrong password. */
  authenticate(name: string, password: string): Promise<User | null>;
  /** Makes an account with a password; false when the name is taken. */
  create(user: User, password: string, options: { readonly demo: boolean }): Promise<boolean>;
  /** Makes an account that waits for its owner to choose a password; `by` whom. Fails when the name is taken. */
  invite(name: string, standing: Standing, by: string): Promise<Result<InvitationAnswer, 'taken'>>;
  /** Makes a new invitation for an account that is there, in place of an earlier one; null for an unknown name. */
  inviteAgain(name: string, by: string): Promise<InvitationAnswer | null>;
  /** Whom an invitation is for; null when it was used, replaced, or is over. */
  invited(secret: string): Promise<User | null>;
  /** Uses an invitation, once, to choose a password; null as with `invited`. */
  welcome(secret: string, password: string): Promise<User | null>;
  /** Chooses another password; false for an unknown name. */
  changePassword(name: string, password: string): Promise<boolean>;
  /** Decides anew about an account; false for an unknown name. */
  decide(name: string, standing: Standing, by: string): Promise<boolean>;
  /**
   * Somebody whom the municipality's identity provider knows, with what it says that they may do now: their account is
   * made at the first time. An account ends here, whatever is said there. Null for who may do nothing.
   */
  recognise(identity: string, standing: Omit<Standing, 'ends'>): Promise<User | null>;
  /** Databases of teams that somebody left lately, for which they may hand in what was not sent yet. */
  handsInFor(name: string): Promise<readonly string[]>;
  /** Notes whether somebody looks after an activity; a name that does not exist is left. */
  lookAfter(name: string, activity: string, does: boolean): Promise<void>;
  /** Who was in one of these teams, and is in none of them now. */
  formerlyIn(teams: readonly string[]): Promise<FormerColleague[]>;
  /** Everybody who may use the product now. */
  list(): Promise<readonly User[]>;
  /** Every account, ended ones too, by the name that people read. */
  people(): Promise<readonly Omit<Person, 'sessions'>[]>;
}

export interface AccountsDependencies {
  readonly database: Database;
  /** Is told of whatever changes, before it does. */
  readonly trail: Pick<AccountTrail, 'note'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whether example accounts may be used. */
  readonly demo: boolean;
}

export function createAccounts({ database, trail, clock, random, demo }: AccountsDependencies): Accounts {
  let decoy: Promise<PasswordHash> | null = null;

  async function load(name: string): Promise<Account | null> {
    if (!USER_NAME.test(name)) return null;
    const stored = await database.get(`account:${name}`);
    const account = stored && readAccount(stored);
    return account && (demo || !account.demo) ? account : null;
  }

  async function all(): Promise<readonly Account[]> {
    const accounts = (await database.startingWith('account:')).map(readAccount);
    return accounts.filter((account) => demo || !account.demo);
  }

  /** Writes what `make` makes of an account, noted as `act`; null when it makes nothing, or when there is no account. */
  async function change(
    name: string,
    make: (account: Account) => Partial<Account> | null,
    noted: { readonly act: AccountAct; readonly by: string | null } | null
  ): Promise<Account | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const account = await load(name);
      const made = account && make(account);
      if (!account || !made) return null;
      const changed = { ...account, ...made };
      const next = { ...changed, left: leftAfter(account, changed, clock()) };
      if (noted) {
        const [from, to] = [accessOf(account), accessOf(next)];
        await trail.note(name, noted.act, noted.by, isDeepStrictEqual(from, to) ? {} : { from, to });
      }
      if (await database.put(next)) return next;
    }
    throw new Error('An account keeps changing.');
  }

  const add = async (
    fields: ReturnType<typeof withoutEnd> | (Standing & Pick<Account, 'name' | 'activities'>),
    access: Pick<Account, 'password' | 'invitation' | 'demo'> & Partial<Pick<Account, 'identity'>>,
    { act, by }: { readonly act: AccountAct; readonly by: string | null }
  ): Promise<boolean> => {
    if (!USER_NAME.test(fields.name)) throw new RangeError('This cannot be a user name.');
    if (await database.get(`account:${fields.name}`)) return false;
    await trail.note(fields.name, act, by, { to: accessOf(fields) });
    return database.put({
      _id: `account:${fields.name}`,
      kind: 'account',
      schema: 2,
      author: SERVER.name,
      device: 'server',
      created: isoMoment(clock()),
      left: [],
      ...fields,
      ...access
    });
  };

  function invitation(name: string) {
    const token = Buffer.from(random(32)).toString('base64url');
    const expires = isoMoment(clock() + INVITATION_LASTS);
    return {
      kept: { hash: hashOf(token), expires },
      answer: { secret: `${name}.${token}`, expires }
    };
  }

  /** The account's name and whether the secret opens it now. */
  function opens(secret: string): { name: string; fits: (account: Account) => boolean } {
    const point = secret.lastIndexOf('.');
    const hash = hashOf(secret.slice(point + 1));
    return {
      name: secret.slice(0, Math.max(point, 0)),
      fits: ({ invitation: kept }) =>
        kept !== null &&
        Date.parse(kept.expires) > clock() &&
        timingSafeEqual(Buffer.from(kept.hash), Buffer.from(hash))
    };
  }

  return {
    async find(name) {
      const account = await load(name);
      return account && userAt(account, clock());
    },
    async authenticate(name, password) {
      // Made at the first attempt, whoever's it is, so that its cost tells nothing either.
      decoy ??= hashPassword('', random);
      const spare = await decoy;
      const account = await load(name);
      const right = await verifyPassword(password, account?.password ?? spare);
      return account?.password && right ? userAt(account, clock()) : null;
    },
    create: async (user, password, { demo: example }) =>
      add(
        withoutEnd(user),
        {
          password: await hashPassword(password, random),
          invitation: null,
          demo: example
        },
        { act: 'made', by: null }
      ),
    async invite(name, standing, by) {
      const { kept, answer } = invitation(name);
      const made = await add(
        { name, ...standing, activities: [] },
        { password: null, invitation: kept, demo: false },
        { act: 'invited', by }
      );
      return made ? ok(answer) : fail('taken');
    },
    async inviteAgain(name, by) {
      const { kept, answer } = invitation(name);
      return (await change(name, () => ({ invitation: kept }), { act: 'invited-again', by })) && answer;
    },
    async invited(secret) {
      const { name, fits } = opens(secret);
      const account = await load(name);
      return account && fits(account) ? userAt(account, clock()) : null;
    },
    async welcome(secret, password) {
      const { name, fits } = opens(secret);
      // The hash is costly: made only for a link that is right.
      const account = await load(name);
      if (!account || !fits(account) || !userAt(account, clock())) return null;
      const hash = await hashPassword(password, random);
      const changed = await change(name, (now) => (fits(now) ? { password: hash, invitation: null } : null), {
        act: 'password-chosen',
        by: name
      });
      return changed && userAt(changed, clock());
    },
    async changePassword(name, password) {
      const hash = await hashPassword(password, random);
      return (
        (await change(name, () => ({ password: hash, invitation: null }), {
          act: 'password-chosen',
          by: name
        })) !== null
      );
    },
    decide: async (name, standing, by) =>
      (await change(name, () => standing, { act: 'decided', by })) !== null,
    async recognise(identity, standing) {
      const hash = hashOf(identity);
      // Follows from who it is: two log-ins at once make one account, and no name that somebody chose is taken over.
      const name = `g-${hash.slice(0, 16)}`;
      const account = await load(name);
      if (account && account.identity !== hash) return null;
      if (!account && standing.roles.length === 0) return null;
      if (!account)
        await add(
          { name, ...standing, ends: null, activities: [] },
          { password: null, invitation: null, demo: false, identity: hash },
          { act: 'recognised', by: null }
        );
      await change(
        name,
        ({ displayName, roles, memberships }) =>
          isDeepStrictEqual({ displayName, roles, memberships }, standing) ? null : standing,
        { act: 'recognised', by: null }
      );
      const now = await load(name);
      return now && standing.roles.length > 0 ? userAt(now, clock()) : null;
    },
    async handsInFor(name) {
      const account = await load(name);
      return account ? handsInAt(account, clock()) : [];
    },
    async lookAfter(name, activity, does) {
      await change(
        name,
        ({ activities }) => {
          if (activities.includes(activity) === does) return null;
          const others = activities.filter((one) => one !== activity);
          return { activities: does ? [...others, activity] : others };
          // The trail has it already: this follows from a document.
        },
        null
      );
    },
    async formerlyIn(teams) {
      const meant = teams.map(teamDatabase);
      const now = clock();
      return (await all())
        .filter(
          (account) =>
            everIn(account).some((one) => meant.includes(one)) &&
            !openAt(account, now).some((one) => meant.includes(one))
        )
        .map(({ name, displayName }) => ({ name, displayName }));
    },
    async list() {
      const now = clock();
      return (await all()).flatMap((account) => userAt(account, now) ?? []);
    },
    async people() {
      const now = clock();
      return (await all())
        .map((account) => ({
          name: account.name,
          displayName: account.displayName,
          roles: account.roles,
          memberships: account.memberships,
          ends: account.ends,
          state: stateAt(account, now)
        }))
        .sort((one, other) => one.displayName.localeCompare(other.displayName, 'nl'));
    }
  };
}

const accessOf = ({ roles, memberships, ends }: Access): Access => ({ roles, memberships, ends });

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
