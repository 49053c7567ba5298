import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');

/** The product's own server as a process of its own, with a data folder that outlives restarts. */
export interface ProductServer {
  readonly origin: string;
  readonly folder: string;
  /** Starts it and waits until it answers; `environment` adds to its settings, for this start. */
  start(environment?: NodeJS.ProcessEnv): Promise<void>;
  /** Ends the process: `SIGTERM` asks, `SIGKILL` does not. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Stops and removes the data folder. */
  discard(): Promise<void>;
}

/** A server on a free port with an empty data folder, filled with the demo; not started yet. */
export async function productServer(): Promise<ProductServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-data-'));
  let child: ChildProcess | null = null;
  let output = '';

  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };

  return {
    origin,
    folder,
    async start(environment = {}) {
      const process_ = spawn(process.execPath, [join(ROOT, 'sync-server/main.ts')], {
        cwd: ROOT,
        env: { ...process.env, PORT: String(port), DATA_DIR: folder, ORIGIN: origin, ...environment },
        stdio: ['ignore', 'pipe', 'pipe']
      });
      child = process_;
      output = '';
      process_.stdout.on('data', (chunk) => (output += chunk));
      process_.stderr.on('data', (chunk) => (output += chunk));
      for (let waited = 0; waited < 60_000; waited += 50) {
        if (process_.exitCode !== null) throw new Error(`The server ended at its start:\n${output}`);
        if (await isHealthy(origin)) return;
        await pause(50);
      }
      throw new Error(`The server was not ready within a minute:\n${output}`);
    },
    stop,
    async discard() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
