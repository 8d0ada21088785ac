import assert from 'node:assert/strict';
import type { Row } from '@migmap/engine/values';
import { naturalIdentity } from '@migmap/engine/connectors/salesforce/identity';
import { longId } from '@migmap/engine/connectors/salesforce/ids';
import { json, soqlOf, startOrg, type Org } from './org.ts';
import { describeOf } from './samples.ts';

const describes = [
  describeOf('Contact', [
    { name: 'Id', type: 'id' },
    { name: 'Email', type: 'email' },
    { name: 'K__c', type: 'string', caseSensitive: true },
    { name: 'AccountId', type: 'reference' },
    { name: 'Score__c', type: 'double' },
    { name: 'SystemModstamp', type: 'datetime' },
  ]),
  describeOf('EmailMessage', [
    { name: 'MessageDate', type: 'datetime' },
    { name: 'Subject', type: 'string' },
  ]),
  describeOf('CaseComment', [
    { name: 'ParentId', type: 'reference' },
    { name: 'CommentBody', type: 'textarea', filterable: false },
  ]),
  describeOf('ContentNote', [
    { name: 'Title', type: 'string' },
    { name: 'Content', type: 'base64' },
  ]),
  describeOf('Task', [{ name: 'Subject', type: 'string' }]),
];

describe('Salesforce look-up', () => {
  let org: Org | undefined;
  afterEach(async () => {
    await org?.close();
    org = undefined;
  });
  /** Asks for rows while the org holds records; answers `row:id` pairs and the queries sent. */
  async function look(object: string, fields: string[], rows: Row[], held: Row[], since?: string) {
    org = await startOrg(describes, ({ path }) => {
      if (/\/query/.test(path)) return json({ totalSize: held.length, done: true, records: held });
      return path.endsWith('/Content') ? { body: '<p>Hello  <b>World</b> &amp; all</p>' } : undefined;
    });
    const found = await org.destination.find(object, fields, rows, { createdByMeSince: since });
    return {
      pairs: found.map((f) => `${f.row}:${f.record.id}`).toSorted(),
      queries: org.to(/\/query/).map(soqlOf),
      paths: org.to(/\/query/).map((s) => s.path),
    };
  }

  it('pairs by case where the field does', async () => {
    const { pairs } = await look(
      'Contact',
      ['K__c'],
      [{ K__c: 'ab' }, { K__c: 'AB' }],
      [
        { Id: '1', K__c: 'AB' },
        { Id: '2', K__c: 'ab' },
      ],
    );
    assert.deepEqual(pairs, ['0:2', '1:1']);
  });

  it('pairs without regard to case elsewhere, and every row that means the record', async () => {
    const { pairs } = await look(
      'Contact',
      ['Email'],
      [{ Email: 'A@x.org' }, { Email: 'b@x.org' }, { Email: 'a@X.ORG' }],
      [{ Id: '1', Email: 'a@x.org' }],
    );
    assert.deepEqual(pairs, ['0:1', '2:1']);
  });

  it('asks for no id that cannot be one', async () => {
    const asked = [{ Id: 'Standard Price Book' }, { Id: '001000000000001' }, { Id: '001000000000001XXX' }];
    const { pairs, queries } = await look('Contact', ['Id'], asked, [{ Id: longId('001000000000001') }]);
    assert.deepEqual(pairs, [`1:${longId('001000000000001')}`]);
    assert.deepEqual(queries, ["SELECT Id FROM Contact WHERE Id IN ('001000000000001')"]);
    await org?.close();
    assert.deepEqual((await look('Contact', ['Id'], [{ Id: 'Acme' }], [])).queries, []);
  });

  it('finds several records for one row', async () => {
    const { pairs } = await look(
      'Contact',
      ['Email'],
      [{ Email: 'a@x.org' }],
      [
        { Id: '1', Email: 'a@x.org' },
        { Id: '2', Email: 'A@x.org' },
      ],
    );
    assert.deepEqual(pairs, ['0:1', '0:2']);
  });

  it('takes only the pairs asked for out of what the filters let through', async () => {
    const id = '001000000000001';
    const { pairs, queries } = await look(
      'Contact',
      ['AccountId', 'Score__c'],
      [
        { AccountId: id, Score__c: 1 },
        { AccountId: longId('001000000000002'), Score__c: 2 },
        { AccountId: null, Score__c: 3 },
      ],
      [
        { Id: 'a', AccountId: longId(id), Score__c: 1.0 },
        { Id: 'b', AccountId: longId(id), Score__c: 2 },
        { Id: 'c', AccountId: null, Score__c: 3 },
      ],
    );
    assert.deepEqual(pairs, ['0:a', '2:c']);
    assert.match(
      queries[0] ?? '',
      /\(AccountId IN \('001000000000001','\w{18}'\) OR AccountId = null\) AND Score__c IN \(1,2,3\)$/,
    );
  });

  it('knows that times are kept in whole seconds', async () => {
    const { pairs, queries } = await look(
      'EmailMessage',
      ['MessageDate', 'Subject'],
      [{ MessageDate: '2026-03-01T09:30:15.250Z', Subject: "O'Hara" }],
      [{ Id: '1', MessageDate: '2026-03-01T09:30:15.000+0000', Subject: "O'Hara" }],
    );
    assert.deepEqual(pairs, ['0:1']);
    assert.match(
      queries[0] ?? '',
      /MessageDate IN \(2026-03-01T09:30:15Z,2026-03-01T09:30:15.250Z\) AND Subject IN \('O\\'Hara'\)/,
    );
  });

  it('compares what cannot be filtered after reading it', async () => {
    const { pairs, queries } = await look(
      'CaseComment',
      ['ParentId', 'CommentBody'],
      [{ ParentId: '500', CommentBody: 'two\r\nlines ' }],
      [
        { Id: '1', ParentId: '500', CommentBody: 'two\nlines' },
        { Id: '2', ParentId: '500', CommentBody: 'other' },
      ],
    );
    assert.deepEqual(pairs, ['0:1']);
    assert.doesNotMatch(queries[0]?.split('WHERE')[1] ?? '', /CommentBody/);
  });

  it('tells notes apart by the words of their text', async () => {
    const rows = [
      { Title: 'Note', Content: '<div>Hello <i>World</i> &amp; all</div>' },
      { Title: 'Note', Content: 'else' },
    ];
    const { pairs } = await look('ContentNote', ['Title', 'Content'], rows, [
      { Id: '069', Title: 'Note', Content: '/services/data/v67.0/sobjects/ContentNote/069/Content' },
    ]);
    assert.deepEqual(pairs, ['0:069']);
  });

  it('says when nothing can be filtered on', async () => {
    await assert.rejects(look('CaseComment', ['CommentBody'], [{ CommentBody: 'x' }], []), {
      class: 'schema',
      code: 'NOT_FILTERABLE',
    });
  });

  it('narrows by the stamp that no load can set, with a margin for the clock', async () => {
    const { queries } = await look('Contact', ['Email'], [{ Email: 'a@x.org' }], [], '2026-03-01T10:00:00Z');
    assert.match(queries[0] ?? '', /SystemModstamp >= 2026-03-01T09:45:00Z/);
  });

  it('looks into the archive of activities', async () => {
    const { paths, queries } = await look('Task', ['Subject'], [{ Subject: 'x' }], []);
    assert.match(paths[0] ?? '', /\/queryAll/);
    assert.match(queries[0] ?? '', /IsDeleted = false/);
  });

  it('keeps every address short', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => ({ Email: `someone.with.a.name.${i}@example.org` }));
    const { paths } = await look('Contact', ['Email'], rows, []);
    assert.ok(paths.length > 5 && paths.every((p) => p.length < 9_000), `${paths.length} queries`);
  });
});

