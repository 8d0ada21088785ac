import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { startPipedriveEmulator } from '@migmap/emulators/pipedrive/server';
import type { CliEnd } from '../../support/cli/run-cli.ts';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { smallWorkspace } from './small.ts';

describe('migmap manifest --create in Pipedrive', function () {
  this.timeout(60_000);
  before(() => (process.env['MIGMAP_REMOTE_API_TOKEN'] = 'any'));
  after(() => delete process.env['MIGMAP_REMOTE_API_TOKEN']);

  async function create(
    account: AccountInput,
    fault?: { path: string; status: number; code: string; message: string },
  ): Promise<CliEnd> {
    const emulator = await startPipedriveEmulator({ account: { plan: { burst: 5_000 }, ...account } });
    const root = smallWorkspace({ url: emulator.url, companies: 1, withDeals: true });
    try {
      const discovered = await warmCli(['discover'], root);
      assert.equal(discovered.code, 0, discovered.err);
      if (fault) emulator.addFaults({ method: 'POST', kind: 'reject', ...fault });
      return await warmCli(['manifest', 'main.migmap', '--create'], root);
    } finally {
      rmSync(root, { recursive: true });
      await emulator.close();
    }
  }

  it('makes fields, pipelines and stages, and ends with 0 when all is there', async () => {
    const { code, err, out } = await create({});
    assert.equal(code, 0, err);
    assert.match(err, /created stage “Out” in “New business”/);
    assert.match(out, /0 missing, 0 different/);
  });

  it('ends with 1 and says why when the plan has no room for a field', async () => {
    const { code, err } = await create({ plan: { customFields: 1 } });
    assert.equal(code, 1, err);
    assert.match(err, /created Organization\.smartdesk_id/);
    assert.match(err, /refused Deal\.tier: \S*feature_capping\S* /);
  });

  it('ends with 1 and says why when a stage is refused; what else can be made is made', async () => {
    const { code, err } = await create(
      {},
      { path: '/stages$', status: 403, code: 'no_rights', message: 'Only admins make stages.' },
    );
    assert.equal(code, 1, err);
    assert.match(err, /refused stage “In” in “New business”: no_rights Only admins make stages\./);
    assert.match(err, /created stage “Out” in “New business”/);
  });

  it('adds the options that a list lacks', async () => {
    const { code, err } = await create({
      customFields: [{ object: 'deal', label: 'Size', type: 'enum', options: ['Small'] }],
    });
    assert.equal(code, 0, err);
    assert.match(err, /created Deal\.Size/);
  });

  it('tells a stage that is there with another probability, and leaves it as it is', async () => {
    const stages = [
      { name: 'In', probability: 55 },
      { name: 'Out', probability: 90 },
    ];
    const { out } = await create({ pipelines: [{ name: 'New business', stages }] });
    assert.match(out, /different .*“In” in “New business”.*is at 55 %, not 20 %/);
    assert.match(out, /1 different/);
  });
});
