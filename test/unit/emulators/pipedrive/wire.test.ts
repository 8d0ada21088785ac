import assert from 'node:assert/strict';
import { openAccount, type Account, type Json } from './session.ts';

describe('the Pipedrive emulator on the wire', () => {
  let account: Account;
  afterEach(() => account.close());
  const fault = (input: object): void => account.emulator.addFaults(input as never);
  const person = (token?: string) => account.call(2, 'POST', '/persons', { body: { name: 'x' }, token });
  const persons = (): number => account.emulator.account.documents.count('person');

  it('takes an API token or a bearer token, and no other', async () => {
    account = await openAccount({ account: { tokens: { good: ['good', 'oauth'], bad: ['revoked'] } } });
    for (const token of ['revoked', 'unknown', '']) {
      const { status, body } = await person(token);
      assert.equal(status, 401);
      assert.deepEqual(body, { success: false, error: 'unauthorized access', errorCode: 401 });
    }
    assert.equal((await person('good')).status, 200);
    const me = await fetch(`${account.emulator.url}/api/v1/users/me`, {
      headers: { authorization: 'Bearer oauth' },
    });
    assert.equal(me.status, 200);
  });

  it('an expired session stays expired', async () => {
    account = await openAccount();
    fault({ kind: 'expireSession' });
    assert.deepEqual(
      [(await person()).status, (await person()).status, (await person('fresh')).status],
      [401, 401, 200],
    );
  });

  it('refuses on demand without doing anything, in its own shape', async () => {
    account = await openAccount();
    fault({ kind: 'reject', method: 'POST', status: 503, retryAfter: 7 });
    const { status, headers, body } = await person();
    assert.deepEqual([status, headers.get('retry-after'), body.success], [503, '7', false]);
    fault({ kind: 'refuseRecord', code: 'ERR_SCHEMA_VALIDATION_FAILED', message: 'no' });
    const refused = await person();
    assert.deepEqual(
      [refused.status, refused.body.error, refused.body.code],
      [400, 'no', 'ERR_SCHEMA_VALIDATION_FAILED'],
    );
    assert.equal(persons(), 0);
  });

  it('faults and times that are none are refused', async () => {
    account = await openAccount();
    for (const [path, body] of [
      ['/__faults', { kind: 'earthquake' }],
      ['/__clock', { advanceMs: -1 }],
      ['/__clock', { to: '2001-01-01T00:00:00Z' }],
    ] as const) {
      const response = await fetch(account.emulator.url + path, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      assert.equal(response.status, 400);
      assert.equal(((await response.json()) as Json).success, false);
    }
  });

  it('drops a request before it is carried out, or its answer after', async () => {
    account = await openAccount();
    fault({ kind: 'dropBeforeCommit' });
    await assert.rejects(person());
    assert.equal(persons(), 0);
    fault({ kind: 'failAfterCommit' });
    await assert.rejects(person());
    assert.equal(persons(), 1);
  });

  it('leads take the custom fields of deals at the root, loosely, and have them when they become deals', async () => {
    account = await openAccount({
      account: {
        customFields: [
          { object: 'deal', label: 'Level', type: 'enum', options: ['Low', 'High'] },
          { object: 'deal', label: 'Budget', type: 'monetary' },
          { object: 'deal', label: 'Key', type: 'varchar' },
        ],
      },
    });
    const fields: Json[] = await account.get(1, 'GET', '/leadFields');
    const [level, budget, key] = ['Level', 'Budget', 'Key'].map((name) =>
      fields.find((f) => f.name === name),
    );
    const owner = await account.get(2, 'POST', '/persons', { body: { name: 'Jane' } });
    const lead = await account.get(1, 'POST', '/leads', {
      body: {
        title: 'x',
        person_id: String(owner.id),
        [level.key]: String(level.options[1].id),
        [budget.key]: 100,
        [`${budget.key}_currency`]: 'USD',
        [key.key]: 'SD-1',
      },
    });
    assert.equal(lead.person_id, owner.id);
    assert.deepEqual(
      [lead[level.key], lead[budget.key], lead[`${budget.key}_currency`], lead[key.key]],
      [level.options[1].id, 100, 'USD', 'SD-1'],
    );
    const { conversion_id } = await account.get(2, 'POST', '/leads/{id}/convert/deal', {
      params: { id: lead.id },
      body: {},
    });
    const params = { id: lead.id, conversion_id };
    const { deal_id } = await account.get(2, 'GET', '/leads/{id}/convert/status/{conversion_id}', { params });
    const deal = await account.get(2, 'GET', '/deals/{id}', { params: { id: deal_id } });
    assert.deepEqual(deal.custom_fields, {
      [level.key]: level.options[1].id,
      [budget.key]: { value: 100, currency: 'USD' },
      [key.key]: 'SD-1',
    });
    assert.equal((await account.call(1, 'GET', '/leads/{id}', { params })).status, 404);
  });

  it('created times are kept where they are taken', async () => {
    account = await openAccount();
    const add_time = '2019-05-01T12:00:00+02:00';
    const made = await account.get(2, 'POST', '/persons', { body: { name: 'x', add_time } });
    assert.equal(made.add_time, '2019-05-01T10:00:00Z');
    const note = { content: 'x', person_id: made.id, add_time: '2019-05-01 10:00:00' };
    assert.equal((await account.get(1, 'POST', '/notes', { body: note })).add_time, '2019-05-01 10:00:00');
  });

  it('files come back byte for byte, and not over the size that is allowed', async () => {
    account = await openAccount({ account: { plan: { fileBytes: 1000 } } });
    const upload = (bytes: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.set('file', new Blob([bytes]), 'Übersicht.bin');
      return account.call(1, 'POST', '/files', { form });
    };
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    const { body } = await upload(bytes);
    assert.deepEqual([body.data.name, body.data.file_size], ['Übersicht.bin', 1000]);
    const response = await fetch(body.data.url, { headers: { 'x-api-token': 't' } });
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
    assert.equal((await upload(new Uint8Array(1001))).status, 413);
    assert.equal(account.emulator.account.documents.count('file'), 1);
  });

  it('null clears, and other custom values stay', async () => {
    account = await openAccount({
      account: {
        customFields: ['A', 'B'].map((label) => ({
          object: 'person' as const,
          label,
          type: 'varchar' as const,
        })),
      },
    });
    const made = await account.get(2, 'POST', '/persons', { body: { name: 'x' } });
    const [one, two] = Object.keys(made.custom_fields) as [string, string];
    const params = { id: made.id };
    await account.get(2, 'PATCH', '/persons/{id}', {
      params,
      body: { custom_fields: { [one]: 'a', [two]: 'b' } },
    });
    const changed = await account.get(2, 'PATCH', '/persons/{id}', {
      params,
      body: { custom_fields: { [one]: null } },
    });
    assert.deepEqual(changed.custom_fields, { [one]: null, [two]: 'b' });
  });
});
