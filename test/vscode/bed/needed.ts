import type { Context } from 'mocha';
import { bedParts } from './parts.ts';

/**
 * Installs the parts of the bed. Where they cannot be had the suite is skipped, loudly, and fails in CI: a suite that
 * did not run has shown nothing.
 */
export function needBed(suite: Context): void {
  if (process.env['VSCODE_EXECUTABLE']) return;
  try {
    bedParts();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `NOT RUN: there is no VS Code to test in. ${reason} Or name a desktop VS Code in VSCODE_EXECUTABLE.`;
    if (process.env['CI'] === 'true') throw new Error(message, { cause: error });
    console.warn(`\n      ${'!'.repeat(70)}\n      ${message}\n      ${'!'.repeat(70)}\n`);
    suite.skip();
  }
}
