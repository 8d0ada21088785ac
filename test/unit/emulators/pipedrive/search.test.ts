import assert from 'node:assert/strict';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { openAccount, type Account, type Json } from './session.ts';

const customFields: AccountInput['customFields'] = [
  { object: 'person', label: 'Source id', type: 'varchar' },
];

async function sourceId(account: Account): Promise<string> {
  const fields: Json[] = await account.get(2, 'GET', '/personFields');
  return fields.find((f) => f.field_name === 'Source id').field_code;
}

describe('search in the Pipedrive emulator', () => {
  let account: Account;
  let field: string;
  const open = async (search: AccountInput['search']): Promise<void> => {
    account = await openAccount({ account: { customFields, search } });
    field = await sourceId(account);
  };
  const byField = async (term: string, match = 'exact'): Promise<number[]> => {
    const query = { term, match, field, entity_type: 'person' };
    const found: Json[] = await account.get(2, 'GET', '/itemSearch/field', { query });
    return found.map((f) => f.id);
  };
  const add = async (key: string, more: object = {}): Promise<number> => {
    const body = { name: `Person ${key}`, custom_fields: { [field]: key }, ...more };
    return (await account.get(2, 'POST', '/persons', { body })).id;
  };
  afterEach(() => account.close());

  it('finds what was written, exactly as it was written', async () => {
    await open({});
    const id = await add('SD-1', { emails: [{ value: 'Jane@x.example' }] });
    await add('SD-10');
    assert.deepEqual(await byField('SD-1'), [id]);
    assert.deepEqual(await byField('sd-1'), []);
    assert.equal((await byField('SD-1', 'beginning')).length, 2);
    const query = { term: 'jane@X.example', fields: 'email', exact_match: true };
    const { items } = await account.get(2, 'GET', '/persons/search', { query });
    assert.deepEqual(
      items.map((i: Json) => i.item.id),
      [id],
    );
  });

  it('learns of a write so many requests later', async () => {
    await open({ delayRequests: 2 });
    const id = await add('SD-1');
    assert.deepEqual([await byField('SD-1'), await byField('SD-1'), await byField('SD-1')], [[], [], [id]]);
  });

  it('learns of a write so many milliseconds later, while lists know it at once', async () => {
    await open({ delayMs: 60_000 });
    const id = await add('SD-1');
    assert.deepEqual(await byField('SD-1'), []);
    const listed: Json[] = await account.get(2, 'GET', '/persons', {
      query: { updated_since: '2020-01-01T00:00:00Z' },
    });
    assert.deepEqual(
      listed.map((p) => p.id),
      [id],
    );
    account.emulator.account.clock.advance(60_000);
    assert.deepEqual(await byField('SD-1'), [id]);
  });

  it('keeps the old value of a changed record until then, and forgets deleted ones', async () => {
    await open({ delayMs: 60_000 });
    const id = await add('OLD');
    account.emulator.account.clock.advance(60_000);
    const change = { params: { id }, body: { custom_fields: { [field]: 'NEW' } } };
    await account.get(2, 'PATCH', '/persons/{id}', change);
    assert.deepEqual([await byField('OLD'), await byField('NEW')], [[id], []]);
    account.emulator.account.clock.advance(60_000);
    assert.deepEqual([await byField('OLD'), await byField('NEW')], [[], [id]]);
    await account.get(2, 'DELETE', '/persons/{id}', { params: { id } });
    assert.deepEqual(await byField('NEW'), []);
  });
});
