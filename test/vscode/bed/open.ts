/** A real VS Code with the packaged extension, opened on a copy of a folder. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { _electron, type Page } from 'playwright-core';
import { quietSettings } from './quiet-settings.ts';
import { servedHome, servedPage } from './served.ts';

const run = promisify(execFile);

export interface Bed {
  readonly page: Page;
  /** The copy of the folder that is open. */
  readonly folder: string;
  /** What the extension wrote to its log so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a copy of `example` in a VS Code that has `vsix`: a fresh window of the one that is served, or the desktop VS Code that
 * `VSCODE_EXECUTABLE` names, with data folders of its own.
 */
export async function openBed(vsix: string, example: string): Promise<Bed> {
  const home = await mkdtemp(join(tmpdir(), 'migmap-vscode-'));
  const folder = join(home, 'workspace');
  await cp(example, folder, { recursive: true });
  await quietSettings(join(folder, '.vscode'));
  const desktop = process.env['VSCODE_EXECUTABLE'];
  const { page, close } = desktop
    ? await openDesktop(desktop, { home, vsix, folder })
    : await servedPage(vsix, folder);
  return {
    page,
    folder,
    log: () => extensionLog(desktop ? home : servedHome()),
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

async function openDesktop(
  executable: string,
  { home, vsix, folder }: Places,
): Promise<Pick<Bed, 'page' | 'close'>> {
  const own = ['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
  await quietSettings(join(home, 'user/User'));
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

async function extensionLog(home: string): Promise<string> {
  const files = (await readdir(home, { recursive: true })).filter((f) => /migmap.*[/\\]Migmap\.log$/.test(f));
  return (await Promise.all(files.map((f) => readFile(join(home, f), 'utf8')))).join('\n');
}
