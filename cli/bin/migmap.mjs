#!/usr/bin/env node
// Starts the command line with a Node that is new enough: this one, or the one that the project's `node` package brings.
// Written for any Node since 18, because it is what an old one runs before it is replaced.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The editor starts it with the same limits, see client/src/infrastructure/node-flags.ts for why.
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=1024',
  '--max-semi-space-size=8',
];
const child = spawn(newEnoughNode(), [...flags, ...entry(), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { MALLOC_ARENA_MAX: '1', ...process.env },
});
// A terminal sends Ctrl-C to both processes; a signal sent to this one alone has to be passed on.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => fail(`migmap could not be started: ${error.message}`));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});

function newEnoughNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  try {
    const home = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const binary = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  } catch {
    // said below
  }
  return fail(
    `migmap needs Node 22.13 or newer; this is ${process.version}. In a clone, "npm ci" brings one along; elsewhere, install a newer Node.`,
  );
}

/** The built command line, or in a clone that has not been built its source, which Node runs as it stands. */
function entry() {
  const built = join(root, 'dist', 'cli.mjs');
  if (existsSync(built)) return [built];
  return ['--conditions=migmap-source', join(root, 'cli', 'src', 'main.ts')];
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
