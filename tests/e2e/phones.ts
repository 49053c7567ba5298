import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { openProfile } from '../support/browser.ts';
import { enrol, installed, stateOfData } from './steps.ts';

/** Phones of several workers on one server. */
export class Phones {
  readonly #folders: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  /** A new phone on which a worker enrolled, at Vandaag, with the app's files and the team's work on it. */
  async of(origin: string, username: string): Promise<Page> {
    const page = await this.empty();
    await enrol(page, origin, username);
    await stateOfData(page, 'alles verwerkt');
    await installed(page);
    return page;
  }

  /** A new phone on which nothing was done yet. */
  async empty(): Promise<Page> {
    const folder = mkdtempSync(join(tmpdir(), 'binnenzak-profile-'));
    this.#folders.push(folder);
    const context = await openProfile(folder);
    this.#contexts.push(context);
    return context.pages()[0] ?? (await context.newPage());
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}
