import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { documented } from '../emulators/pipedrive/openapi.ts';
import { context, made, openAccount, write } from './account.ts';
import { problems } from './documented.ts';

describe('requests to Pipedrive', function () {
  this.timeout(60_000);
  it("are what the vendor's own documents say, every one of a whole load", async function () {
    if (!documented) {
      console.warn('      skipped: the vendor documents are not at ../shared/specs/pipedrive');
      return this.skip();
    }
    const account = await openAccount({
      account: { plan: { burst: 5_000 }, search: { delayMs: 60_000 } },
    });
    try {
      await wholeLoad(account.destination);
      const faults = account.heard.flatMap(problems);
      assert.deepEqual([...new Set(faults)], []);
      assert.ok(account.heard.length > 60, `${account.heard.length} requests`);
    } finally {
      await account.close();
    }
  });
});

async function wholeLoad(destination: Awaited<ReturnType<typeof openAccount>>['destination']) {
  const at = { file: 'a.migmap', line: 1, column: 1 };
  const flags = { externalId: false, unique: false, required: false, at };
  const declared = [
    { name: 'source', label: 'Source id', kind: 'text', ...flags },
    { name: 'tier', label: 'Tier', kind: 'picklist', values: ['Gold', 'Silver'], ...flags },
    { name: 'tags', label: 'Tags', kind: 'multipicklist', values: ['a', 'b'], ...flags },
    { name: 'fee', label: 'Fee', kind: 'currency', ...flags },
    { name: 'since', label: 'Since', kind: 'date', ...flags },
  ] as const;
  const more = [{ ...declared[1], values: ['Gold', 'Silver', 'Bronze'] }];
  const objects = ['Organization', 'Person', 'Deal', 'Lead', 'Product'];
  const outcomes = await destination.createFields?.([
    ...objects.map((object) => ({ object, create: false, fields: declared })),
    { object: 'Deal', create: false, fields: more },
  ]);
  assert.deepEqual(
    outcomes?.filter((o) => o.error),
    [],
  );
  const stages = [{ name: 'In', probability: 10 }, { name: 'Out' }];
  assert.deepEqual(
    (await destination.createPipelines?.([{ object: 'Deal', name: 'New business', stages }]))?.filter(
      (o) => o.error,
    ),
    [],
  );
  const found = await destination.discover();
  const own = (object: string, wanted = ['Gold', 'a']) => {
    const fields = found.objects.find((o) => o.name === object)?.fields ?? [];
    const field = (label: string) => fields.find((f) => f.label === label);
    const option = (label: string, value: string) =>
      field(label)?.values?.find((v) => v.label === value)?.value ?? '';
    return {
      [field('Source id')?.name ?? '']: `${object} 1`,
      [field('Tier')?.name ?? '']: option('Tier', wanted[0] ?? ''),
      [field('Tags')?.name ?? '']: [option('Tags', wanted[1] ?? '')],
      [field('Fee')?.name ?? '']: 12.5,
      [field('Since')?.name ?? '']: '2024-02-03',
    };
  };
  const pipeline = found.schema.pipelines?.find((p) => p.name === 'New business');
  const me = (await destination.me()).id;
  const one = async (object: string, row: Parameters<typeof made>[2][number]) =>
    (await made(destination, object, [row]))[0] ?? '';
  const add_time = '2020-01-02T03:04:05.000Z';
  const org = await one('Organization', {
    name: 'Acme',
    owner_id: me,
    address: 'Main Street 1, Springfield',
    website: 'https://acme.example',
    employee_count: 5,
    annual_revenue: 100,
    add_time,
    ...own('Organization'),
  });
  const person = await one('Person', {
    name: 'Ann',
    org_id: org,
    emails: ['ann@acme.example', 'a@acme.example'],
    phones: ['+1 555'],
    add_time,
    ...own('Person'),
  });
  const lead = await one('Lead', {
    title: 'Hot',
    person_id: person,
    value: 100,
    expected_close_date: '2030-01-01',
    ...own('Lead'),
  });
  const deal = await one('Deal', {
    title: 'Big',
    value: 10,
    currency: 'USD',
    person_id: person,
    org_id: org,
    pipeline_id: pipeline?.id ?? '',
    stage_id: pipeline?.stages[1]?.id ?? '',
    status: 'won',
    expected_close_date: '2024-01-01',
    probability: 40,
    ...own('Deal'),
  });
  const product = await one('Product', { name: 'Thing', code: 'T', price: 3, tax: 20, ...own('Product') });
  const line = await one('DealProduct', { deal_id: deal, product_id: product, item_price: 3, quantity: 2 });
  const activity = await one('Activity', {
    subject: 'Call',
    type: 'call',
    done: true,
    due_date: '2024-01-01',
    due_time: '09:30:00',
    duration: 1800,
    person_id: person,
    deal_id: deal,
    location: 'Here',
    note: '<p>x</p>',
    owner_id: me,
  });
  const note = await one('Note', { content: '<p>n</p>', deal_id: deal, add_time, pinned_to_deal_flag: true });
  const [file] = await destination.write(
    {
      object: 'File',
      operation: 'insert',
      channel: 'single',
      records: [
        {
          key: 'f',
          values: { file_name: 'a.txt', deal_id: deal },
          files: { file: { name: 'x', bytes: 1, open: () => Readable.from([Buffer.from('x')]) } },
        },
      ],
    },
    context,
  );
  const ids = {
    Organization: org,
    Person: person,
    Lead: lead,
    Deal: deal,
    Product: product,
    DealProduct: line,
  };
  const all = { ...ids, Activity: activity, Note: note, File: file?.outcome === 'created' ? file.id : '' };
  const changes: Record<string, Record<string, string | number | null>> = {
    Organization: { name: 'Acme 2', address: null },
    Person: { name: 'Ann 2', phones: null, org_id: null },
    Lead: { title: 'Hotter' },
    Deal: { title: 'Bigger', lost_reason: null },
    Product: { name: 'Thing 2' },
    DealProduct: { quantity: 3 },
    Activity: { subject: 'Call 2' },
    Note: { content: 'n2' },
  };
  for (const [object, id] of Object.entries(all)) {
    assert.ok((await destination.count(object)) > 0, object);
    assert.equal((await destination.read(object, [id], ['id'])).length, 1, object);
    const change = changes[object];
    if (change) {
      const [changed] = await write(destination, object, [{ ...change, $id: id }], { operation: 'update' });
      assert.equal(changed?.outcome, 'updated', `${object} ${JSON.stringify(changed)}`);
    }
    const identity = destination.naturalIdentity(object, [
      'content',
      'subject',
      'type',
      'file_name',
      'deal_id',
      'product_id',
    ]);
    const [field] = Object.keys(own(object === 'DealProduct' ? 'Deal' : object));
    const by = identity ?? (field ? [field] : []);
    const [values] = (await destination.read(object, [id], by)).map((r) => r.values);
    for (let times = 0; values && times < 5; times++)
      assert.deepEqual(
        (await destination.find(object, by, [values, ...Array.from({ length: times }, () => values)])).map(
          (f) => f.record.id,
        )[0],
        id,
        object,
      );
  }
  for (const [object, id] of Object.entries(all).toReversed()) {
    const [gone] = await write(destination, object, [{ $id: id }], { operation: 'delete' });
    assert.equal(gone?.outcome, 'deleted', `${object} ${JSON.stringify(gone)}`);
    assert.deepEqual(await destination.read(object, [id], ['id']), [], object);
  }
}
