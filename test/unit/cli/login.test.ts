import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { startCli } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';

describe('migmap login', function () {
  this.timeout(60_000);

  it('comes back from the browser with a token that the next command logs in with', async () => {
    const emulator = await startSalesforceEmulator();
    const folder = await mkdtemp(join(tmpdir(), 'migmap-login-'));
    try {
      const connections = { org: { system: 'salesforce', stage: 'sandbox', url: emulator.url } };
      await writeFile(join(folder, 'migmap.json'), JSON.stringify({ connections }));
      process.env['MIGMAP_ORG_CLIENT_ID'] = 'migmap';
      const { child, end } = startCli(['login', 'org', '--port', '0'], folder);
      const address = await new Promise<string>((settle) => {
        let said = '';
        child.stderr?.on('data', (text: string) => {
          said += text;
          const url = /^http\S+(?=\n)/m.exec(said)?.[0];
          if (url !== undefined) settle(url);
        });
      });
      const answer = await fetch(address, { redirect: 'manual' });
      const back = new URL(answer.headers.get('location') ?? '');
      back.hostname = '127.0.0.1';
      await fetch(back);
      const { code, out, err } = await end;
      assert.equal(code, 0, err);
      const [, token = ''] = /^export MIGMAP_ORG_REFRESH_TOKEN='([^']+)'\n$/.exec(out) ?? assert.fail(out);
      assert.ok(!err.includes(token), 'the secret is not among what is said');
      process.env['MIGMAP_ORG_REFRESH_TOKEN'] = token;
      const discovered = await warmCli(['discover', 'org'], folder);
      assert.equal(discovered.code, 0, discovered.err);
    } finally {
      delete process.env['MIGMAP_ORG_CLIENT_ID'];
      delete process.env['MIGMAP_ORG_REFRESH_TOKEN'];
      await rm(folder, { recursive: true, force: true });
      await emulator.close();
    }
  });

  it('says so where a system has no such login', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migmap-login-'));
    try {
      const connections = { export: { system: 'smartdesk', path: './export' } };
      await writeFile(join(folder, 'migmap.json'), JSON.stringify({ connections }));
      const { code, err } = await warmCli(['login', 'export'], folder);
      assert.equal(code, 1);
      assert.match(err, /SmartDesk.* has no login with a browser/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
