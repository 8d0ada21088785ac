/** What a person does in the workbench. Every action waits for what a person would wait to see. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';

const artifacts = join(import.meta.dirname, '../../../artifacts/vscode');

export async function openFile(page: Page, name: string): Promise<void> {
  await choose(page, 'Control+p', name, name);
  await page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).first().waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** By its title in the command palette, `Migmap: Open Report`. */
export const runCommand = (page: Page, title: string): Promise<void> =>
  choose(page, 'F1', `>${title}`, title);

/** Takes a row of the quick input. What was not there yet when the list was made is looked for in a new one. */
async function choose(page: Page, key: string, typed: string, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input');
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let left = 10; ; left--) {
    await page.keyboard.press(key);
    await input.waitFor();
    await input.fill(typed);
    try {
      // By hand, not by Enter: another row may still stand first.
      return await row.click({ timeout: 5000 });
    } catch (error) {
      if (left === 0) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Takes a row of a list that the workbench asks for, in the box with this title where it has one. */
export async function pick(page: Page, label: string, title = ''): Promise<void> {
  await page.locator('.quick-input-widget').filter({ hasText: title }).waitFor();
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
}

/** Takes a quick fix at a place with a finding. */
export async function quickFix(page: Page, line: number, column: number, title: string): Promise<void> {
  await goTo(page, line, column);
  await page.locator('.editor-group-container.active [class*="squiggly-"]').first().waitFor();
  await runCommand(page, 'Quick Fix...');
  await page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first().click();
}

export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget input');
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar').getByText(`Ln ${line}, Col ${column}`).waitFor();
}

/** The line of the active editor that contains a text. */
export function lineWith(page: Page, text: string): Locator {
  return page.locator('.editor-group-container.active .view-line').filter({ hasText: text }).first();
}

export async function problems(page: Page): Promise<Locator> {
  await runCommand(page, 'Problems: Focus on Problems View');
  return page.locator('.markers-panel .monaco-list-row');
}

/** The innermost frame of a webview that shows a text. */
export async function webviewWith(page: Page, text: string | RegExp, timeout = 60_000): Promise<Frame> {
  const until = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      const found = await frame
        .getByText(text)
        .count()
        .catch(() => 0);
      if (found > 0 && frame !== page.mainFrame()) return frame;
    }
    if (Date.now() > until) throw new Error(`No webview showed ${String(text)}.`);
    await page.waitForTimeout(100);
  }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(artifacts, { recursive: true });
  await page.screenshot({ path: join(artifacts, `${name}.png`), animations: 'disabled' });
}
