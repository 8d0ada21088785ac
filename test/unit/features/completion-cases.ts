/** One case at least for each place where something can be completed; `¦` is the cursor. */
export interface CompletionCase {
  readonly place: string;
  readonly text: string;
  /** Label of the item that is taken. */
  readonly accept: string;
  /** The text afterwards, or the part of it that is new; a tab stop leaves its default. */
  readonly has: string;
  /** The first labels, as an editor sorts them. */
  readonly first?: readonly string[];
  readonly never?: readonly string[];
}

const head = 'migration Test from oldcrm to newcrm\n';
const company = (lines: string) => `${head}map Company -> Account {\n${lines}\n}\n`;
const contact = (lines: string) => `${head}map Contact as c -> Contact {\n${lines}\n}\n`;
const pipelines = (entries: string) =>
  `${head}pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {\n${entries}\n  otherwise hold\n}\n`;
const table = 'values Trades {\n  "Banking" => "Banking"\n  otherwise hold\n}\n';

export const cases: readonly CompletionCase[] = [
  {
    place: 'source objects, undecided ones first',
    text: `${company('  Name = name')}map Co¦ -> Contact {\n}\n`,
    accept: 'Contact',
    has: 'map Contact -> Contact {\n}\n',
    never: ['Account'],
  },
  {
    place: 'source objects of a skip',
    text: `${head}skip ¦ "not needed"\n`,
    accept: 'Workflow',
    has: 'skip Workflow "not needed"\n',
  },
  {
    place: 'destination objects where the block stands already',
    text: `${head}map Deal -> ¦ {\n  Name = name\n}\n`,
    accept: 'Opportunity',
    has: 'map Deal -> Opportunity {\n  Name = name\n}\n',
    never: ['Locked', 'Deal'],
  },
  {
    place: 'a whole block, prefilled with what the object called alike requires',
    text: `${head}map Lead -> ¦`,
    accept: 'Lead',
    has: 'map Lead -> Lead {\n\tLastName = last_name\n\tCompany = company_name\n\t\n}',
    first: ['Lead'],
  },
  {
    place: 'a whole block of an object called otherwise, between statements',
    text: `${head}map Deal -> Opp¦\n${table}`,
    accept: 'Opportunity',
    has: 'map Deal -> Opportunity {\n\t\n}\nvalues Trades',
  },
  {
    place: 'a whole block of a branch',
    text: `${head}split Lead {\n  when status == "New" -> ¦\n  otherwise hold\n}\n`,
    accept: 'Lead',
    has: '-> Lead {\n\tLastName = last_name\n\tCompany = company_name\n\t\n}\n  otherwise hold',
  },
  {
    place: 'all required fields at once, the first of a new block',
    text: `${head}map Deal -> Opportunity {\n  ¦\n}\n`,
    accept: 'Name, CloseDate, StageName',
    has: '{\n  Name = name\nCloseDate = expected_close_date\nStageName = stage\n}',
    first: ['Name, CloseDate, StageName', 'CloseDate', 'Name', 'StageName'],
  },
  {
    place: 'those required fields that have no line yet',
    text: `${head}map Deal -> Opportunity {\n  Name = name\n  ¦\n}\n`,
    accept: 'CloseDate, StageName',
    has: '  CloseDate = expected_close_date\nStageName = stage\n',
    never: ['Name'],
  },
  {
    place: 'a required field that nothing in the source is called like',
    text: `${head}map Attachment -> EventRelation {\n  ¦\n}\n`,
    accept: 'EventId, RelationId',
    has: '  EventId = ""\nRelationId = ""\n',
  },
  {
    place:
      'destination fields: required ones, then by match with the source, never a read-only or a mapped one',
    text: company('  Website = domain\n  ¦'),
    accept: 'Name',
    has: '  Name = name\n',
    first: ['Name', 'Industry', 'OwnerId', 'ParentId', 'NumberOfEmployees'],
    never: ['Id', 'CreatedById', 'Website'],
  },
  {
    place: 'a destination field that nothing in the source is called like: an empty text to write over',
    text: `${head}map Workflow -> Contact {\n  LastName = name\n  ¦\n}\n`,
    accept: 'Birthdate',
    has: '  Birthdate = ""\n',
  },
  {
    place: 'source fields behind that empty text, in its place',
    text: `${head}map Contact -> Contact {\n  Birthdate = ""¦\n  LastName = last_name\n}\n`,
    accept: 'birthday',
    has: '  Birthdate = birthday\n',
  },
  {
    place: 'words behind that empty text, in its place',
    text: `${head}map Contact -> Contact {\n  OwnerId = ""¦\n}\n`,
    accept: 'owner',
    has: '  OwnerId = owner(user)\n',
  },
  {
    place: 'picklist values behind that empty text, in its place',
    text: company('  Name = name\n  Industry = ""¦'),
    accept: '"Energy"',
    has: '  Industry = "Energy"\n',
  },
  {
    place: 'destination fields of a key',
    text: company('  key id => ¦\n  Name = name'),
    accept: 'Old_Id__c',
    has: '  key id => Old_Id__c\n',
  },
  {
    place: 'destination fields of a match',
    text: company('  match ¦\n  Name = name'),
    accept: 'Website',
    has: '  match Website\n',
  },
  {
    place: 'source fields, the one called like the destination field first',
    text: company('  Industry = ¦\n  Name = name'),
    accept: 'industry',
    has: '  Industry = industry\n',
    first: ['industry'],
    never: ['Website'],
  },
  {
    place: 'source fields of a condition',
    text: `${head}map Lead where ¦ == "New" -> Lead {\n}\n`,
    accept: 'status',
    has: 'where status == "New"',
  },
  {
    place: 'source fields inside a text',
    text: contact('  LastName = "{first_name} {la¦}"'),
    accept: 'last_name',
    has: '"{first_name} {last_name}"',
  },
  {
    place: 'paths through references',
    text: contact('  LastName = company_id.¦'),
    accept: 'name',
    has: '  LastName = company_id.name\n',
    never: ['last_name', 'Name'],
  },
  {
    place: 'paths through references of references',
    text: contact('  LastName = c.company_id.parent_id.¦'),
    accept: 'domain',
    has: '  LastName = c.company_id.parent_id.domain\n',
    never: ['birthday'],
  },
  {
    place: 'picklist values in quotes, of the destination',
    text: company('  Name = name\n  Industry = "¦"'),
    accept: '"Energy"',
    has: '  Industry = "Energy"\n',
  },
  {
    place: 'picklist values behind a quote that is open, of the destination',
    text: company('  Industry = "¦\n  Name = name'),
    accept: '"Energy"',
    has: '  Industry = "Energy"\n',
  },
  {
    place: 'picklist values in quotes, of the source, with their counts',
    text: `${head}map Lead where status == "¦" -> Lead {\n}\n`,
    accept: '"Customer"',
    has: 'where status == "Customer"',
    first: ['"New"', '"Customer"', '"Lost"'],
  },
  {
    place: 'picklist values in a list, of the source',
    text: `${head}map Lead where status in ["New", "¦"] -> Lead {\n}\n`,
    accept: '"Lost"',
    has: 'in ["New", "Lost"]',
  },
  {
    place: 'values on the left of a table that do not stand there yet',
    text: `${head}${table.replace('  otherwise', '  "¦" => "Energy"\n  otherwise')}${company('  Industry = industry via Trades').slice(head.length)}`,
    accept: '"Mining"',
    has: '  "Mining" => "Energy"\n',
    never: ['"Banking"'],
  },
  {
    place: 'values on the right of a table',
    text: `${head}values Trades {\n  "Mining" => "¦"\n}\n${company('  Industry = industry via Trades').slice(head.length)}`,
    accept: '"Energy"',
    has: '  "Mining" => "Energy"\n',
    never: ['"Mining"'],
  },
  {
    place: 'pipelines of the source',
    text: pipelines('  "¦" => "Enterprise" {\n  }'),
    accept: '"Sales"',
    has: '  "Sales" => "Enterprise" {',
  },
  {
    place: 'pipelines of the destination',
    text: pipelines('  "Sales" => "¦" {\n  }'),
    accept: '"Enterprise"',
    has: '  "Sales" => "Enterprise" {',
  },
  {
    place: 'stages of the source',
    text: pipelines('  "Sales" => "Enterprise" {\n    "¦" => "Qualification"\n  }'),
    accept: '"Won"',
    has: '    "Won" => "Qualification"\n',
    never: ['"Qualification"'],
  },
  {
    place: 'stages of the destination',
    text: pipelines('  "Sales" => "Enterprise" {\n    "Won" => "¦"\n  }'),
    accept: '"Closed Won"',
    has: '    "Won" => "Closed Won"\n',
    never: ['"New"'],
  },
  {
    place: 'value tables',
    text: `${head}${table}${company('  Industry = industry via ¦').slice(head.length)}`,
    accept: 'Trades',
    has: 'industry via Trades\n',
  },
  {
    place: 'fragments',
    text: `${head}fragment Names {\n  LastName = last_name\n}\n${contact('  use ¦').slice(head.length)}`,
    accept: 'Names',
    has: '  use Names\n',
  },
  {
    place: 'functions with their signatures behind a pipe',
    text: company('  Name = name |> ¦'),
    accept: 'lower',
    has: '  Name = name |> lower\n',
    never: ['industry'],
  },
  {
    place: 'keywords at the top',
    text: `${head}¦`,
    accept: 'map',
    has: 'map Source -> Destination {\n\t\n}',
    never: ['via', 'key'],
  },
  {
    place: 'keywords of a block',
    text: company('  Name = name\n  mat¦ Website'),
    accept: 'match',
    has: '  match Website\n',
    never: ['map', 'values', 'via'],
  },
  {
    place: 'keywords behind a value',
    text: `${head}${table}${company('  Industry = industry ¦ Trades').slice(head.length)}`,
    accept: 'via',
    has: 'industry via Trades\n',
    never: ['map', 'key'],
  },
  {
    place: 'whole-block snippets of statements: split',
    text: `${head}¦`,
    accept: 'split',
    has: 'split Source {\n\twhen condition -> Destination {\n\t\t\n\t}\n\totherwise hold\n}',
  },
  {
    place: 'whole-block snippets of statements: values',
    text: `${head}¦`,
    accept: 'values',
    has: 'values Name {\n\t"" => ""\n\totherwise hold\n}',
  },
  {
    place: 'whole-block snippets of statements: fields',
    text: `${head}¦`,
    accept: 'fields',
    has: 'fields Object {\n\tName__c : Text(80) "Label"\n}',
  },
];
