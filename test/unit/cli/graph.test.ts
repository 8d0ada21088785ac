import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runCli } from './run-cli.ts';
import { smallMigration } from './small-migration.ts';

describe('migmap graph', () => {
  it('draws which map waits for which, without any connection', async () => {
    const { root, file } = smallMigration();
    // Nothing was discovered yet, so the mapping has to say what the reference names.
    writeFileSync(file, readFileSync(file, 'utf8').replace('ref(company_id)', 'ref(company_id of Company)'));
    try {
      const { code, out } = await runCli(['graph', file], root);
      assert.equal(code, 0);
      assert.equal(
        out,
        'flowchart LR\n  p1["1. Company → Account"]\n  p2["2. Contact → Contact"]\n  p1 --> p2\n',
      );
      assert.match((await runCli(['graph', file, '--format', 'dot'], root)).out, /^digraph "Small" \{/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
