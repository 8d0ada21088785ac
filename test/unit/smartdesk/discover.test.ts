import assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { objectSchema, sourceProfile, systemSchema } from '@migmap/engine/schema/validation';
import { bench, readAll } from './exports.ts';

const column = (heading: string, values: readonly string[]): string =>
  ['ID', heading].join(';') +
  `\n${values.map((value, i) => `X-${i};"${value.replaceAll('"', '""')}"`).join('\n')}\n`;
const repeat = (count: number, ...values: string[]): string[] =>
  Array.from({ length: count }, () => values).flat();

describe('discovery of a field', () => {
  const { discover } = bench();

  const kinds: [what: string, heading: string, values: string[], expected: string][] = [
    ['whole numbers', 'Count', ['1', '2', '-3'], 'integer'],
    ['decimals', 'Amount', ['1.5', '2'], 'number'],
    ['decimal commas', 'Amount', ['1,5', '2.000,75'], 'number'],
    ['money', 'Amount', ['€ 1.50', '€ 2.00'], 'currency'],
    ['per cent', 'Rate', ['12 %', '3%'], 'percent'],
    ['yes and no', 'Newsletter', ['yes', 'No', ''], 'boolean'],
    ['dates', 'Birthday', ['31.12.1999', '01.02.2000'], 'date'],
    ['American dates', 'Birthday', ['12/31/1999', '01/02/2000'], 'date'],
    ['moments', 'Seen', ['31.12.1999 12:00', '01.02.2000 13:00'], 'datetime'],
    ['ISO moments', 'Seen', ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00+01:00'], 'datetime'],
    ['times', 'Starts', ['9:30', '14:00'], 'time'],
    ['addresses', 'Email', ['a@b.example', 'C@D.EXAMPLE'], 'email'],
    ['links', 'Site', ['https://a.example', 'http://b.example/x'], 'url'],
    ['telephone numbers', 'Mobile', ['+49 30 1234', '(030) 1234'], 'phone'],
    ['plain telephone numbers', 'Phone', ['491234567', '5551234'], 'phone'],
    ['postal codes', 'Zip', ['10115', '94103'], 'text'],
    ['leading zeros', 'Area', ['01067', '10115'], 'text'],
    ['long digits', 'Serial', ['12345678901234567', '22345678901234567'], 'text'],
    ['markup', 'Body', ['<p>Hello</p>', 'plain'], 'html'],
    ['lines', 'Remark', ['a\nb', 'c'], 'longtext'],
    ['long text', 'Remark', ['x'.repeat(300), 'c'], 'longtext'],
    ['few words', 'Status', repeat(6, 'New', 'Done', 'Waiting'), 'picklist'],
    ['many words', 'City', ['Berlin', 'Paris', 'Rome'], 'text'],
    ['JSON lists', 'People', ['[{"email":"a@b.example"}]', '[]'], 'list'],
    ['JSON objects', 'Extra', ['{"a":1}', '{"b":2}'], 'json'],
    ['semicolons by name', 'Tags', ['a;b', 'c'], 'list'],
    ['semicolons by habit', 'Interested In', repeat(4, 'CRM;Mail', 'Mail', 'CRM;Phone'), 'list'],
    ['semicolons in prose', 'Remark', ['first this; then that', 'no', 'yes; maybe'], 'text'],
    ['one stray among many', 'Due', [...repeat(39, '31.12.2025'), 'n/a'], 'date'],
    ['too many strays', 'Due', [...repeat(9, '31.12.2025'), 'n/a', 'never'], 'text'],
    ['nothing', 'Empty', ['', ''], 'text'],
  ];
  for (const [what, heading, values, kind] of kinds)
    it(`takes ${what} for ${kind}`, async () => {
      const { objects } = await discover({ 'things.csv': column(heading, values) });
      assert.equal(objects[0]?.fields[1]?.kind, kind);
    });

  it('says how many values do not fit and which', async () => {
    const values = [...repeat(39, '31.12.2025'), 'n/a'];
    const { profile, source, catalog } = await discover({ 'things.csv': column('Due', values) });
    const field = profile.objects[0]?.fields[1];
    assert.equal(field?.misfits, 1);
    assert.deepEqual(field.misfitSamples, ['n/a']);
    const { records } = await readAll(source, 'Thing', catalog);
    assert.equal(records.at(-1)?.values.due, 'n/a');
    assert.equal(records[0]?.values.due, '2025-12-31');
  });

  it('counts empties, values, lengths', async () => {
    const { profile } = await discover({
      'things.csv': column('Name', ['Ann', 'Bob', 'Bob', '', ' ', 'x'.repeat(90)]),
    });
    const field = profile.objects[0]?.fields[1];
    assert.ok(field);
    const { values, samples, lengths, ...numbers } = field;
    assert.deepEqual(numbers, { field: 'name', nulls: 2, distinct: 3, longest: 90 });
    assert.deepEqual(values?.[0], { value: 'Bob', count: 2 });
    assert.equal(samples.length, 3);
    assert.deepEqual(
      lengths?.filter(({ longerThan }) => longerThan === 80 || longerThan === 100),
      [{ longerThan: 80, count: 1 }],
    );
  });

  it('counts distinct values beyond those that it keeps', async () => {
    const values = Array.from({ length: 3000 }, (_, i) => `name ${i % 2500}`);
    const { profile } = await discover({ 'things.csv': column('Name', values) });
    const field = profile.objects[0]?.fields[1];
    assert.equal(field?.distinct, 2500);
    assert.equal(field.distinctCapped, undefined);
    assert.equal(field.values?.length, 50);
  });
});

describe('discovery of references', () => {
  const { discover } = bench();
  const companies = 'ID,Name,Parent ID\nCO-1,A,\nCO-2,B,CO-1\nCO-3,C,CO-3\n';
  const users = 'ID,Email\nUS-1,a@x.example\nUS-2,b@x.example\n';

  const cases: [
    what: string,
    files: Record<string, string>,
    field: string,
    references: string[] | undefined,
    orphans?: number,
  ][] = [
    [
      'by name',
      { 'contacts.csv': 'ID,Company ID\n1,CO-1\n2,CO-9\n3,\n' },
      'Contact.company_id',
      ['Company'],
      1,
    ],
    ['to itself', {}, 'Company.parent_id', ['Company']],
    [
      'by name alone where all is empty',
      { 'contacts.csv': 'ID,Company ID\n1,\n' },
      'Contact.company_id',
      ['Company'],
    ],
    [
      'with a word before the name',
      { 'contacts.csv': 'ID,Main Company ID\n1,CO-1\n' },
      'Contact.main_company_id',
      ['Company'],
    ],
    [
      'to users by what they do',
      { 'contacts.csv': 'ID,Assignee ID\n1,US-1\n2,US-7\n' },
      'Contact.assignee_id',
      ['User'],
      1,
    ],
    [
      'by value',
      { 'contacts.csv': 'ID,Account\n1,CO-1\n2,CO-2\n3,CO-8\n' },
      'Contact.account',
      ['Company'],
      1,
    ],
    [
      'of a list',
      { 'contacts.csv': 'ID,Other Company IDs\n1,CO-1;CO-2\n2,CO-3;CO-7\n' },
      'Contact.other_company_ids',
      ['Company'],
      1,
    ],
    [
      'to several objects by a type beside it',
      { 'files.csv': 'ID,Parent Type,Parent ID\n1,Company,CO-1\n2,users,US-1\n3,Company,CO-9\n' },
      'File.parent_id',
      ['Company', 'User'],
      1,
    ],
    [
      'to several objects by value',
      { 'files.csv': 'ID,About\n1,CO-1\n2,US-1\n' },
      'File.about',
      ['Company', 'User'],
    ],
    ['not from words', { 'contacts.csv': 'ID,Company\n1,Acme\n2,Globex\n' }, 'Contact.company', undefined],
    [
      'not from few matches',
      { 'contacts.csv': 'ID,Code\n1,CO-1\n2,CO-7\n3,CO-8\n4,CO-9\n' },
      'Contact.code',
      undefined,
    ],
  ];
  for (const [what, files, field, references, orphans] of cases)
    it(`finds a reference ${what}`, async () => {
      const { objects, profile } = await discover({
        'companies.csv': companies,
        'users.csv': users,
        ...files,
      });
      const [object, name] = field.split('.');
      const schema = objects.find((o) => o.name === object)?.fields.find((f) => f.name === name);
      assert.deepEqual(schema?.references, references);
      assert.equal(schema?.kind === 'reference' || schema?.kind === 'list', references !== undefined);
      const seen = profile.objects.find((o) => o.object === object)?.fields.find((f) => f.field === name);
      assert.equal(seen?.orphans, orphans);
    });

  it('tells numbered ids by their names alone', async () => {
    const { objects } = await discover({
      'companies.csv': 'ID,Name\n1,A\n2,B\n',
      'users.csv': 'ID,Email\n1,a@x.example\n2,b@x.example\n',
      'contacts.csv': 'ID,Company ID,Owner,Amount,Rank ID\n1,1,2,1,2\n2,2,1,2,1\n',
    });
    const fields = objects.find((o) => o.name === 'Contact')?.fields ?? [];
    assert.deepEqual(
      fields.map((f: FieldSchema) => [f.name, f.kind, f.references?.join() ?? '']),
      [
        ['id', 'id', ''],
        ['company_id', 'reference', 'Company'],
        ['owner', 'reference', 'User'],
        ['amount', 'integer', ''],
        ['rank_id', 'text', ''],
      ],
    );
  });
});

describe('discovery of a file', () => {
  const { discover } = bench();
  const table = 'ID;Name;Betrag;Datum\n1;Größe;1.234,50;31.12.2025\n2;Müller;2,00;01.02.2025\n';

  const encodings: [string, Buffer, string][] = [
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${table}`), 'utf-8'],
    ['UTF-16 little endian', iconv.encode(table, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16 big endian', iconv.encode(table, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16 without a mark', iconv.encode(table, 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['windows-1252', iconv.encode(table, 'windows-1252'), 'windows-1252'],
  ];
  for (const [what, bytes, encoding] of encodings)
    it(`reads ${what}`, async () => {
      const { objects, catalog, source } = await discover({ 'things.csv': bytes });
      assert.equal(objects[0]?.origin?.encoding, encoding);
      assert.equal(objects[0].origin.delimiter, ';');
      assert.equal(objects[0].origin.decimal, ',');
      const { records } = await readAll(source, 'Thing', catalog);
      assert.deepEqual(records[0], {
        id: '1',
        values: { id: '1', name: 'Größe', betrag: 1234.5, datum: '2025-12-31' },
        at: 'things.csv:2',
      });
    });

  const odd = 'Größe';
  it('finds a byte of windows-1252 far behind the head', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i},plain row`).join('\n');
    const bytes = iconv.encode(`ID,Name\n${rows}\n99999,${odd}\n`, 'windows-1252');
    const { objects, source, catalog } = await discover({ 'things.csv': bytes });
    assert.equal(objects[0]?.origin?.encoding, 'windows-1252');
    const { records } = await readAll(source, 'Thing', catalog);
    assert.equal(records.at(-1)?.values.name, odd);
  });

  it('reports the rows of a UTF-8 file whose bytes are broken', async () => {
    const text = Array.from({ length: 200 }, (_, i) => `${i},Größe und Übersicht – “ja” Привет`).join('\n');
    const bytes = Buffer.concat([
      Buffer.from(`ID,Name\n${text}\n777,bro`),
      Buffer.from([0xc3, 0x28, 0xa0]),
      Buffer.from('ken\n'),
    ]);
    const { profile, schema, catalog, source } = await discover({ 'things.csv': bytes });
    assert.equal(profile.objects[0]?.records, 200);
    assert.equal(profile.objects[0].badRows, 1);
    assert.match(schema.warnings?.join() ?? '', /line 202: holds bytes that its encoding cannot have/);
    const { bad } = await readAll(source, 'Thing', catalog);
    assert.equal(bad[0]?.at, 'things.csv:202');
  });

  it('keeps a replacement character that the exporter wrote itself', async () => {
    const { profile } = await discover({ 'things.csv': 'ID,Name\n1,a\uFFFDb\n' });
    assert.deepEqual([profile.objects[0]?.records, profile.objects[0]?.badRows], [1, 0]);
  });

  it('takes the date order that makes most sense, and says so where nothing tells', async () => {
    const day = async (...dates: string[]): Promise<string | undefined> => {
      const { objects } = await discover({
        'things.csv': `ID,Day\n${dates.map((d, i) => `${i},${d}`).join('\n')}\n`,
      });
      return `${objects[0]?.origin?.dateOrder} ${objects[0]?.origin?.assumed ?? ''}`.trim();
    };
    assert.equal(await day('01/02/2025', '12/31/2025'), 'MDY');
    assert.equal(await day('01/02/2025', '31/12/2025'), 'DMY');
    assert.equal(await day('01/02/2025', '03/04/2025'), 'MDY dateOrder');
    assert.equal(await day('01.02.2025', '03.04.2025'), 'DMY dateOrder');
    assert.equal(await day('2025-02-01'), 'DMY');
  });

  it('obeys a person who corrects the origin', async () => {
    const { objects, source, schema } = await discover({ 'things.csv': 'ID,Day\n1,01/02/2025\n' });
    const [thing] = objects;
    assert.ok(thing);
    const corrected = { ...thing, origin: { ...thing.origin, dateOrder: 'DMY' } };
    const catalog = { index: schema, object: () => corrected };
    const { records } = await readAll(source, 'Thing', catalog);
    assert.equal(records[0]?.values.day, '2025-02-01');
  });

  const left: [what: string, files: Record<string, string | Buffer>, warning: RegExp][] = [
    ['an empty file', { 'deals.csv': '' }, /deals\.csv: not read: the file is empty/],
    ['blank lines', { 'deals.csv': '\n \n' }, /deals\.csv: not read: the file is empty/],
    ['an unknown extension', { 'deals.xyz': 'x' }, /deals\.xyz: not read, its extension/],
    ['a file without an extension', { deals: 'x' }, /deals: not read, its extension/],
    [
      'bytes that are no text',
      { 'deals.csv': Buffer.alloc(5000) },
      /deals\.csv: not read: the file is not text/,
    ],
    ['JSON without a list', { 'deals.json': '{"a":1}' }, /deals\.json: not read: No list of records/],
    [
      'an .xlsx that is none',
      { 'deals.xlsx': 'PK nonsense' },
      /deals\.xlsx: not read: .*deals\.xlsx: not a readable/,
    ],
    [
      'headings with an open quote',
      { 'deals.csv': 'ID,"Name\n1,a\n' },
      /deals\.csv: not read: Line 1: the headings/,
    ],
    ['records without an id', { 'deals.csv': 'Name\na\n' }, /deals\.csv: no column holds an id/],
    [
      'an id that stands twice',
      { 'deals.csv': 'ID,N\n1,a\n1,b\n' },
      /deals\.csv: 1 records have an id that an earlier/,
    ],
    ['a NUL in a cell', { 'deals.csv': 'ID,N\n1,a\0b\n2,c\n' }, /line 2: holds a NUL/],
    ['a NUL in JSON', { 'deals.json': '[{"id":1,"n":{"x":"\\u0000"}}]' }, /line 1: holds a NUL/],
  ];
  for (const [what, files, warning] of left)
    it(`says what became of ${what}`, async () => {
      const { schema, objects } = await discover({ 'contacts.csv': 'ID,N\n1,x\n', ...files });
      assert.match(schema.warnings?.join('\n') ?? '', warning);
      assert.ok(objects.some((object) => object.name === 'Contact'));
    });

  it('refuses two files for one object', async () => {
    await assert.rejects(
      discover({ 'contacts.csv': 'ID\n1\n', 'Contact.jsonl': '{"id":2}\n' }),
      /Contact\.jsonl and contacts\.csv both hold Contact/,
    );
  });

  it('knows a record without an id by its values, on every read', async () => {
    const { source, catalog } = await discover({ 'deals.csv': 'Name,N\na,1\nb,2\na,1\n' });
    const [first, second] = [await readAll(source, 'Deal', catalog), await readAll(source, 'Deal', catalog)];
    assert.deepEqual(first, second);
    const [a, b, c] = first.records.map((record) => record.id);
    assert.notEqual(a, b);
    assert.equal(a, c);
  });

  it('tells pipelines with their stages, users and automations', async () => {
    const { schema } = await discover({
      'deals.csv': 'ID,Pipeline,Stage\n1,Sales,Won\n',
      'users.csv': 'ID,Email\n1,a@b.example\n2,c@d.example\n',
      'pipelines.json':
        '[{"id":"p1","name":"Sales","stages":[{"name":"Won","order":2,"probability":100},{"name":"New","order":1,"probability":0},{"name":"Lost","order":3,"probability":0}]}]',
      'workflows.json': '[{"id":1,"name":"Hello","trigger":"created","conditions":{"a":1},"active":true}]',
    });
    assert.equal(schema.users, 2);
    assert.deepEqual(schema.pipelines, [
      {
        id: 'p1',
        name: 'Sales',
        object: 'Deal',
        stages: [
          { id: 'New', name: 'New', order: 0, probability: 0 },
          { id: 'Won', name: 'Won', order: 1, probability: 100, closed: true, won: true },
          { id: 'Lost', name: 'Lost', order: 2, probability: 0, closed: true, won: false },
        ],
      },
    ]);
    assert.deepEqual(schema.automations, [
      { name: 'Hello', trigger: 'created', conditions: '{"a":1}', active: true },
    ]);
  });

  it('reads pipelines that are a table of stages', async () => {
    const { schema } = await discover({
      'pipelines.csv':
        'ID,Pipeline,Stage,Order,Probability\n1,Sales,Won,2,100\n2,Sales,New,1,10\n3,Renewals,Due,1,50\n',
    });
    assert.deepEqual(
      schema.pipelines?.map((p) => [p.name, ...p.stages.map((s) => s.name)]),
      [
        ['Sales', 'New', 'Won'],
        ['Renewals', 'Due'],
      ],
    );
  });

  it('makes schemas and a profile that may be written', async () => {
    const { schema, objects, profile } = await discover({
      'contacts.csv': 'ID,Company ID,Tags\n1,C9,a;b\n',
      'companies.jsonl': '{"id":"C1","x":[{"y":1}]}\n',
    });
    assert.deepEqual(systemSchema.parse(schema), schema);
    assert.deepEqual(sourceProfile.parse(profile), profile);
    for (const object of objects) assert.deepEqual(objectSchema.parse(object), object);
  });
});
