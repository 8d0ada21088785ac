import assert from 'node:assert/strict';
import { chmodSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration, type SmallMigration } from './small-migration.ts';

describe('what a migration leaves in .migmap', function () {
  this.timeout(180_000);
  let small: SmallMigration;
  before(() => (small = smallMigration()));
  after(() => rmSync(small.root, { recursive: true }));

  it('is for its owner alone, whatever the umask', async () => {
    // As a careless hand would have made it.
    mkdirSync(join(small.root, '.migmap', 'local'), { recursive: true });
    for (const folder of ['.migmap', '.migmap/local']) chmodSync(join(small.root, folder), 0o777);
    const walk: [string[], number][] = [
      [['discover'], 0],
      [['manifest', 'main.migmap', '--create'], 0],
      [['run', 'main.migmap', '--hold-unmatched'], 3],
      [['verify', 'latest'], 0],
      [['signoff', 'latest', '--by', 'Ada'], 0],
      [['rollback', 'latest'], 0],
    ];
    for (const [args, code] of walk) {
      const end = await warmCli(args, small.root, { umask: 0 });
      assert.equal(end.code, code, `${args.join(' ')}\n${end.err}`);
    }
    const paths = globSync('**/*', { cwd: join(small.root, '.migmap') });
    for (const wanted of ['profiles/export.json', 'local/journal.sqlite', 'emulators/local.sqlite'])
      assert.ok(paths.includes(wanted), `${wanted} in ${paths.join(', ')}`);
    for (const wanted of [/held-Company\.csv$/, /report\.html$/, /owners\.csv$/, /signoff\.json$/])
      assert.ok(
        paths.some((p) => wanted.test(p)),
        `${wanted} in ${paths.join(', ')}`,
      );
    const open = ['', ...paths].filter((path) => {
      const { mode } = statSync(join(small.root, '.migmap', path));
      return (mode & 0o077) !== 0;
    });
    assert.deepEqual(open, []);
    assert.deepEqual(
      paths.filter((p) => p.endsWith('.tmp')),
      [],
      'nothing half-written stays',
    );
  });
});
