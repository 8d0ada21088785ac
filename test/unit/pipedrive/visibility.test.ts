import assert from 'node:assert/strict';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { openAccount } from './account.ts';

const users = [
  { email: 'ada@example.com', name: 'Ada' },
  { email: 'rep@example.com', name: 'Rep' },
];

describe('visibility groups in Pipedrive', () => {
  async function seen(account: AccountInput) {
    const opened = await openAccount({ account });
    const { destination } = opened;
    try {
      const { cautions = [] } = await destination.capabilities();
      const { objects } = await destination.discover();
      const options = (object: string) =>
        objects.find((o) => o.name === object)?.fields.find((f) => f.name === 'visible_to')?.values;
      return { cautions, options };
    } finally {
      await opened.close();
    }
  }

  it('a user who is no administrator may not see all: the plan warns', async () => {
    const { cautions } = await seen({ users, runAs: 'rep@example.com' });
    assert.equal(cautions.length, 1);
    assert.match(cautions[0]!, /^rep@example\.com is no administrator .*visibility groups hide/);
    assert.deepEqual((await seen({ users })).cautions, []);
  });

  for (const [plan, id] of [
    ['Ultimate', '7'],
    ['Lite', '3'],
  ] as const)
    it(`"Entire company" is ${id} on the plan ${plan}, of every object`, async () => {
      const { options } = await seen({ users, plan: { name: plan } });
      for (const object of ['Organization', 'Person', 'Deal', 'Lead', 'Product'])
        assert.equal(options(object)?.find((o) => o.label === 'Entire company')?.value, id, object);
    });
});
