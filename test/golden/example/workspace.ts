/** An example in a folder of its own, with an export made from a seed, driven through the command line as a person would. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { warmCli } from '../../support/cli/warm-cli.ts';

export const example = 'examples/smartdesk-to-salesforce';
const sources = ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning'];

export interface ExampleWorkspace {
  readonly root: string;
  /** Runs a command, requires its exit code, and answers what it printed on standard output. */
  readonly migmap: (args: readonly string[], code?: number) => Promise<string>;
  /** All that the commands have printed, errors and progress too. */
  readonly printed: readonly string[];
  remove(): void;
}

export async function exampleWorkspace(options: {
  seed: number;
  scale: number;
  from?: string;
}): Promise<ExampleWorkspace> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'migmap-example-'));
  for (const file of globSync('*.{migmap,json,md}', { cwd: options.from ?? example }))
    cpSync(join(options.from ?? example, file), join(root, file));
  await promisify(execFile)(process.execPath, [
    ...sources,
    'emulators/src/smartdesk/main.ts',
    '--seed',
    `${options.seed}`,
    '--scale',
    `${options.scale}`,
    '--out',
    join(root, 'export'),
  ]);
  const printed: string[] = [];
  return {
    root,
    printed,
    migmap: (args, code = 0) => migmap([...args, '--workspace', root], code, printed),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function migmap(args: readonly string[], expected: number, printed: string[]): Promise<string> {
  const { code, out, err } = await warmCli(args, process.cwd());
  printed.push(`$ migmap ${args.join(' ')}\n${err}\n${out}`);
  assert.equal(code, expected, `migmap ${args.join(' ')}\n${err}\n${out}`);
  return out;
}
