/** A real VS Code with the packaged extension, opened on a copy of a folder. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { _electron, chromium, type Page } from 'playwright-core';
import { bedParts, type Parts } from './parts.ts';

const run = promisify(execFile);
const size = { width: 1440, height: 900 };

export interface Bed {
  readonly page: Page;
  /** The copy of the folder that is open. */
  readonly folder: string;
  /** What the extension wrote to its log so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/** Installs `vsix` into fresh data folders and opens a copy of `example`. `VSCODE_EXECUTABLE` names a desktop VS Code to use. */
export async function openBed(vsix: string, example: string): Promise<Bed> {
  const home = await mkdtemp(join(tmpdir(), 'migmap-vscode-'));
  const folder = join(home, 'workspace');
  await cp(example, folder, { recursive: true });
  await settings(join(folder, '.vscode'));
  const desktop = process.env['VSCODE_EXECUTABLE'];
  const { page, close } = desktop
    ? await openDesktop(desktop, { home, vsix, folder })
    : await openServer(bedParts(), { home, vsix, folder });
  return {
    page,
    folder,
    log: () => extensionLog(home),
    async close() {
      await close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

interface Places {
  readonly home: string;
  readonly vsix: string;
  readonly folder: string;
}

async function openServer(
  parts: Parts,
  { home, vsix, folder }: Places,
): Promise<Pick<Bed, 'page' | 'close'>> {
  const data = join(home, 'server');
  const common = ['--accept-server-license-terms', '--server-data-dir', data];
  await settings(join(data, 'data/Machine'));
  await run(process.execPath, [parts.server, ...common, '--install-extension', vsix]);
  const server = spawn(
    process.execPath,
    [
      parts.server,
      ...common,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--without-connection-token',
      '--disable-workspace-trust',
      '--disable-telemetry',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const port = await listeningPort(server);
  const browser = await chromium.launch({
    executablePath: parts.chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage({ viewport: size });
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
  await page
    .locator('.monaco-workbench .explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 60_000 });
  return {
    page,
    async close() {
      await browser.close();
      server.kill();
    },
  };
}

async function openDesktop(
  executable: string,
  { home, vsix, folder }: Places,
): Promise<Pick<Bed, 'page' | 'close'>> {
  const own = ['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
  await settings(join(home, 'user/User'));
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  await run(cli!, [...args, ...own, '--install-extension', vsix]);
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      folder,
      ...own,
      '--disable-workspace-trust',
      '--disable-telemetry',
      '--skip-welcome',
      '--no-sandbox',
      '--disable-updates',
    ],
  });
  const page = await app.firstWindow();
  await page
    .locator('.monaco-workbench .explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 60_000 });
  return { page, close: () => app.close() };
}

/** Keeps the page quiet: no welcome page, no assistant, nothing fetched. */
async function settings(directory: string): Promise<void> {
  const quiet = {
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'telemetry.telemetryLevel': 'off',
  };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'settings.json'), JSON.stringify(quiet, null, 2));
}

async function listeningPort(server: ChildProcess): Promise<number> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stdout! })) {
    said.push(line);
    const port = /listening on (?:port )?(\d+)/i.exec(line)?.[1];
    if (port) {
      server.stdout!.resume();
      return Number(port);
    }
  }
  throw new Error(`VS Code's server ended before it listened:\n${said.join('\n')}`);
}

async function extensionLog(home: string): Promise<string> {
  const files = (await readdir(home, { recursive: true })).filter((f) => /migmap.*[/\\]Migmap\.log$/.test(f));
  return (await Promise.all(files.map((f) => readFile(join(home, f), 'utf8')))).join('\n');
}
