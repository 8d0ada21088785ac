import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

let built: string | undefined;

/** The path of the package that a user installs, built once. */
export function packageExtension(): string {
  return (built ??= build());
}

function build(): string {
  execFileSync(process.execPath, ['scripts/package.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return join(root, `${name}-${version}.vsix`);
}
