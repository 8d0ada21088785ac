import type { Context } from 'mocha';
import { bedParts, installChromium } from './parts.ts';

/**
 * Installs the parts of the bed. Where they cannot be had the suite is skipped, loudly, and fails in CI: a suite that
 * did not run has shown nothing.
 */
export function needBed(suite: Context): void {
  if (process.env['VSCODE_EXECUTABLE']) return;
  need(suite, bedParts, 'there is no VS Code to test in', ' Or name a desktop VS Code in VSCODE_EXECUTABLE.');
}

/** The same for a suite that needs a browser alone; answers where it is. */
export function needChromium(suite: Context): string | undefined {
  return need(suite, installChromium, 'there is no browser to print with', '');
}

function need<T>(suite: Context, install: () => T, what: string, or: string): T | undefined {
  try {
    return install();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `NOT RUN: ${what}. ${reason}${or}`;
    if (process.env['CI'] === 'true') throw new Error(message, { cause: error });
    console.warn(`\n      ${'!'.repeat(70)}\n      ${message}\n      ${'!'.repeat(70)}\n`);
    suite.skip();
  }
}
