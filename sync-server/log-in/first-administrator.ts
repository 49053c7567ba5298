import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { SHORTEST_PASSWORD } from '#lib/roles/person.ts';
import { USER_NAME, type Accounts } from './accounts.ts';
import { LONGEST_PASSWORD } from './passwords.ts';

export const NO_ADMINISTRATOR =
  'There is no administrator yet. Make one with: npm run administrator. Then start again.';

export const hasAdministrator = async (accounts: Accounts): Promise<boolean> =>
  (await accounts.list()).some(({ roles }) => roles.includes('administrator'));

/** Makes the account of an administrator; the failure is one line for whoever asked for it. */
export async function makeAdministrator(
  accounts: Accounts,
  name: string,
  password: string
): Promise<Result<void, string>> {
  if (!USER_NAME.test(name))
    return fail(
      'A user name has 2 to 63 lower-case letters, digits, points or dashes, and begins with a letter or digit.'
    );
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD)
    return fail(`A password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters.`);
  const made = await accounts.create(
    { name, displayName: name, roles: ['administrator'], teams: [], zones: [], activities: [] },
    password,
    { demo: false }
  );
  return made ? ok(undefined) : fail(`The user name "${name}" is taken.`);
}

/** Asks for name and password on the terminal; what is typed for the password is not shown. */
export async function askAdministrator(): Promise<{ name: string; password: string }> {
  let shown = true;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (shown) process.stdout.write(chunk);
      done();
    }
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  const lines = terminal[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    process.stdout.write(question);
    const { value, done } = await lines.next();
    return done ? '' : value;
  };
  try {
    const name = (await ask('User name of the first administrator: ')).trim();
    shown = false;
    const password = await ask(`Password (at least ${SHORTEST_PASSWORD} characters): `);
    process.stdout.write('\n');
    return { name, password };
  } finally {
    terminal.close();
  }
}
