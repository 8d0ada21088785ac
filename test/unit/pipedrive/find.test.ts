import assert from 'node:assert/strict';
import { made, openAccount, write } from './account.ts';

describe('looking records up in Pipedrive', function () {
  this.timeout(30_000);
  type Account = Awaited<ReturnType<typeof openAccount>>;
  let account: Account;
  afterEach(() => account.close());
  const open = async (delayMs: number) => {
    account = await openAccount({
      account: {
        customFields: [
          { object: 'organization', label: 'Source id', type: 'varchar' },
          { object: 'deal', label: 'Source id', type: 'varchar' },
        ],
        plan: { burst: 5_000 },
        search: { delayMs },
      },
    });
  };
  const key = async (object: string) => {
    const { objects } = await account.destination.discover({ objects: [object] });
    return objects[0]?.fields.find((f) => f.label === 'Source id')?.name ?? '';
  };
  const searches = () => account.heard.filter((h) => h.path.includes('itemSearch')).length;

  it('a record that the search index does not know yet is found', async () => {
    await open(3_600_000);
    const field = await key('Organization');
    const [id] = await made(account.destination, 'Organization', [{ name: 'Acme', [field]: 'CO-1' }]);
    const found = await account.destination.find('Organization', [field], [{ [field]: 'CO-1' }]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [id],
    );
    assert.equal(searches(), 1);
  });

  for (const ms of [-7_200_000, 7_200_000])
    it(`a record is found when the server's clock was set by ${ms} ms, before it was made or after`, async () => {
      await open(3_600_000);
      const field = await key('Organization');
      const make = async (n: number) => {
        const [id] = await made(account.destination, 'Organization', [{ name: 'Acme', [field]: `CO-${n}` }]);
        return id;
      };
      const find = async (n: number) => {
        const found = await account.destination.find('Organization', [field], [{ [field]: `CO-${n}` }]);
        return found.map((f) => f.record.id);
      };
      const first = await make(1);
      account.emulator.account.clock.advance(ms);
      assert.deepEqual(await find(1), [first], 'made before');
      const second = await make(2);
      assert.deepEqual(await find(2), [second], 'made after');
      account.emulator.account.clock.advance(-ms);
      const third = await make(3);
      assert.deepEqual([await find(1), await find(2), await find(3)], [[first], [second], [third]]);
    });

  it('a record is found although this computer’s clock is hours ahead', async () => {
    await open(3_600_000);
    account.emulator.account.clock.advance(-7_200_000);
    const field = await key('Organization');
    const [id] = await made(account.destination, 'Organization', [{ name: 'Acme', [field]: 'CO-1' }]);
    const found = await account.destination.find('Organization', [field], [{ [field]: 'CO-1' }]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [id],
    );
  });

  it('a record that is older than the delay is found by searching', async () => {
    await open(0);
    const field = await key('Deal');
    const [id] = await made(account.destination, 'Deal', [{ title: 'Big', [field]: 'DE-1' }]);
    account.heard.length = 0;
    const found = await account.destination.find('Deal', [field], [{ [field]: 'DE-1' }]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [id],
    );
    assert.equal(searches(), 1);
  });

  it('a lead, which no list narrows by time, is found as soon as it is there', async () => {
    await open(3_600_000);
    const field = await key('Lead');
    const [person = ''] = await made(account.destination, 'Person', [{ name: 'Ann' }]);
    const [id] = await made(account.destination, 'Lead', [
      { title: 'Hot', person_id: person, [field]: 'LE-1' },
    ]);
    const found = await account.destination.find('Lead', [field], [{ [field]: 'LE-1' }]);
    assert.deepEqual(
      found.map((f) => f.record.id),
      [id],
    );
  });

  it('many rows cost one list, and what changes later is noticed', async () => {
    await open(3_600_000);
    const field = await key('Organization');
    const rows = Array.from({ length: 30 }, (_, i) => ({ name: `Org ${i}`, [field]: `CO-${i}` }));
    const ids = await made(account.destination, 'Organization', rows);
    const find = async () =>
      (
        await account.destination.find(
          'Organization',
          [field],
          rows.map((r) => ({ [field]: r[field] ?? '' })),
        )
      )
        .toSorted((a, b) => a.row - b.row)
        .map((f) => f.record.id);
    account.heard.length = 0;
    assert.deepEqual(await find(), ids);
    assert.ok(account.heard.length < 10, `${account.heard.length} requests`);
    assert.equal(searches(), 0);
    await write(account.destination, 'Organization', [{ $id: ids[3] ?? '' }], { operation: 'delete' });
    await write(account.destination, 'Organization', [{ $id: ids[4] ?? '', [field]: 'CO-other' }], {
      operation: 'update',
    });
    assert.deepEqual(
      await find(),
      ids.filter((_, i) => i !== 3 && i !== 4),
    );
  });

  it('people are matched by any of their e-mails, organizations by their website however it is written', async () => {
    await open(0);
    const [ann] = await made(account.destination, 'Person', [
      { name: 'Ann', emails: ['a@x.org', 'Ann@Y.org'] },
    ]);
    const people = await account.destination.find('Person', ['emails'], [{ emails: ['ann@y.org'] }]);
    assert.deepEqual(
      people.map((f) => f.record.id),
      [ann],
    );
    const [acme] = await made(account.destination, 'Organization', [
      { name: 'Acme', website: 'https://www.acme.example/' },
    ]);
    const orgs = await account.destination.find(
      'Organization',
      ['website'],
      [{ website: 'http://acme.example' }],
    );
    assert.deepEqual(
      orgs.map((f) => f.record.id),
      [acme],
    );
  });

  it('notes are told apart by their words and where they hang', async () => {
    await open(0);
    const [a = '', b = ''] = await made(account.destination, 'Organization', [{ name: 'A' }, { name: 'B' }]);
    const rows = [
      { content: '<p>Hello &amp; bye</p>', org_id: a },
      { content: '<p>Hello &amp; bye</p>', org_id: b },
      { content: 'Other', org_id: a },
    ];
    const ids = await made(account.destination, 'Note', rows);
    const identity = account.destination.naturalIdentity('Note', ['content', 'org_id']) ?? [];
    const found = await account.destination.find('Note', identity, rows);
    assert.deepEqual(
      found.map((f) => `${f.row} ${f.record.id}`).toSorted(),
      ids.map((id, i) => `${i} ${id}`),
    );
  });
});
