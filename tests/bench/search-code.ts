import { globSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { alone, type Figure } from './figure.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
/** Modules of the public pages that are there for searching: the form, the results with their filters, the worker's client. */
const SEARCH =
  /src\/(routes\/\(publiek\)\/kaart\/\+|lib\/social-map\/(search\/|search-address|Search|Result|Recognised|Understood|Filter|filter-choices|result-groups|NoAnswer|missed)|lib\/agenda\/(filter-choices|map-worker-client))/;

/**
 * What search adds to what the public pages may load, beside the worker itself: all their code and styles, against the
 * same without search. Also what is only loaded for results counts; the knowledge is in the worker.
 */
export async function searchCodeFigure(): Promise<Figure> {
  const added = (await publicPages([])) - (await publicPages([withoutSearch]));
  return alone('code and knowledge that search adds to the public pages, gzip', 'kB', added / 1000, 25);
}

/** Bytes (gzip) of every file that the public pages are made of. */
async function publicPages(plugins: readonly Plugin[]): Promise<number> {
  const pages = globSync('{+*,(publiek)/**/+*}.{svelte,ts}', { cwd: join(SRC, 'routes') })
    .filter((path) => !path.includes('+server'))
    .map((path) => join(SRC, 'routes', path));
  const result = await build({
    configFile: false,
    root: SRC,
    logLevel: 'error',
    plugins: [...plugins, svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: [join(SRC, 'hooks.client.ts'), ...pages],
        // The framework's own modules are the same with and without.
        external: /^\$(app|service-worker|env)/,
        preserveEntrySignatures: 'strict',
        shimMissingExports: true
      }
    }
  });
  const outputs = (Array.isArray(result) ? result : [result]) as {
    output: { fileName: string; type: string; code?: string; source?: string | Uint8Array }[];
  }[];
  return (
    outputs
      .flatMap(({ output }) => output)
      // A worker is an asset to the page that starts it.
      .filter(({ fileName, type }) => type === 'chunk' || fileName.endsWith('.css'))
      .reduce((sum, { code, source }) => sum + gzipSync(code ?? source ?? '').length, 0)
  );
}

/** Puts nothing in the place of each module of search. */
const withoutSearch: Plugin = {
  name: 'without-search',
  enforce: 'pre',
  load(id) {
    const [path = ''] = id.split('?');
    if (!SEARCH.test(path)) return null;
    return path.endsWith('.svelte') ? '' : 'export {}';
  }
};
