import type { Row } from '@migmap/engine/values';
import type { FakeOptions } from '../../support/engine/fake-destination.ts';
import type { Rows } from './load.ts';

/** What a row of docs/language.md's table does to a load. */
export interface ConstructCase {
  /** The first cell begins so. */
  readonly row: string;
  readonly title: string;
  readonly mapping: string;
  readonly imported?: Readonly<Record<string, string>>;
  readonly rows: Rows;
  /** Of the export, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the destination holds before. */
  readonly there?: Rows;
  readonly destination?: FakeOptions;
  /**
   * The destination's records afterwards, written down by `shown`: ids of the destination become the name of the record they are of.
   */
  readonly makes?: Readonly<Record<string, readonly string[]>>;
  /** `held: 1`, where there are any. */
  readonly counts?: Readonly<Record<string, number>>;
  /** A file of the run, and what stands in it. */
  readonly writes?: readonly [file: string, text: RegExp];
}

const company = (id: string, name: string | null, more = {}) => ({ id, name, ...more });
const account = 'map Company -> Account { key id => SmartDesk_Id__c Name = name }\n';
const contacts =
  'map Contact -> Contact { key id => SmartDesk_Id__c LastName = last_name AccountId = ref(company_id) }\n';
const ada = { id: 'u1', email: 'ada@example.org' };
const nobody = { id: 'u2', email: 'new@example.org' };

const owned = (unmatched: string) =>
  `owners match User.email to User.Email, unmatched ${unmatched}\nmap Company -> Account { key id => SmartDesk_Id__c Name = name OwnerId = owner(owner_id) }`;
const ownedRows: Rows = {
  User: [ada, nobody],
  Company: [company('c1', 'A', { owner_id: 'u1' }), company('c2', 'B', { owner_id: 'u2' })],
};

const table = (otherwise: string) =>
  `values Sectors { "Bank" => "Banking" otherwise ${otherwise} }\nmap Company -> Account { key id => SmartDesk_Id__c Name = name Industry = industry via Sectors }`;
const sectors: Rows = {
  Company: [company('c1', 'A', { industry: 'Bank' }), company('c2', 'B', { industry: 'Odd' })],
};

const stages = (otherwise: string) =>
  `pipelines Deal.pipeline / Deal.stage to Opportunity.Pipeline / Opportunity.StageName {
  "Sales" => "Direct" { "New" => "Open" at 10% "Won" => "Closed" at 100% } otherwise ${otherwise} }
map Deal -> Opportunity { key id => SmartDesk_Id__c Name = name Pipeline = pipeline StageName = stage }`;
const deals: Rows = {
  Deal: [
    { id: 'd1', name: 'One', pipeline: 'Sales', stage: 'Won' },
    { id: 'd2', name: 'Two', pipeline: 'Sales', stage: 'Limbo' },
  ],
};

const matched = (conflict: string) =>
  `map Contact -> Contact { key id => SmartDesk_Id__c match Email${conflict} LastName = last_name FirstName = first_name Email = email }`;
const met: Rows = {
  Contact: [{ id: 'p1', last_name: 'Byron', first_name: 'Ada', email: 'ADA@ex.org' }],
};
const there: Rows = { Contact: [{ LastName: 'Lovelace', Email: 'ada@ex.org' }] };

const otherwise = (word: string) =>
  `map Company -> Account { key id => SmartDesk_Id__c Name = name Website = domain NumberOfEmployees = code else ${word} }`;
const misfit: Rows = { Company: [company('c1', 'A', { domain: 'a.org', code: 'many' })] };

const people = [
  { id: 'p1', last_name: 'Lovelace', email: 'ada@ex.org', company_id: 'c1' },
  { id: 'p2', last_name: 'Hopper', email: 'grace@ex.org', company_id: null },
];
const meeting: Row = {
  id: 'a1',
  type: 'meeting',
  subject: 'Kick-off',
  deal_id: 'd1',
  attendees: [{ email: 'ada@ex.org', phones: ['1', '2'] }, { email: 'grace@ex.org' }],
};

