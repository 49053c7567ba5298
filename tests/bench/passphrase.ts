import { argon2Sync, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { PASSPHRASE_COST } from '#lib/crypto/passphrase.ts';
import { SHORTEST_PASSPHRASE } from '#lib/lock/vault-key.ts';
import { Phones } from '../e2e/phones.ts';
import { PASSPHRASE } from '../e2e/steps.ts';
import { slowDown } from '../support/browser.ts';
import { productServer } from '../support/server.ts';
import { alone, median, type Figure } from './figure.ts';

const SLOWER = 4;
const ROUNDS = 7;
const GUESSES = 20;
/** Milliseconds in which somebody types a passphrase: what the page still does for its start is done by then. */
const TYPING = 2000;

/** What it costs to open the lock with the passphrase, without a connection, on a phone that was just taken up. */
export async function passphraseFigures(): Promise<Figure[]> {
  const server = await productServer();
  const phones = new Phones();
  try {
    await server.start();
    const page = await phones.of(server.origin, 'vet-voorstad-1');
    await page.context().setOffline(true);
    const normal = await opening(page, server.origin);
    // The derivation runs in the page itself and not in a worker, so that it is slowed like the rest.
    const throttle = await slowDown(page, SLOWER);
    const slow = await opening(page, server.origin);
    await throttle.detach();
    return [
      alone('unlock with passphrase, from the touch to the desk painted', 'ms', normal, 600),
      alone('the same, slowed 4 times', 'ms', slow, 1800)
    ];
  } finally {
    await phones.close();
    await server.discard();
  }
}

/** Median milliseconds from the touch until Vandaag is painted; the page is loaded anew before each. */
async function opening(page: Page, origin: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`${origin}/werk`);
    await page.getByLabel('Wachtzin', { exact: true }).fill(PASSPHRASE);
    await page.waitForTimeout(TYPING);
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const started = performance.now();
            document.querySelector<HTMLElement>('main form button')?.click();
            const look = () =>
              document.querySelector('h1')?.textContent?.trim() === 'Vandaag'
                ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
                : requestAnimationFrame(look);
            look();
          })
      )
    );
  }
  return median(times);
}

/**
 * What a guess costs who copied the storage, in a sentence: the fastest of some, by OpenSSL, which is faster than what
 * the browser runs, on one core of this machine.
 */
export function guessCost(): string {
  const { memoryKiB, passes, lanes } = PASSPHRASE_COST;
  const times = Array.from({ length: GUESSES }, () => {
    const started = performance.now();
    argon2Sync('argon2id', {
      message: randomBytes(SHORTEST_PASSPHRASE),
      nonce: randomBytes(16),
      memory: memoryKiB,
      passes,
      parallelism: lanes,
      tagLength: 32
    });
    return performance.now() - started;
  });
  const seconds = Math.min(...times) / 1000;
  const mebibytes = memoryKiB / 1024;
  const bits = SHORTEST_PASSPHRASE * Math.log2(26);
  const years = (2 ** (bits - 1) * seconds) / (365 * 24 * 60 * 60);
  return [
    `Argon2id, ${mebibytes} MiB, ${passes} passes, ${lanes} lane: a guess takes ${Math.round(seconds * 1000)} ms of one core`,
    `(${(mebibytes * seconds).toFixed(1)} MiB·s; ${(1 / seconds).toFixed(1)} guesses a second).`,
    `The shortest passphrase, ${SHORTEST_PASSPHRASE} letters by chance, is ${bits.toFixed(1)} bits:`,
    `${Math.round(years)} years of one core to half of them.`
  ].join(' ');
}
