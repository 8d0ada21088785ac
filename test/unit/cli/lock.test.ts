import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockLocal } from '@migmap/cli/local/lock';

describe('the lock of a local system', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migmap-lock-'));
    file = join(folder, 'local.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is for one at a time, and free again when released', () => {
    const release = lockLocal(file, 'The local system');
    assert.throws(
      () => lockLocal(file, 'The local system'),
      /^Failure: The local system is in use by another migmap/,
    );
    release();
    lockLocal(file, 'The local system')();
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('ends with the process that has it, even when that is killed', async () => {
    const holder = `import { lockLocal } from '@migmap/cli/local/lock'; lockLocal(process.argv[1], 'x'); console.log('held'); setInterval(() => {}, 1000);`;
    const node = [
      '--conditions=migmap-source',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
    ];
    const child = spawn(process.execPath, [...node, '--eval', holder, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    assert.throws(() => lockLocal(file, 'x'), /in use/);
    child.kill('SIGKILL');
    await once(child, 'close');
    lockLocal(file, 'x')();
  });
});
