import assert from 'node:assert/strict';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { openAccount } from './account.ts';

const users = [
  { email: 'ada@example.com', name: 'Ada' },
  { email: 'rep@example.com', name: 'Rep' },
];

describe('visibility groups in Pipedrive', () => {
  async function opened(account: AccountInput) {
    const { destination, close } = await openAccount({ account });
    try {
      const { cautions = [] } = await destination.capabilities();
      const { objects } = await destination.discover();
      const options = (object: string) =>
        objects.find((o) => o.name === object)?.fields.find((f) => f.name === 'visible_to')?.values;
      return { cautions, options };
    } finally {
      await close();
    }
  }

  it('a user who is no administrator may not see all: the plan warns', async () => {
    const { cautions } = await opened({ users, runAs: 'rep@example.com' });
    assert.equal(cautions.length, 1);
    assert.match(cautions[0]!, /^rep@example\.com is no administrator .*visibility groups hide/);
    assert.deepEqual((await opened({ users })).cautions, []);
  });

  for (const [plan, id] of [
    ['Ultimate', '7'],
    ['Lite', '3'],
  ] as const)
    it(`"Entire company" is ${id} on the plan ${plan}, of every object`, async () => {
      const { options } = await opened({ users, plan: { name: plan } });
      for (const object of ['Organization', 'Person', 'Deal', 'Lead', 'Product'])
        assert.equal(options(object)?.find((o) => o.label === 'Entire company')?.value, id, object);
    });
});
