// Takes part in building the app: the rules for CouchDB as one script. Nothing here is needed where they are built.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { build } from 'vite';
import { BUILT, type BuiltRules } from './built-rules.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The rules and every schema they go by as one old-fashioned script that sets `rules`. Takes about a second. */
export async function bundleRules(): Promise<BuiltRules> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2015',
      lib: {
        entry: join(import.meta.dirname, 'rules.ts'),
        formats: ['iife'],
        name: 'rules',
        fileName: () => 'rules.js'
      }
    }
  });
  const [output] = [built].flat();
  const chunk = output && 'output' in output ? output.output[0] : null;
  if (!chunk?.code) throw new Error('The rules for CouchDB could not be bundled.');
  // Others are the bundler's own and no files, or packages, of which the lock tells.
  const own = chunk.moduleIds.filter((id) => isAbsolute(id) && !/[\\/]node_modules[\\/]/.test(id));
  const files = [...own, join(ROOT, 'package-lock.json')];
  const sources = await Promise.all(
    files.map(async (file) => {
      const hash = createHash('sha256').update(await readFile(file));
      return [relative(ROOT, file).replaceAll('\\', '/'), hash.digest('hex')] as const;
    })
  );
  return { script: chunk.code, sources: Object.fromEntries(sources) };
}

/** Lays the rules beside the built app. */
export async function buildRules(): Promise<void> {
  await writeFile(BUILT, JSON.stringify(await bundleRules()));
}
