import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkResult } from '@migmap/cli/json/check';
import { runCli, type CliEnd } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';

describe('the migmap command', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'migmap-cli-'));
    const connections = {
      export: { system: 'smartdesk', path: './export' },
      local: { system: 'salesforce', stage: 'local' },
      other: { system: 'nosuchsystem' },
    };
    writeFileSync(
      join(root, 'migmap.json'),
      JSON.stringify({ connections, source: 'export', destination: 'local' }),
    );
    writeFileSync(
      join(root, 'broken.migmap'),
      'migration A from smartdesk to salesforce\nmap Contact -> {\n}\n',
    );
    const map = 'map Contact -> Contact { LastName = last_name |> upper }';
    const test = 'given Contact { last_name = "Kay" }';
    writeFileSync(
      join(root, 'tested.migmap'),
      `migration A from smartdesk to salesforce\n${map}
test "right" { ${test} expect Contact { LastName = "KAY" } }
test "wrong" { ${test} expect Contact { LastName = "Kay" } }\n`,
    );
    mkdirSync(join(root, 'elsewhere'));
  });
  after(() => rmSync(root, { recursive: true }));

  const refusals: [string, string[], RegExp][] = [
    ['an unknown command', ['fly'], /unknown command 'fly'/],
    ['an unknown option', ['check', 'broken.migmap', '--fly'], /unknown option '--fly'/],
    ['a wrong format', ['check', 'broken.migmap', '--format', 'xml'], /Allowed choices are text, json/],
    ['a wrong number', ['preview', 'broken.migmap', '--sample', '0'], /A whole number from 1 on is wanted/],
    ['a missing file', ['check', 'gone.migmap'], /There is no gone\.migmap in /],
    ['an unknown connection', ['discover', 'gone'], /there is no connection "gone"; .*export, local, other/],
    [
      'an unknown system',
      ['discover', 'other'],
      /connection "other" has the system "nosuchsystem"; known are: /,
    ],
    ['an unknown --to', ['check', 'broken.migmap', '--to', 'gone'], /there is no connection "gone"/],
    [
      'a mapping with errors',
      ['plan', 'broken.migmap'],
      /broken\.migmap:2:\d+ error MM\d+ .*\n.*nothing was done/s,
    ],
    ['no workspace', ['discover', '--workspace', tmpdir()], /No migmap\.json in /],
  ];
  for (const [what, args, expected] of refusals) {
    it(`refuses ${what}: exit code 1, the reason on standard error, no stack`, async () => {
      const { code, out, err } = await warmCli(args, root);
      assert.equal(code, 1, err);
      assert.match(err, expected);
      assert.doesNotMatch(err, /\n\s+at .*\.ts:|fault of migmap/);
      assert.equal(out, '');
    });
  }

  it('has help for every command', async () => {
    const { code, out } = await runCli(['--help'], root);
    assert.equal(code, 0);
    const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1]!)
      .filter((name) => name !== 'help');
    assert.ok(commands.length >= 5, out);
    for (const command of commands) {
      const help = await warmCli([command, '--help'], root);
      assert.match(help.out, /^Usage: migmap /, command);
    }
  });

  it('prints diagnostics as file:line:column severity CODE message, without colours on a pipe', async () => {
    const { code, out } = await runCli(['check', 'broken.migmap'], root);
    assert.equal(code, 1);
    assert.match(out, /^broken\.migmap:2:\d+ error MM\d+ .+$/m);
    assert.ok(!out.includes('\u001B'));
  });

  it('prints machine output alone on standard output', async () => {
    const { out } = await runCli(['check', 'broken.migmap', '--format', 'json'], root);
    const result = checkResult.parse(JSON.parse(out));
    assert.ok(result.errors > 0);
    assert.equal(result.diagnostics[0]!.file, join(root, 'broken.migmap'));
  });

  it('runs the tests of a mapping without any connection or schema', async () => {
    const { code, out, err } = await warmCli(['test', 'tested.migmap'], root);
    assert.equal(code, 1, err);
    assert.match(out, /^✓ right tested\.migmap:3$/m);
    assert.match(out, /^✗ wrong tested\.migmap:4\n {4}.*Kay/m);
    assert.match(out, /^1 passed, 1 failed$/m);
  });

  it('works from any folder', async () => {
    const from = (cwd: string, args: string[]): Promise<CliEnd> => warmCli(['check', ...args], cwd);
    const here = await from(root, ['broken.migmap', '--format', 'json']);
    const away = await from(join(root, 'elsewhere'), [
      'broken.migmap',
      '--format',
      'json',
      '--workspace',
      root,
    ]);
    assert.equal(away.out, here.out);
    assert.equal(away.code, here.code);
  });
});
