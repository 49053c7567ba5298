import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const quick = { environment: 'node' as const, exclude: ['tests/e2e/**', 'tests/bench/**'] };

/**
 * What the public pages need travels as one file. Each file that a page waits for costs a cheap phone more than the code
 * in it: taking it from the store, compiling, linking.
 */
const publicPages = {
  name: 'public',
  test: /[\\/]src[\\/](hooks\.client|routes[\\/](\+|\(publiek\)))|[\\/]kit[\\/]src[\\/]runtime[\\/]client[\\/]/
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [sveltekit()],
  ...(isSsrBuild
    ? {}
    : { build: { rolldownOptions: { output: { codeSplitting: { groups: [publicPages] } } } } }),
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...quick,
          name: 'unit',
          include: ['src/**/*.test.ts', 'sync-server/**/*.test.ts', 'scripts/**/*.test.ts'],
          // Tests over thousands of made-up cases take seconds where other work is done at the same time.
          testTimeout: 30_000
        }
      },
      {
        extends: true,
        test: { ...quick, name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 }
      },
      {
        extends: true,
        test: { ...quick, name: 'devices', include: ['tests/devices/**/*.test.ts'], testTimeout: 60_000 }
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file drives a browser and a server of its own; two cores carry one at a time.
          fileParallelism: false
        }
      }
    ]
  }
}));
