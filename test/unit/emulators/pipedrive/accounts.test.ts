import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountInput } from '@migmap/emulators/pipedrive/account/definition';
import { startEmulator } from '@migmap/emulators/all';
import { openAccount, type Account, type Json } from './session.ts';

const definition: AccountInput = {
  users: [
    { email: 'ada@example.com', name: 'Ada' },
    { email: 'gone@example.com', name: 'Gone', active: false },
  ],
  pipelines: [{ name: 'Sales', stages: [{ name: 'In', probability: 10 }, { name: 'Out' }] }],
  customFields: [{ object: 'deal', label: 'Priority', type: 'enum', options: ['Low', 'High'] }],
  activityTypes: ['Site visit'],
};

const priority = async (account: Account): Promise<Json> =>
  ((await account.get(2, 'GET', '/dealFields')) as Json[]).find((f) => f.field_name === 'Priority');

const ids = async (account: Account): Promise<unknown[]> => {
  const field = await priority(account);
  const stages = await account.get(2, 'GET', '/stages');
  const users = await account.get(1, 'GET', '/users');
  assert.match(field.field_code, /^[0-9a-f]{40}$/);
  return [field.field_code, field.options[0].id, stages[0].id, users[0].id];
};

describe('accounts of the Pipedrive emulator', () => {
  const accounts: Account[] = [];
  const open = async (...given: Parameters<typeof openAccount>): Promise<Account> => {
    const account = await openAccount(...given);
    accounts.push(account);
    return account;
  };
  afterEach(async () => {
    await Promise.all(accounts.splice(0).map((account) => account.close()));
  });

  it('two of them have different hash keys, options, stages and users for the same names', async () => {
    const [one, two, again] = await Promise.all(
      ['one', 'two', 'one'].map((seed) => open({ account: { ...definition, seed } })),
    );
    const [first, second, third] = [await ids(one!), await ids(two!), await ids(again!)];
    first.forEach((id, i) => assert.notEqual(id, second[i]));
    assert.deepEqual(first, third);
  });

  it('one is what its definition says', async () => {
    const account = await open({ account: definition });
    const users: Json[] = await account.get(1, 'GET', '/users');
    assert.deepEqual(
      users.map((u) => [u.email, u.active_flag, u.is_you]),
      [
        ['ada@example.com', true, true],
        ['gone@example.com', false, false],
      ],
    );
    const stages: Json[] = await account.get(2, 'GET', '/stages');
    assert.deepEqual(
      stages.map((s) => [s.name, s.order_nr, s.deal_probability]),
      [
        ['In', 1, 10],
        ['Out', 2, 100],
      ],
    );
    const types: Json[] = await account.get(1, 'GET', '/activityTypes');
    assert.ok(types.some((t) => t.key_string === 'site_visit' && t.is_custom_flag));
  });

  it('a deleted field is gone for good: 410, no values, and its hash is never given again', async () => {
    const account = await open({ account: definition });
    const { field_code, options } = await priority(account);
    const body = { title: 'x', custom_fields: { [field_code]: options[1].id } };
    const { id } = await account.get(2, 'POST', '/deals', { body });
    await account.get(2, 'DELETE', '/dealFields/{field_code}', { params: { field_code } });
    const gone = await account.call(2, 'GET', '/dealFields/{field_code}', { params: { field_code } });
    assert.equal(gone.status, 410);
    assert.deepEqual((await account.get(2, 'GET', '/deals/{id}', { params: { id } })).custom_fields, {});
    const again = { body: { field_name: 'Priority', field_type: 'varchar' } };
    assert.notEqual((await account.get(2, 'POST', '/dealFields', again)).field_code, field_code);
  });

  it('search forgets a deleted field', async () => {
    const account = await open({
      account: { customFields: [{ object: 'person', label: 'Key', type: 'varchar' }] },
    });
    const fields: Json[] = await account.get(2, 'GET', '/personFields');
    const { field_code } = fields.find((f) => f.field_name === 'Key');
    await account.get(2, 'POST', '/persons', {
      body: { name: 'x', custom_fields: { [field_code]: 'SD-1' } },
    });
    const query = { term: 'SD-1', entity_type: 'person', field: field_code, match: 'exact' };
    assert.equal((await account.get(2, 'GET', '/itemSearch/field', { query })).length, 1);
    await account.get(2, 'DELETE', '/personFields/{field_code}', { params: { field_code } });
    assert.equal((await account.get(2, 'GET', '/itemSearch/field', { query })).length, 0);
  });

  it('a deal has the time of its last closing', async () => {
    const account = await open({ now: () => new Date('2026-03-01T12:00:00Z') });
    const times = async (body: object): Promise<unknown> => {
      const deal = await account.get(2, 'PATCH', '/deals/{id}', { params: { id: made.id }, body });
      return [deal.won_time, deal.lost_time, deal.close_time];
    };
    const won = { title: 'x', status: 'won', won_time: '2020-01-01T00:00:00Z' };
    const made = await account.get(2, 'POST', '/deals', { body: won });
    const then = '2020-01-01T00:00:00Z';
    const now = '2026-03-01T12:00:00Z';
    assert.deepEqual(await times({ title: 'y' }), [then, null, then]);
    assert.deepEqual(await times({ status: 'lost' }), [null, now, now]);
    assert.deepEqual(await times({ status: 'open' }), [null, null, null]);
  });

  it('a deleted record leaves the lists, is read as deleted, and comes back', async () => {
    const account = await open();
    const { id } = await account.get(2, 'POST', '/deals', { body: { title: 'x' } });
    const one = { params: { id } };
    await account.get(2, 'DELETE', '/deals/{id}', one);
    assert.deepEqual(await account.get(2, 'GET', '/deals'), []);
    assert.equal((await account.get(2, 'GET', '/deals/{id}', one)).is_deleted, true);
    assert.equal((await account.get(2, 'GET', '/deals', { query: { status: 'deleted' } })).length, 1);
    await account.get(2, 'PATCH', '/deals/{id}', { ...one, body: { is_deleted: false } });
    assert.equal((await account.get(2, 'GET', '/deals')).length, 1);
  });

  it('pages hand out every record once', async () => {
    const account = await open({ account: { plan: { burst: 1000 } } });
    const wanted: number[] = [];
    for (let i = 0; i < 7; i++)
      wanted.push((await account.get(2, 'POST', '/organizations', { body: { name: `Org ${i % 3}` } })).id);
    for (const sort_by of ['id', 'add_time', 'update_time']) {
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string | number> = { limit: 3, sort_by, cursor };
        const { body } = await account.call(2, 'GET', '/organizations', { query });
        seen.push(...body.data.map((o: Json) => o.id));
        cursor = body.additional_data.next_cursor;
      }
      assert.deepEqual(seen, wanted);
    }
  });

  it('one that has a database is there again, with what was spent', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'migmap-pipedrive-'));
    try {
      const database = join(directory, 'account.sqlite');
      const before = await openAccount({ database, account: definition });
      const field = await priority(before);
      const { id } = await before.get(2, 'POST', '/persons', { body: { name: 'Jane' } });
      const form = new FormData();
      form.set('person_id', String(id));
      form.set('file', new Blob(['kept']), 'kept.txt');
      const file = await before.get(1, 'POST', '/files', { form });
      const spent = before.emulator.account.limits.spent();
      await before.close();
      const after = await open({ database, account: definition });
      assert.equal(after.emulator.account.limits.spent(), spent);
      assert.deepEqual(await priority(after), field);
      assert.equal((await after.get(2, 'GET', '/persons/{id}', { params: { id } })).name, 'Jane');
      const found = await after.call(1, 'GET', '/files/{id}/download', { params: { id: file.id } });
      assert.equal(found.body, 'kept');
      const next = await after.get(2, 'POST', '/persons', { body: { name: 'Joe' } });
      assert.equal(next.id, id + 1);
      await after.close();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('takes up the users that its definition has gained, and who of them is active', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'migmap-pipedrive-'));
    try {
      const database = join(directory, 'account.sqlite');
      const people = (active: boolean, ...more: string[]) => [
        { email: 'a@example.com', name: 'A' },
        { email: 'b@example.com', name: 'B', active },
        ...more.map((email) => ({ email, name: email })),
      ];
      const users = async (account: Awaited<ReturnType<typeof openAccount>>) =>
        ((await account.get(1, 'GET', '/users')) as Json[]).map((u: Json) => [u.email, u.active_flag]);
      const before = await openAccount({ database, account: { users: people(false) } });
      assert.deepEqual(await users(before), [
        ['a@example.com', true],
        ['b@example.com', false],
      ]);
      await before.close();
      const after = await openAccount({ database, account: { users: people(true, 'c@example.com') } });
      assert.deepEqual(await users(after), [
        ['a@example.com', true],
        ['b@example.com', true],
        ['c@example.com', true],
      ]);
      await after.close();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('is started by its name, with the definition under the name that every system shares', async () => {
    const emulator = await startEmulator('pipedrive', {
      org: { users: [{ email: 'x@example.com', name: 'X' }] },
    });
    const me = await fetch(`${emulator.url}/v1/users/me`, { headers: { authorization: 'Bearer t' } });
    assert.equal(((await me.json()) as Json).data.email, 'x@example.com');
    await emulator.close();
    await assert.rejects(startEmulator('pipedrive', { schema: 'x' }), /takes no schema/);
  });
});
