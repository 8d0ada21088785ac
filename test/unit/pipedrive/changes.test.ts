import assert from 'node:assert/strict';
import { made, openAccount } from './account.ts';

describe('changing records in Pipedrive', function () {
  this.timeout(30_000);

  it('an owner that nobody gives stays: the API takes none away', async () => {
    const account = await openAccount({ account: { users: [{ email: 'a@example.com', name: 'A' }] } });
    try {
      const { destination } = account;
      const { id: owner } = await destination.me();
      const [id = ''] = await made(destination, 'Person', [{ name: 'Ann', owner_id: owner }]);
      const [result] = await destination.write(
        {
          object: 'Person',
          operation: 'update',
          channel: 'single',
          records: [{ key: '1', id, values: { name: 'Anne', owner_id: null } }],
        },
        { remember: () => Promise.resolve() },
      );
      assert.equal(result?.outcome, 'updated', JSON.stringify(result));
      const [read] = await destination.read('Person', [id], ['name', 'owner_id']);
      assert.equal(read?.values['name'], 'Anne');
      assert.equal(read?.values['owner_id'], owner);
    } finally {
      await account.close();
    }
  });
});
