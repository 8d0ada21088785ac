import assert from 'node:assert/strict';
import { made, openAccount, write } from './account.ts';

/** Pipedrive leaves archived deals and leads out of its lists, and does not let them be changed. */
describe('archived Pipedrive records', () => {
  let account: Awaited<ReturnType<typeof openAccount>>;
  beforeEach(async () => {
    const customFields = [{ object: 'deal', label: 'Source id', type: 'varchar' }] as const;
    account = await openAccount({ account: { customFields: [...customFields] } });
  });
  afterEach(() => account.close());

  const keyField = async (object: string) => {
    const { objects } = await account.destination.discover({ objects: [object] });
    return objects[0]?.fields.find((f) => f.label === 'Source id')?.name ?? '';
  };

  it('deals are counted, read back in lists, and found by their key', async () => {
    const { destination } = account;
    const key = await keyField('Deal');
    const rows = Array.from({ length: 14 }, (_, i) => ({
      title: `Deal ${i}`,
      [key]: `DE-${i}`,
      is_archived: i % 2 === 0,
    }));
    const ids = await made(destination, 'Deal', rows);
    assert.equal(await destination.count('Deal'), 14);
    assert.equal((await destination.read('Deal', ids, ['title'])).length, 14);
    assert.equal(
      (await destination.read('Deal', ids.slice(0, 1), ['is_archived']))[0]?.values['is_archived'],
      true,
    );
    for (const asked of [rows.slice(0, 2), rows]) {
      const found = await destination.find(
        'Deal',
        [key],
        asked.map((row) => ({ [key]: row[key] ?? null })),
      );
      assert.deepEqual(
        found.map((f) => f.row).toSorted((a, b) => a - b),
        asked.map((_, i) => i),
      );
    }
  });

  it('leads are found below their person and counted', async () => {
    const { destination } = account;
    const key = await keyField('Lead');
    const [person = ''] = await made(destination, 'Person', [{ name: 'Ann' }]);
    const [lead = ''] = await made(destination, 'Lead', [{ title: 'Old', person_id: person, [key]: 'LE-1' }]);
    const [archived] = await write(destination, 'Lead', [{ $id: lead, is_archived: true }], {
      operation: 'update',
    });
    assert.equal(archived?.outcome, 'updated', JSON.stringify(archived));
    assert.equal(await destination.count('Lead'), 1);
    const found = await destination.find('Lead', ['person_id', key], [{ person_id: person, [key]: 'LE-1' }]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [lead],
    );
  });

  it('a change of one is refused with the reason', async () => {
    const { destination } = account;
    const [deal = ''] = await made(destination, 'Deal', [{ title: 'Old', is_archived: true }]);
    const [result] = await write(destination, 'Deal', [{ $id: deal, title: 'New' }], { operation: 'update' });
    assert.ok(result?.outcome === 'failed');
    assert.equal(result.error.class, 'validation');
    assert.match(result.error.message, /un-archived/);
  });
});
