/** One VS Code server with the extension and one browser for all suites; each gets a window without a past. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { bedParts, type Parts } from './parts.ts';
import { quietSettings } from './quiet-settings.ts';

const run = promisify(execFile);
const viewport = { width: 1440, height: 900 };

interface Served {
  readonly address: string;
  readonly server: ChildProcess;
  readonly browser: Browser;
}

let served: Promise<Served> | undefined;
let home = '';

// Outside of any suite: after all of them.
after(async () => {
  if (served === undefined) return;
  const { server, browser } = await served;
  await browser.close();
  server.kill();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Where the server keeps its data, logs among them. */
export const servedHome = (): string => home;

/** A new window on `folder`. The first one installs `vsix` and starts the server. */
export async function servedPage(
  vsix: string,
  folder: string,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { address, browser } = await (served ??= serve(bedParts(), vsix));
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
  await page
    .locator('.monaco-workbench .explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 60_000 });
  return { page, close: () => context.close() };
}

async function serve(parts: Parts, vsix: string): Promise<Served> {
  home = await mkdtemp(join(tmpdir(), 'migmap-vscode-server-'));
  const common = ['--accept-server-license-terms', '--server-data-dir', home];
  await quietSettings(join(home, 'data/Machine'));
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
  return { address: `http://127.0.0.1:${port}`, server, browser };
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