describe('natural identity', () => {
  const cases: [string, string[], string[] | undefined][] = [
    [
      'ContentDocumentLink',
      ['ContentDocumentId', 'LinkedEntityId', 'ShareType'],
      ['ContentDocumentId', 'LinkedEntityId'],
    ],
    ['CampaignMember', ['CampaignId', 'LeadId'], ['CampaignId', 'LeadId']],
    ['CampaignMember', ['CampaignId', 'Status'], undefined],
    ['EmailMessage', ['MessageIdentifier', 'Subject'], ['MessageIdentifier']],
    ['EmailMessage', ['MessageDate', 'Subject', 'RelatedToId'], ['MessageDate', 'Subject', 'RelatedToId']],
    ['EmailMessage', ['Subject'], undefined],
    ['OpportunityLineItem', ['OpportunityId', 'PricebookEntryId', 'Quantity'], undefined],
    ['Account', ['Name'], undefined],
  ];
  for (const [object, provided, expected] of cases) {
    it(`${object} with ${provided.join(', ')}: ${expected?.join(' + ') ?? 'none'}`, () =>
      assert.deepEqual(naturalIdentity(object, provided), expected));
  }
});

describe('ids', () => {
  const cases: [string, string][] = [
    ['0035500001H9kZu', '0035500001H9kZuAAJ'],
    ['001000000000001', '001000000000001AAA'],
    ['0035500001H9kZuAAJ', '0035500001H9kZuAAJ'],
    ['not an id', 'not an id'],
  ];
  for (const [short, long] of cases) it(`${short} is ${long}`, () => assert.equal(longId(short), long));
});
