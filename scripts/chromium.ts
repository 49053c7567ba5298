import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of a Chromium: `CHROMIUM_PATH`, then the PATH, then one that Playwright installed; null where there is none. */
function findChromium(environment: NodeJS.ProcessEnv): string | null {
  const named = environment['CHROMIUM_PATH'];
  if (named) return isExecutable(named) ? named : null;
  const places = (environment['PATH'] ?? '').split(delimiter);
  const found = places.flatMap((place) => NAMES.map((name) => join(place, name))).find(isExecutable);
  return found ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
}

/** Finds Chromium; on Debian as root installs the package where there is none. Throws with the command that mends it. */
export function requireChromium(environment: NodeJS.ProcessEnv): string {
  const found = findChromium(environment);
  if (found) return found;
  if (!environment['CHROMIUM_PATH'] && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing Chromium for the browser tests …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const installed = findChromium(environment);
    if (installed) return installed;
  }
  throw new Error(
    environment['CHROMIUM_PATH']
      ? `CHROMIUM_PATH names no program that can be run: ${environment['CHROMIUM_PATH']}`
      : 'There is no Chromium for the browser tests. Install it with: sudo apt-get install chromium'
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