export const cases: readonly ConstructCase[] = [
  {
    row: 'import',
    title: 'brings in a table, a fragment and a declaration, also what the file imports',
    mapping:
      'migration Example from smartdesk to salesforce\nimport "./lib.migmap"\nmap Company -> Account { use Named Industry = industry via Sectors }',
    imported: {
      'lib.migmap': 'import "./more.migmap"\nfragment Named { key id => SmartDesk_Id__c Name = name }',
      'more.migmap': 'values Sectors { "Bank" => "Banking" }',
    },
    rows: { Company: [company('c1', 'A', { industry: 'Bank' })] },
    makes: { Account: ['c1: Name=A Industry=Banking'] },
  },
  {
    row: 'owners',
    title: 'hold closes the gate',
    mapping: owned('hold'),
    rows: ownedRows,
    makes: { Account: [] },
    writes: ['../../owners.csv', /new@example\.org.*no user has this e-mail/],
  },
  {
    row: 'owners',
    title: 'use gives them to one user',
    mapping: owned('use "bob@example.org"'),
    rows: ownedRows,
    makes: { Account: ['c1: Name=A OwnerId=U1', 'c2: Name=B OwnerId=U2'] },
  },
  {
    row: 'owners',
    title: 'placeholder makes a user first',
    mapping: owned('placeholder'),
    rows: ownedRows,
    destination: { capabilities: { createsUsers: true } },
    makes: { Account: ['c1: Name=A OwnerId=U1', 'c2: Name=B OwnerId=M1'] },
  },
  {
    row: 'owners',
    title: 'placeholder keeps the gate closed where none can be made',
    mapping: owned('placeholder'),
    rows: ownedRows,
    makes: { Account: [] },
  },
  {
    row: 'values',
    title: 'hold',
    mapping: table('hold'),
    rows: sectors,
    makes: { Account: ['c1: Name=A Industry=Banking'] },
    counts: { held: 1 },
  },
  {
    row: 'values',
    title: 'keep',
    mapping: table('keep'),
    rows: sectors,
    makes: { Account: ['c1: Name=A Industry=Banking', 'c2: Name=B Industry=Odd'] },
  },
  {
    row: 'values',
    title: 'skip',
    mapping: table('skip "not ours"'),
    rows: sectors,
    makes: { Account: ['c1: Name=A Industry=Banking'] },
    counts: { skipped: 1 },
    writes: ['skipped-Company.csv', /not ours/],
  },
  {
    row: 'values',
    title: 'a text',
    mapping: table('"Other"'),
    rows: sectors,
    makes: { Account: ['c1: Name=A Industry=Banking', 'c2: Name=B Industry=Other'] },
  },
  {
    row: 'values',
    title: 'empty',
    mapping: table('empty'),
    rows: sectors,
    makes: { Account: ['c1: Name=A Industry=Banking', 'c2: Name=B'] },
  },
  {
    row: 'pipelines',
    title: 'hold',
    mapping: stages('hold'),
    rows: deals,
    makes: { Opportunity: ['d1: Name=One Pipeline=Direct StageName=Closed'] },
    counts: { held: 1 },
  },
  {
    row: 'pipelines',
    title: 'create keeps the name of the stage, which the destination is to have',
    mapping: stages('create'),
    rows: deals,
    makes: {
      Opportunity: [
        'd1: Name=One Pipeline=Direct StageName=Closed',
        'd2: Name=Two Pipeline=Direct StageName=Limbo',
      ],
    },
  },
  {
    row: 'pipelines',
    title: 'a stage for all others',
    mapping: stages('"Parked"'),
    rows: deals,
    makes: {
      Opportunity: [
        'd1: Name=One Pipeline=Direct StageName=Closed',
        'd2: Name=Two Pipeline=Direct StageName=Parked',
      ],
    },
  },
  {
    row: 'map',
    title: 'where, a name for the record, and several maps of one source',
    mapping:
      'map Company as c where c.code == "x" -> Account { key id => SmartDesk_Id__c Name = c.name }\nmap Company -> Task { key id => SmartDesk_Id__c Subject = "Check {name}" }',
    rows: { Company: [company('c1', 'A', { code: 'x' }), company('c2', 'B', { code: 'y' })] },
    makes: { Account: ['c1: Name=A'], Task: ['c1: Subject=Check A', 'c2: Subject=Check B'] },
  },
  {
    row: 'split',
    title: 'one branch fires, and a reference finds what was made',
    mapping:
      'split Lead { when status == "Customer" -> Contact { key id => SmartDesk_Id__c LastName = last_name } when status == "Odd" -> Task { key id => SmartDesk_Id__c Subject = last_name } otherwise -> Lead { key id => SmartDesk_Id__c LastName = last_name } }\nmap Activity -> Task { key id => SmartDesk_Id__c WhoId = ref(lead_id) }',
    rows: {
      Lead: [
        { id: 'l1', last_name: 'A', status: 'Customer' },
        { id: 'l2', last_name: 'B', status: 'New' },
      ],
      Activity: [
        { id: 'a1', lead_id: 'l1' },
        { id: 'a2', lead_id: 'l2' },
      ],
    },
    makes: {
      Contact: ['l1: LastName=A'],
      Lead: ['l2: LastName=B'],
      Task: ['a1: WhoId=Contact l1', 'a2: WhoId=Lead l2'],
    },
  },
  {
    row: 'split',
    title: 'otherwise hold and otherwise skip account for the rest',
    mapping:
      'split Lead { when status == "Customer" -> Contact { key id => SmartDesk_Id__c LastName = last_name } otherwise skip "cold" }\nsplit Company { when code == "x" -> Account { key id => SmartDesk_Id__c Name = name } otherwise hold }',
    rows: {
      Lead: [{ id: 'l1', last_name: 'A', status: 'New' }],
      Company: [company('c1', 'A', { code: 'y' })],
    },
    makes: { Contact: [], Account: [] },
    counts: { held: 1, skipped: 1 },
  },
  {
    row: 'key',
    title: 'through a reference; a second record with the same key is held',
    mapping: 'map Contact -> Contact { key company_id.code => SmartDesk_Id__c LastName = last_name }',
    rows: {
      Company: [company('c1', 'A', { code: 'AX' })],
      Contact: [people[0]!, { ...people[0], id: 'p3', last_name: 'Byron' }, people[1]!],
    },
    makes: { Contact: ['AX: LastName=Lovelace'] },
    counts: { held: 2 },
  },
  {
    row: 'match',
    title: 'fills what is empty there, unless told otherwise',
    mapping: matched(''),
    rows: met,
    there,
    makes: { Contact: ['p1: LastName=Lovelace Email=ada@ex.org FirstName=Ada'] },
    counts: { updated: 1 },
  },
  {
    row: 'match',
    title: 'on conflict update overwrites',
    mapping: matched(' on conflict update'),
    rows: met,
    there,
    makes: { Contact: ['p1: LastName=Byron Email=ADA@ex.org FirstName=Ada'] },
    counts: { updated: 1 },
  },
  {
    row: 'match',
    title: 'on conflict skip leaves it alone',
    mapping: matched(' on conflict skip'),
    rows: met,
    there,
    makes: { Contact: ['?: LastName=Lovelace Email=ada@ex.org'] },
    counts: { skipped: 1 },
  },
  {
    row: 'match',
    title: 'on conflict hold asks a person',
    mapping: matched(' on conflict hold'),
    rows: met,
    there,
    makes: { Contact: ['?: LastName=Lovelace Email=ada@ex.org'] },
    counts: { held: 1 },
  },
  {
    row: 'match',
    title: 'two of the source that match become one',
    mapping: matched(''),
    rows: {
      Contact: [...met['Contact']!, { id: 'p9', last_name: 'King', first_name: 'A', email: 'ada@ex.org' }],
    },
    makes: { Contact: ['p1: LastName=Byron FirstName=Ada Email=ADA@ex.org'] },
    counts: { merged: 1 },
  },
  {
    row: 'Field = expr',
    title: 'a value that does not fit holds the record',
    mapping: otherwise('hold'),
    rows: misfit,
    makes: { Account: [] },
    counts: { held: 1 },
  },
  {
    row: 'Field = expr',
    title: 'else skip',
    mapping: otherwise('skip "no size"'),
    rows: misfit,
    makes: { Account: [] },
    counts: { skipped: 1 },
  },
  {
    row: 'Field = expr',
    title: 'else empty',
    mapping: otherwise('empty'),
    rows: misfit,
    makes: { Account: ['c1: Name=A Website=a.org'] },
  },
  {
    row: 'Field = expr',
    title: 'else a value',
    mapping: otherwise('1'),
    rows: misfit,
    makes: { Account: ['c1: Name=A Website=a.org NumberOfEmployees=1'] },
  },
  {
    row: 'ref(f)',
    title: 'by id, by another field, of this record, and the next behind ??',
    mapping:
      account +
      contacts +
      'map Activity -> Task { key id => SmartDesk_Id__c Subject = subject WhoId = ref(subject of Contact.email) WhatId = ref(company_id) ?? ref(deal_id of Company) }\nmap Activity -> Event { key id => SmartDesk_Id__c Subject = "of it" }\nmap Activity -> EventRelation { EventId = ref(this as Event) RelationId = ref(contact_id) }',
    rows: {
      Company: [company('c1', 'A'), company('c2', 'B')],
      Contact: people,
      Activity: [{ id: 'a1', subject: 'grace@ex.org', contact_id: 'p1', company_id: null, deal_id: 'c2' }],
    },
    makes: {
      Task: ['a1: Subject=grace@ex.org WhoId=Contact p2 WhatId=Account c2'],
      EventRelation: ['?: EventId=Event a1 RelationId=Contact p1'],
    },
  },
  {
    row: 'RefField = "Name"',
    title: 'a record that stands in the destination',
    mapping: 'map Contact -> Contact { key id => SmartDesk_Id__c LastName = last_name AccountId = "House" }',
    rows: { Contact: people },
    there: { Account: [{ Name: 'House', SmartDesk_Id__c: 'h' }] },
    makes: {
      Contact: ['p1: LastName=Lovelace AccountId=Account h', 'p2: LastName=Hopper AccountId=Account h'],
    },
  },
  {
    row: 'owner(f)',
    title: 'the user of the source user, or the one who loads',
    mapping:
      'owners match User.email to User.Email, unmatched hold\nmap Company -> Account { key id => SmartDesk_Id__c Name = name OwnerId = owner(owner_id) ?? migration_user() }',
    rows: {
      User: [ada],
      Company: [company('c1', 'A', { owner_id: 'u1' }), company('c2', 'B', { owner_id: null })],
    },
    makes: { Account: ['c1: Name=A OwnerId=U1', 'c2: Name=B OwnerId=U9'] },
  },
  {
    row: 'each',
    title: 'of the record, inside an element, and of another record',
    mapping: `map Contact -> Contact { key id => SmartDesk_Id__c LastName = last_name }
map Activity -> Event {
  key id => SmartDesk_Id__c
  Subject = subject
  each attendees as person -> EventRelation {
    EventId = ref(parent)
    RelationId = ref(person.email of Contact.email)
    each person.phones as phone -> Phone { Number = "{phone} of {person.email}" EventRelationId = ref(parent) }
  }
  each deal_id.attendees as guest -> Task { key guest.email => SmartDesk_Id__c Subject = guest.name }
}`,
    rows: {
      Contact: people,
      Deal: [{ id: 'd1', attendees: [{ email: 'x@ex.org', name: 'X' }] }],
      Activity: [meeting],
    },
    makes: {
      EventRelation: [
        '?: EventId=Event a1 RelationId=Contact p1',
        '?: EventId=Event a1 RelationId=Contact p2',
      ],
      Phone: [
        '?: Number=1 of ada@ex.org EventRelationId=EventRelation ?',
        '?: Number=2 of ada@ex.org EventRelationId=EventRelation ?',
      ],
      Task: ['x@ex.org: Subject=X'],
    },
  },
  {
    row: 'file(f)',
    title: 'the bytes, or the link where there are too many',
    mapping:
      'map Attachment -> File { key id => SmartDesk_Id__c Title = filename Data = file(path) }\nmap Attachment where id == "f2" -> File { Title = filename Link = url }',
    rows: { Attachment: [{ id: 'f1', filename: 'a.txt', path: 'a.txt', url: 'https://x/a' }] },
    files: { 'a.txt': 'hello' },
    makes: { File: ['f1: Title=a.txt Data=file:a.txt'] },
  },
  {
    row: 'file(f)',
    title: 'over a size the link, and the record is listed for review',
    mapping:
      'map Attachment -> File { key id => SmartDesk_Id__c Title = filename Data = file(path, over 1 MB link url) }',
    rows: { Attachment: [{ id: 'f1', filename: 'a.txt', path: 'a.txt', url: 'https://x/a' }] },
    files: { 'a.txt': 'x'.repeat(1_100_000) },
    makes: { File: ['f1: Title=a.txt Data=https://x/a'] },
    writes: ['review.csv', /larger than 1 MB: the link was written/],
  },
  {
    row: 'flag',
    title: 'loads the record and lists it for a person',
    mapping: `map Company -> Account { key id => SmartDesk_Id__c Name = name flag "no domain: ask them" when domain is empty }`,
    rows: { Company: [company('c1', 'A'), company('c2', 'B', { domain: 'b.org' })] },
    makes: { Account: ['c1: Name=A', 'c2: Name=B'] },
    writes: [
      'review.csv',
      /^why.*\nno domain: ask them,Account,Account-1,https:\S+Account-1,Company,c1,Company\.csv:2\n$/,
    ],
  },
  {
    row: 'use',
    title: 'the lines of a fragment, of which a line of the map wins',
    mapping:
      'fragment Both { Name = name Website = domain }\nmap Company -> Account { key id => SmartDesk_Id__c use Both Website = "https://ours.example" }',
    rows: { Company: [company('c1', 'A', { domain: 'a.org' })] },
    makes: { Account: ['c1: Name=A Website=https://ours.example'] },
  },
  {
    row: 'export',
    title: 'a hand-off file',
    mapping:
      'export FlowMembership as m where flow_name != "test" to "flows.csv" { contact = m.contact_email |> lower  flow = flow_name }',
    rows: {
      FlowMembership: [
        { id: '1', contact_email: 'ADA@ex.org', flow_name: 'Welcome' },
        { id: '2', contact_email: 'b@ex.org', flow_name: 'test' },
      ],
    },
    writes: ['exports/flows.csv', /^contact,flow\nada@ex\.org,Welcome\n$/],
  },
  {
    row: 'skip',
    title: 'an object, with an inventory of it; a field',
    mapping: `skip Workflow "rebuilt by hand" inventory\nmap Company -> Account { key id => SmartDesk_Id__c Name = name skip domain "gone" }`,
    rows: { Workflow: [{ id: 'w1', name: 'Welcome', trigger: 'signup' }], Company: [company('c1', 'A')] },
    makes: { Account: ['c1: Name=A'] },
    writes: ['exports/inventory-Workflow.md', /Welcome/],
  },
];
