import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeFlags as ownFlags } from '@migmap/cli/node-flags';
import { nodeEnvironment, nodeFlags } from '@migmap/client/infrastructure/node-flags';

const bundle = fileURLToPath(new URL('../../../dist/cli.mjs', import.meta.url));

describe('the launcher', () => {
  it('is not needed: the built command line gives itself the same limits', function () {
    if (!existsSync(bundle)) {
      process.stderr.write('      SKIPPED: dist/ is not built\n');
      return this.skip();
    }
    const env = {
      ...process.env,
      NODE_OPTIONS: '--import=data:text/javascript,console.error(JSON.stringify(process.execArgv))',
    };
    const told = spawnSync(process.execPath, [bundle, '--help'], { encoding: 'utf8', env });
    assert.equal(told.status, 0, told.stderr);
    const [bare, own] = told.stderr.split('\n').filter((line) => line.startsWith('['));
    assert.equal(bare, '[]');
    for (const flag of nodeFlags) assert.ok(own?.includes(flag), `${flag} in ${own}`);
    for (const flag of nodeFlags) assert.ok(ownFlags.includes(flag));
  });

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
