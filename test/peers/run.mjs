// Installs the other vendors' clients (once) and runs their tests against the emulator.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const windows = process.platform === 'win32';

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: windows });
  if (status !== 0) process.exit(status ?? 1);
}

const clients = ['sfdmu', '@salesforce/cli', 'pipedrive'];
if (!clients.every((name) => existsSync(`${here}node_modules/${name}`)))
  run('npm', ['ci', '--ignore-scripts', '--no-workspaces'], here);
const mocha = fileURLToPath(new URL('../../node_modules/mocha/bin/mocha.js', import.meta.url));
const options = ['--no-config', '--node-option', 'conditions=migmap-source', '--extension', 'ts'];
run(process.execPath, [mocha, ...options, '--timeout', '180000', 'test/peers/*.test.ts'], root);
