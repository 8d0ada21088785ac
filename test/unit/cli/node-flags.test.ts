import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeEnvironment, nodeFlags } from '@migmap/client/infrastructure/node-flags';

describe('the launcher', () => {
  it('bounds the memory of the command line as the editor does', () => {
    const told = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../../cli/bin/migmap.mjs', import.meta.url)), '--help'],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          MALLOC_ARENA_MAX: undefined,
          NODE_OPTIONS:
            '--import=data:text/javascript,console.error(JSON.stringify([process.env.MALLOC_ARENA_MAX,...process.execArgv]))',
        },
      },
    );
    assert.equal(told.status, 0, told.stderr);
    const [launcher, commandLine] = told.stderr
      .split('\n')
      .filter((line) => line.startsWith('['))
      .map((line) => JSON.parse(line) as (string | null)[]);
    assert.deepEqual(launcher, [null]);
    assert.equal(commandLine?.[0], nodeEnvironment['MALLOC_ARENA_MAX']);
    for (const flag of nodeFlags)
      assert.ok(commandLine?.includes(flag), `${flag} in ${commandLine?.join(' ')}`);
  });
});
