import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openProfile } from '../support/browser.ts';

interface Chunk {
  readonly fileName: string;
  readonly code?: string;
  readonly source?: string | Uint8Array;
}

/** The product's own modules and their baselines, bundled for a page as the product's are. */
export type LabBundle = ReadonlyMap<string, string>;

export async function bundleLab(): Promise<LabBundle> {
  const result = await build({
    configFile: false,
    root: join(import.meta.dirname, 'lab'),
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(import.meta.dirname, 'lab', 'lab.ts'),
        output: { entryFileNames: 'lab.js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  });
  const outputs = (Array.isArray(result) ? result : [result]) as { output: Chunk[] }[];
  return new Map(
    outputs.flatMap(({ output }) =>
      output.map((chunk) => [chunk.fileName, chunk.code ?? String(chunk.source)])
    )
  );
}

/** Opens the lab on the product's origin, so that it shares its storage, its cookies and its answers. */
async function openLab(page: Page, origin: string, bundle: LabBundle): Promise<void> {
  await page.route('**/lab/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice('/lab/'.length);
    if (name === '') {
      return route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>Lab</title><script type="module" src="/lab/lab.js"></script>'
      });
    }
    const body = bundle.get(name);
    return body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${origin}/lab/`);
  await page.waitForFunction(() => 'lab' in window);
}

/** Opens the lab in a browser with an empty profile. */
export async function inLab(
  origin: string,
  bundle: LabBundle,
  use: (page: Page) => Promise<void>
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-bench-'));
  const context = await openProfile(folder, { serviceWorkers: 'block' });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await openLab(page, origin, bundle);
    await use(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
