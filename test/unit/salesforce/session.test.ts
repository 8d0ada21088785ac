import assert from 'node:assert/strict';
import { keepSession } from '@migmap/engine/connectors/salesforce/auth/session';
import { openSalesforce } from '@migmap/engine/connectors/salesforce/destination';
import { startStub } from '../http/stub.ts';
import { describeOf } from './samples.ts';
import { json } from './org.ts';

describe('Salesforce session', () => {
  it('is signed in once however many ask, and renewed once however many met its end', async () => {
    let n = 0;
    const keeper = keepSession(() => Promise.resolve({ instanceUrl: 'x', accessToken: `t${++n}` }));
    const first = await Promise.all([keeper.current(), keeper.current(), keeper.current()]);
    assert.deepEqual(
      first.map((s) => s.accessToken),
      ['t1', 't1', 't1'],
    );
    const renewed = await Promise.all(Array.from({ length: 10 }, () => keeper.renew('t1')));
    assert.deepEqual([...new Set(renewed.map((s) => s.accessToken))], ['t2']);
    assert.equal((await keeper.renew('t1')).accessToken, 't2', 'a latecomer takes what there is');
    assert.equal(n, 2);
  });

  it('gives up when every new session is refused', async () => {
    let n = 0;
    const keeper = keepSession(() => Promise.resolve({ instanceUrl: 'x', accessToken: `t${++n}` }));
    await keeper.current();
    const chase = async () => {
      for (let i = 0; i < 20; i++) await keeper.renew((await keeper.current()).accessToken);
    };
    await assert.rejects(chase(), { class: 'auth', code: 'SESSION_REFUSED' });
    assert.ok(n < 10);
  });

  it('tries again after a sign-in that failed', async () => {
    let n = 0;
    const keeper = keepSession(() =>
      n++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve({ instanceUrl: 'x', accessToken: 't' }),
    );
    await assert.rejects(keeper.current(), /no/);
    assert.equal((await keeper.current()).accessToken, 't');
  });

  it('an ended session costs reads and writes one sign-in together and no record', async () => {
    let tokens = 0;
    let good = 'T1';
    const stub = await startStub(({ method, path, headers, body }) => {
      if (path.endsWith('/oauth2/token'))
        return json({ access_token: `T${++tokens}`, instance_url: stub.url });
      if (headers.authorization !== `Bearer ${good}`) {
        return {
          ...json([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]),
          status: 401,
        };
      }
      if (path.includes('/describe')) return json(describeOf('Account', [{ name: 'Name', type: 'string' }]));
      if (path.includes('/query')) return json({ totalSize: 5, done: true, records: [] });
      assert.equal(method, 'POST');
      const { records } = JSON.parse(body) as { records: unknown[] };
      return json(records.map((_, i) => ({ id: `001${i}`, success: true, errors: [] })));
    });
    const destination = await openSalesforce({
      name: 'c',
      system: 'salesforce',
      url: stub.url,
      options: {},
      secret: (name) => Promise.resolve({ CLIENT_ID: 'id', CLIENT_SECRET: 's' }[name]),
    });
    const write = (key: string) =>
      destination.write(
        {
          object: 'Account',
          operation: 'insert',
          channel: 'collections',
          records: [{ key, values: { Name: key } }],
        },
        { remember: () => Promise.resolve() },
      );
    await write('a');
    good = 'T2';
    const all = await Promise.all([
      write('b'),
      destination.count('Account'),
      write('c'),
      destination.count('Account'),
    ]);
    assert.deepEqual(
      all.map((r) => (Array.isArray(r) ? r.length : r)),
      [1, 5, 1, 5],
    );
    assert.equal(tokens, 2, 'one token at the start, one for all that met the end');
    await destination.close();
    await stub.close();
  });

  it('a fixed token that is refused says what to do', async () => {
    const stub = await startStub(() => ({
      ...json([{ errorCode: 'INVALID_SESSION_ID', message: 'x' }]),
      status: 401,
    }));
    const destination = await openSalesforce({
      name: 'c',
      system: 'salesforce',
      url: stub.url,
      options: {},
      secret: (name) => Promise.resolve(name === 'ACCESS_TOKEN' ? 'old' : undefined),
    });
    await assert.rejects(destination.count('Account'), { class: 'auth', message: /ACCESS_TOKEN/ });
    await destination.close();
    await stub.close();
  });
});
