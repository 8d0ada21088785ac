export interface FixCase {
  readonly title: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly code: string;
  /** Title of the fix. */
  readonly fix: string;
  /** Of the whole text once the fix is made; of `file` where that is given. */
  readonly has: readonly string[];
  readonly file?: string;
  /** The finding is gone afterwards, and no syntax error came. */
  readonly settles?: false;
}

const head = 'migration Test from oldcrm to newcrm\n';
const account = (lines: string) =>
  `${head}map Company -> Account {\n  Name = name |> truncate(80)\n${lines}}\n`;
const contact = (lines: string) => `${head}map Contact -> Contact {\n  LastName = last_name\n${lines}}\n`;

export const cases: readonly FixCase[] = [
  {
    title: 'takes the nearest name',
    text: contact('  AcountId = ref(company_id)\n'),
    code: 'MM104',
    fix: 'Change to AccountId',
    has: ['  AccountId = ref(company_id)'],
  },
  {
    title: 'declares a field, as long as the data need, before the first map',
    text: account('  old_domain__c = domain\n'),
    code: 'MM104',
    fix: 'Declare old_domain__c in the custom-field manifest',
    has: ['fields Account {\n  old_domain__c : Text(20)  "Domain"\n}\n\nmap Company'],
  },
  {
    title: 'declares a text as a text, however few values the data have',
    text: account('  Trade__c = industry\n'),
    code: 'MM104',
    fix: 'Declare Trade__c in the custom-field manifest',
    has: ['  Trade__c : Text(20)  "Industry"'],
  },
  {
    title: 'declares a picklist where the source has one',
    text: `${head}map Lead -> Lead {\n  LastName = last_name\n  Company = company_name\n  old_status__c = status\n}\n`,
    code: 'MM104',
    fix: 'Declare old_status__c in the custom-field manifest',
    has: ['  old_status__c : Picklist(values of Lead.status)  "Status"'],
  },
  {
    title: 'declares a key as an external id',
    text: `${head}map Deal -> Opportunity {\n  key id => Deal_Key__c\n}\n`,
    code: 'MM104',
    fix: 'Declare Deal_Key__c in the custom-field manifest',
    has: ['  Deal_Key__c : Text(18) external id unique  "Deal Key"'],
  },
  {
    title: 'declares a reference to the object its records are made into',
    text: `${account('')}map Contact -> Contact {\n  LastName = last_name\n  Employer__c = ref(company_id)\n}\n`,
    code: 'MM104',
    fix: 'Declare Employer__c in the custom-field manifest',
    has: ['  Employer__c : Reference(Account)  "Employer"'],
  },
  {
    title: 'declares all missing fields of an object at once, in the block it has',
    text: `${head}fields Contact {\n  a__c : Text(5)\n}\nmap Contact -> Contact {\n  LastName = last_name\n  a__c = first_name\n  old_birthday__c = birthday\n  old_notes__c = notes\n  old_news__c = newsletter\n}\n`,
    code: 'MM104',
    fix: 'Declare 3 missing fields of Contact: old_birthday__c, old_notes__c, old_news__c',
    has: [
      'fields Contact {\n  a__c : Text(5)\n  old_birthday__c : Date  "Birthday"\n  old_notes__c : LongText(32768)  "Notes"\n  old_news__c : Boolean  "Newsletter"\n}\n',
    ],
  },
  {
    title: 'declares in the file where the declarations stand',
    text: `${head}import "./fields.migmap"\nmap Contact -> Contact {\n  LastName = last_name\n  old_birthday__c = birthday\n}\n`,
    files: { 'fields.migmap': 'fields Account { a__c : Text }\n' },
    code: 'MM104',
    fix: 'Declare old_birthday__c in the custom-field manifest',
    file: 'fields.migmap',
    has: ['fields Account { a__c : Text }\nfields Contact {\n  old_birthday__c : Date  "Birthday"\n}\n'],
  },
  {
    title: 'adds required lines with what the source calls alike',
    text: `${head}map Deal -> Opportunity {\n}\n`,
    code: 'MM201',
    fix: 'Add Name, CloseDate, StageName',
    has: ['  Name = name\n', '  CloseDate = expected_close_date\n', '  StageName = stage\n'],
  },
  {
    title: 'adds the lines that a table lacks, before its otherwise',
    text: `${head}values T {\n  "Banking" => "Banking"\n  otherwise hold\n}\nmap Company -> Account {\n  Name = name |> truncate(80)\n  Industry = industry via T\n}\n`,
    code: 'MM403',
    fix: 'Add 2 lines to T',
    has: ['  "Banking" => "Banking"\n  "Fishing" => ""\n  "Mining" => ""\n  otherwise hold\n}'],
  },
  {
    title: 'takes a picklist through a new table',
    text: account('  Industry = industry\n'),
    code: 'MM403',
    fix: 'Take it through a new value table IndustryValues',
    has: [
      'values IndustryValues {\n  "Banking" => "Banking"\n  "Fishing" => ""\n  "Mining" => ""\n  otherwise hold\n}\n\nmap Company',
      '  Industry = industry via IndustryValues\n',
    ],
  },
  {
    title: 'adds the stages that a pipeline lacks',
    text: `${head}pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n  "Sales" => "Enterprise" {\n    "New" => "Qualification" at 10%\n  }\n  otherwise hold\n}\n`,
    code: 'MM404',
    fix: 'Add 1 stage to Sales',
    has: ['    "New" => "Qualification" at 10%\n    "Won" => "'],
    settles: false,
  },
  {
    title: 'adds a whole pipeline',
    text: `${head}pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n  otherwise hold\n}\n`,
    code: 'MM404',
    fix: 'Add pipeline Sales',
    has: ['  "Sales" => "" {\n    "New" => ""\n    "Won" => ""\n  }\n  otherwise hold\n}'],
    settles: false,
  },
  {
    title: 'cuts a text',
    text: `${head}map Company -> Account {\n  Name = name\n}\n`,
    code: 'MM405',
    fix: 'Cut to 80 characters',
    has: ['  Name = name |> truncate(80)\n'],
  },
  {
    title: 'cuts a literal',
    text: `${head}map Company -> Account {\n  Name = "${'x'.repeat(90)}"\n}\n`,
    code: 'MM214',
    fix: 'Cut to 80 characters',
    has: [`  Name = "${'x'.repeat(80)}"\n`],
  },
  {
    title: 'converts what loses something',
    text: `${head}map Activity -> Task {\n  ActivityDate = occurred_at\n}\n`,
    code: 'MM205',
    fix: 'Change to occurred_at |> date',
    has: ['  ActivityDate = occurred_at |> date\n'],
  },
  {
    title: 'puts parentheses around a looser value',
    text: `${head}map Activity -> Task {\n  ActivityDate = occurred_at ?? occurred_at\n}\n`,
    code: 'MM205',
    fix: 'Change to (occurred_at ?? occurred_at) |> date',
    has: ['  ActivityDate = (occurred_at ?? occurred_at) |> date\n'],
  },
  {
    title: 'joins a list',
    text: contact('  FirstName = tags\n'),
    code: 'MM205',
    fix: 'Change to tags |> join("; ")',
    has: ['  FirstName = tags |> join("; ")\n'],
  },
  {
    title: 'takes a reference through ref',
    text: `${account('')}map Deal -> Opportunity {\n  Name = name\n  CloseDate = expected_close_date\n  StageName = "Closed Won"\n  AccountId = company_id\n}\n`,
    code: 'MM204',
    fix: 'Change to ref(company_id)',
    has: ['  AccountId = ref(company_id)\n'],
  },
  {
    title: 'skips an object with a reason',
    text: account(''),
    code: 'MM401',
    fix: 'Skip Workflow',
    has: ['skip Workflow "not needed"'],
    settles: false,
  },
  {
    title: 'skips the fields that nobody has decided on, each with a reason',
    text: `${head}map Workflow -> Account {\n  Name = name |> truncate(80)\n}\n`,
    code: 'MM402',
    fix: 'Skip 1 field of Workflow',
    has: ['  Name = name |> truncate(80)\n  skip id "not needed"\n}'],
  },
  {
    title: 'removes a second line for one field',
    text: account('  Website = domain\n  Website = name\n'),
    code: 'MM203',
    fix: 'Remove this line',
    has: ['  Website = domain\n}'],
  },
  {
    title: 'removes a line for a field that cannot be written',
    text: account('  Id = id\n'),
    code: 'MM202',
    fix: 'Remove the line',
    has: ['truncate(80)\n}'],
  },
  {
    title: 'removes a second key, also beside others on its line',
    text: account('  key id => Old_Id__c  key name => Old_Id__c\n'),
    code: 'MM110',
    fix: 'Remove this line',
    has: ['  key id => Old_Id__c\n}'],
  },
  {
    title: 'removes the line by which a fragment uses itself',
    text: `${head}fragment F {\n  use F\n}\n${contact('  use F\n').slice(head.length)}`,
    code: 'MM109',
    fix: 'Remove this line',
    has: ['fragment F {\n}'],
  },
  {
    title: 'names the system of the connection',
    text: 'migration Test from oldcrm to pipecrm\n',
    code: 'MM114',
    fix: 'Change to newcrm',
    has: ['from oldcrm to newcrm'],
  },
  {
    title: 'says what becomes of orphans',
    text: account('  ParentId = ref(parent_id)\n'),
    code: 'MM407',
    fix: 'Load it without: else empty',
    has: ['ref(parent_id) else empty\n'],
  },
  {
    title: 'holds where there was no such choice',
    text: account('  Website = domain else keep\n'),
    code: 'MM218',
    fix: 'Change to hold',
    has: ['  Website = domain else hold\n'],
  },
  {
    title: 'declares a field as it is there',
    text: `${head}fields Contact {\n  Shoe_Size__c : Date  "Shoe size"\n}\n`,
    code: 'MM302',
    fix: 'Change to Number',
    has: ['  Shoe_Size__c : Number  "Shoe size"'],
  },
  {
    title: 'asks a person about records that match',
    text: account('  match Website\n  Website = domain\n'),
    code: 'MM406',
    fix: 'Ask a person: on conflict hold',
    has: ['  match Website on conflict hold\n'],
    settles: false,
  },
  {
    title: 'takes the nearest stage',
    text: `${head}pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n  "Sales" => "Enterprise" { "New" => "Qualificaton" "Won" => "Closed Won" }\n}\n`,
    code: 'MM304',
    fix: 'Change to "Qualification"',
    has: ['"New" => "Qualification"'],
  },
  {
    title: 'holds where no placeholder users can be made',
    text: `${head}owners match User.email to User.Email, unmatched placeholder\n`,
    code: 'MM219',
    fix: 'Hold the records of owners without a user',
    has: ['unmatched hold\n'],
  },
  {
    title: 'is suppressed on its line, for a reason',
    text: account('  Industry = industry\n'),
    code: 'MM403',
    fix: 'Suppress MM403 on this line',
    has: ['  Industry = industry  // migmap: MM403 off, why\n'],
  },
  {
    title: 'is suppressed behind another comment',
    text: account('  Industry = industry // as they call it\n'),
    code: 'MM403',
    fix: 'Suppress MM403 on this line',
    has: ['  Industry = industry // as they call it  // migmap: MM403 off, why\n'],
  },
  {
    title: 'is suppressed with another rule of its line',
    text: `${head}map Company -> Account {\n  Name = name // migmap: MM402 off, cut there\n}\n`,
    code: 'MM405',
    fix: 'Suppress MM405 on this line',
    has: ['  Name = name // migmap: MM402 MM405 off, cut there\n'],
  },
  {
    title: 'is suppressed above a line on which another rule has its severity',
    text: `${head}map Company -> Account {\n  Name = name // migmap: MM402 info, cut there\n}\n`,
    code: 'MM405',
    fix: 'Suppress MM405 on this line',
    has: ['{\n  // migmap: MM405 off, why\n  Name = name // migmap: MM402 info, cut there\n'],
  },
];
