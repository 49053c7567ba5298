import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_DATABASE } from './audit/audit.ts';
import { createAccountTrail } from './log-in/account-trail.ts';
import { ACCOUNTS_DATABASE, createAccounts } from './log-in/accounts.ts';
import { openDatabase } from './database.ts';
import { createEmbeddedEngine } from './engines/embedded.ts';
import { random } from './testing.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binnenzak-unit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a command of the server to its end; answers how it ended and the lines it said. */
async function run(file: string, environment: Record<string, string>, input = '') {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    env: { ...process.env, DATA_DIR: folder, ...environment },
    stdio: ['pipe', 'pipe', 'pipe']
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, lines: said.trim().split('\n') };
}

async function freePort(): Promise<{ port: string; release: () => void }> {
  const holder = createServer();
  await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', () => resolve()));
  const address = holder.address();
  return {
    port: String(typeof address === 'object' && address ? address.port : 0),
    release: () => holder.close()
  };
}

describe('a start that cannot succeed', { timeout: 30_000 }, () => {
  it('says in one line each what is wrong with the settings', async () => {
    const { code, lines } = await run('main.ts', { PORT: 'x', DEMO: 'maybe' });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^PORT is "x"/), expect.stringMatching(/^DEMO is "maybe"/)]);
  });

  it('says that the port is taken', async () => {
    const { port, release } = await freePort();
    const { code, lines } = await run('main.ts', { PORT: port });
    release();
    expect([code, lines]).toEqual([1, [expect.stringContaining(`PORT ${port} is in use`)]]);
  });

  it('says that another server has the data folder', async () => {
    const engine = await createEmbeddedEngine({ folder, guard: () => null });
    const { port, release } = await freePort();
    release();
    const { code, lines } = await run('main.ts', { PORT: port });
    await engine.close();
    expect([code, lines]).toEqual([1, [expect.stringContaining('in use by another Binnenzak')]]);
  });

  it('names the command that makes an administrator where there is none to ask', async () => {
    const { port, release } = await freePort();
    release();
    const { code, lines } = await run('main.ts', { PORT: port, DEMO: '0' });
    expect([code, lines]).toEqual([1, [expect.stringContaining('npm run administrator')]]);
  });
});

describe('the first administrator', { timeout: 30_000 }, () => {
  it('is made from a name and a password that is not shown', async () => {
    const { code, lines } = await run('administrator.ts', { DEMO: '0' }, 'baas\neen heel lang wachtwoord\n');
    expect(lines.at(-1)).toBe('"baas" is an administrator now.');
    expect(code).toBe(0);
    expect(lines.join()).not.toContain('heel lang');
    const engine = await createEmbeddedEngine({ folder, guard: () => null });
    const database = openDatabase(engine, ACCOUNTS_DATABASE);
    const trail = createAccountTrail(openDatabase(engine, AUDIT_DATABASE), Date.now);
    const accounts = createAccounts({ database, trail, clock: Date.now, random, demo: false });
    expect(await accounts.authenticate('baas', 'een heel lang wachtwoord')).toMatchObject({
      roles: ['administrator']
    });
    expect(await trail.of('baas')).toMatchObject([
      { act: 'made', who: null, from: null, to: { roles: ['administrator'] } }
    ]);
    await engine.close();
  });

  it.each([
    ['Baas!\neen heel lang wachtwoord\n', 'A user name has'],
    ['baas\nkort\n', 'A password has 12'],
    ['', 'A user name has']
  ])('is not made from %j', async (input, reason) => {
    const { code, lines } = await run('administrator.ts', { DEMO: '0' }, input);
    expect(code).toBe(1);
    expect(lines.at(-1)).toContain(reason);
  });
});
