/** What the suite needs and the project's own dependencies do not bring: a VS Code (from npm) and a Chromium (from Debian). */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, '.cache/vscode-bed');

export interface Parts {
  /** `server-main.js` of VS Code's own server. */
  readonly server: string;
  readonly chromium: string;
}

/** Installs what is missing. Throws an error that says what could not be had. */
export function bedParts(): Parts {
  return { server: installServer(), chromium: installChromium() };
}

function installServer(): string {
  const vscode = join(cache, 'node_modules/code-server/lib/vscode');
  const server = join(vscode, 'out/server-main.js');
  const done = join(cache, 'complete');
  if (existsSync(done) && existsSync(server)) return server;
  console.log(
    '      Installing VS Code for the tests into .cache/vscode-bed (npm package code-server, 600 MB, once) …',
  );
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'package.json'), join(cache, 'package.json'));
  // Its native modules stay unbuilt: nothing the suite touches needs them.
  npmInstall(cache);
  npmInstall(vscode, '--omit=dev');
  writeFileSync(done, '');
  return server;
}

function npmInstall(directory: string, ...options: string[]): void {
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...options],
    {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
}

/** Of the machine, else installed where this process may. Throws an error that says what could not be had. */
export function installChromium(): string {
  const candidates = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error('There is no Chromium: install one, or name it in CHROMIUM.');
  }
  console.log('      Installing Chromium by apt-get (Debian package chromium, once) …');
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', 'chromium');
  return '/usr/bin/chromium';
}
