import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { isoMoment, type Clock } from '#lib/core/clock.ts';
import { documentFields } from '#lib/core/document.ts';
import { AccountChange, type AccountAct } from '#lib/roles/account-history.ts';
import type { Database } from '../database.ts';
import { SERVER } from '../engines/engine.ts';

const Fact = z.extend(AccountChange, {
  ...documentFields,
  kind: z.literal('account-change'),
  schema: z.literal(1),
  /** User name of whose account it is. */
  account: z.string()
});

/** What happened to accounts, in the audit trail: who let whom in, to what, and who took it away. */
export interface AccountTrail {
  /**
   * Notes what is about to happen to an account. It comes before the act: a change without a word of it is worse than
   * a word of a change that then failed.
   */
  note(account: string, act: AccountAct, who: string | null, change?: Change): Promise<void>;
  /** What happened to an account, the newest first. */
  of(account: string): Promise<readonly (AccountChange & { readonly when: string })[]>;
}

type Change = Partial<Pick<AccountChange, 'from' | 'to' | 'which'>>;

/** `database`: that of the audit trail. */
export function createAccountTrail(database: Database, clock: Clock): AccountTrail {
  return {
    async note(account, act, who, { from = null, to = null, which = null } = {}) {
      const fact: z.infer<typeof Fact> = {
        _id: '',
        kind: 'account-change',
        schema: 1,
        author: SERVER.name,
        device: 'server',
        created: isoMoment(clock()),
        account,
        act,
        who,
        from,
        to,
        which
      };
      const _id = `${prefixOf(account)}${fact.created}:${randomUUID()}`;
      if (!(await database.put({ ...fact, _id })))
        throw new Error('The audit trail refused a change of an account.');
    },
    async of(account) {
      const facts = (await database.startingWith(prefixOf(account))).map((stored) => Fact.parse(stored));
      return facts.reverse().map(({ act, who, from, to, which, created }) => ({
        act,
        who,
        from,
        to,
        which,
        when: created
      }));
    }
  };
}

const prefixOf = (account: string): string => `account-change:${account}:`;
