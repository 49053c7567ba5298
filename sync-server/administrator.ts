// npm run administrator: makes an account for an administrator, with the server stopped.
import { randomBytes } from 'node:crypto';
import { AUDIT_DATABASE } from './audit/audit.ts';
import { createAccountTrail } from './log-in/account-trail.ts';
import { ACCOUNTS_DATABASE, createAccounts } from './log-in/accounts.ts';
import { openDatabase } from './database.ts';
import { askAdministrator, makeAdministrator } from './log-in/first-administrator.ts';
import { openEngine } from './open-engine.ts';
import { provisionServer } from './provision.ts';
import { readSettings } from './settings.ts';

process.exitCode = await run();

async function run(): Promise<number> {
  const settings = readSettings(process.env);
  if (!settings.ok) return refuse(...settings.failure);
  const engine = await openEngine(settings.value);
  if (!engine.ok) return refuse(engine.failure);
  try {
    await provisionServer(engine.value);
    const accounts = createAccounts({
      database: openDatabase(engine.value, ACCOUNTS_DATABASE),
      trail: createAccountTrail(openDatabase(engine.value, AUDIT_DATABASE), Date.now),
      clock: Date.now,
      random: (count) => new Uint8Array(randomBytes(count)),
      demo: settings.value.demo
    });
    const { name, password } = await askAdministrator();
    const made = await makeAdministrator(accounts, name, password);
    if (!made.ok) return refuse(made.failure);
    console.log(`"${name}" is an administrator now.`);
    return 0;
  } finally {
    await engine.value.close();
  }
}

function refuse(...lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}
