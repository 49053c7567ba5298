// Everything that must hold before a change lands: types, style, and the tests of all projects or of the one named.
// Its last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireChromium } from './chromium.ts';
import { tally, type VitestReport } from './tally.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const project = process.argv[2];
let passed = 0;
let failed = 0;

if (!project) {
  check(
    'types',
    ['svelte-kit', 'sync'],
    ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']
  );
  check('lint', ['eslint', '.', '--max-warnings', '0']);
  check('format', ['prettier', '--check', '--log-level', 'warn', '.']);
  // Built by the same script that `npm start` uses, so that the browser tests meet what a user gets.
  check('build', ['node', 'scripts/run.mjs', '--build', 'scripts/built.ts']);
}
runTests();

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** One named check of one or more commands; counts as one test. */
function check(name: string, ...commands: string[][]): void {
  console.log(`\n── ${name}`);
  const good = commands.every(([command = '', ...words]) => run(command, words) === 0);
  if (good) passed++;
  else failed++;
  console.log(`${good ? 'passed' : 'FAILED'}: ${name}`);
}

function runTests(): void {
  console.log(`\n── tests${project ? ` (${project})` : ''}`);
  const folder = mkdtempSync(join(tmpdir(), 'binnenzak-test-'));
  const report = join(folder, 'report.json');
  try {
    const chromium = project && project !== 'browser' ? '' : requireChromium(process.env);
    run(
      'vitest',
      [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...(project ? ['--project', project] : [])
      ],
      { CHROMIUM_PATH: chromium }
    );
    const totals = tally(JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
    passed += totals.passed;
    failed += totals.failed;
    for (const title of totals.skipped) console.log(`left out: ${title}`);
  } catch (error) {
    failed++;
    console.error(error instanceof Error ? error.message : error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, words: string[], environment: NodeJS.ProcessEnv = {}): number {
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32'
  });
  return status ?? 1;
}
