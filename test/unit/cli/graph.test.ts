import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallMigration } from './small-migration.ts';

describe('migmap graph', () => {
  it('draws which map waits for which, without any connection', async () => {
    const { root, file } = smallMigration();
    // Nothing was discovered yet, so the mapping has to say what the reference names.
    writeFileSync(file, readFileSync(file, 'utf8').replace('ref(company_id)', 'ref(company_id of Company)'));
    const lineOf = (text: string): number =>
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((line) => line.startsWith(text)) + 1;
    try {
      const { code, out } = await warmCli(['graph', file], root);
      assert.equal(code, 0);
      assert.equal(
        out,
        [
          'flowchart LR',
          '  p1["1. Company → Account"]',
          '  p2["2. Contact → Contact"]',
          '  p1 --> p2',
          `  click p1 href "main.migmap#L${lineOf('map Company')}"`,
          `  click p2 href "main.migmap#L${lineOf('map Contact')}"`,
          '',
        ].join('\n'),
      );
      assert.match((await warmCli(['graph', file, '--format', 'dot'], root)).out, /^digraph "Small" \{/);
      const { out: svg } = await warmCli(['graph', file, '--format', 'svg'], root);
      assert.match(svg, /^<svg [\s\S]*<\/svg>\n$/);
      assert.match(svg, new RegExp(`xlink:href="main.migmap#L${lineOf('map Contact')}"`));
      assert.match(svg, />2\. Contact → Contact</);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
