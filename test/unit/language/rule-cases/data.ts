import { context } from '../check.ts';
import { account, contact, both, sales, salesOk, type RuleCase } from './case.ts';

export const data: readonly RuleCase[] = [
  {
    code: 'MM401',
    title: 'objects nobody decided on',
    text:
      'migration T from oldcrm to newcrm owners match User.email to User.Email skip Lead "x" skip Deal "x" skip Activity "x" skip Attachment "x" skip Odd "x" ' +
      both(''),
    marks: ['migration T from oldcrm to newcrm'],
    says: /Workflow \(12 records\): id, name/,
  },
  {
    code: 'MM401',
    title: 'all decided',
    text:
      'owners match User.email to User.Email skip Lead "x" skip Deal "x" skip Activity "x" export Attachment to "x.csv" { a = id } skip Odd "x" skip Workflow "x" inventory ' +
      both(''),
    marks: [],
  },
  {
    code: 'MM402',
    title: 'fields nobody decided on',
    text: 'map Company -> Account { key id Name = name Website = domain Industry = industry NumberOfEmployees = employee_count ParentId = ref(parent_id) }',
    marks: ['Company'],
    says: /1 field of Company: owner_id/,
    severity: 'warning',
  },
  {
    code: 'MM402',
    title: 'used or skipped',
    text: 'map Company -> Account { key id Name = name Website = domain Industry = industry NumberOfEmployees = employee_count ParentId = ref(parent_id) skip owner_id "x" }',
    marks: [],
  },
  {
    code: 'MM403',
    title: 'values no table covers',
    text: 'values I { "Banking" => "Banking" otherwise hold } ' + account('Industry = industry via I'),
    marks: ['industry via I'],
    says: /2 values \(300 of 1,000 records\) are not in I, so their records are held: "Fishing" \(200\), "Mining" \(100\)/,
  },
  {
    code: 'MM403',
    title: 'kept values that the destination lacks',
    text: 'values I { "Fishing" => "Energy" otherwise keep } ' + account('Industry = industry via I'),
    marks: ['industry via I'],
    says: /1 value \(100 of/,
  },
  {
    code: 'MM403',
    title: 'straight into a picklist',
    text: account('Industry = industry'),
    marks: ['industry'],
    says: /value table/,
  },
  {
    code: 'MM403',
    title: 'values that a condition or an earlier branch keeps away',
    text: 'values S { "New" => "Open" otherwise hold } split Lead { when status == "Customer" or status in ["Lost"] -> Contact { LastName = last_name } otherwise -> Lead { LastName = last_name Company = "x" Status = status via S } } map Lead where not (status != "New") -> Lead { LastName = last_name Company = "x" Status = status via S }',
    marks: [],
  },
  {
    code: 'MM403',
    title: 'decided',
    text:
      'values I { "Banking" => "Banking" otherwise "Energy" } ' +
      account('Industry = industry via I') +
      ' map Company -> Account { Name = name Industry = industry else empty }',
    marks: [],
  },
  {
    code: 'MM404',
    title: 'pipeline, stage and value nobody lists',
    text: sales('"Sales" => "Enterprise" { "New" => "Qualification" }'),
    marks: ['"Sales"', 'stage'].reverse(),
    says: /Won|Limbo/,
  },
  {
    code: 'MM404',
    title: 'pipeline without entry',
    text: sales('"Other" => "Enterprise" { "Limbo" => "Qualification" }'),
    marks: [sales('"Other" => "Enterprise" { "Limbo" => "Qualification" }')],
    says: /"Sales" \(2 stages\) has no entry/,
  },
  { code: 'MM404', title: 'all covered', text: salesOk, marks: [] },
  {
    code: 'MM405',
    title: 'text too long',
    text: account(''),
    marks: ['name'],
    says: /^412 of 1,000 values are longer than 80 \(the longest has 120\)/,
  },
  {
    code: 'MM405',
    title: 'cut, or decided',
    text: 'map Company -> Account { Name = name |> truncate(80) } map Company -> Account { Name = name else skip }',
    marks: [],
  },
  {
    code: 'MM406',
    title: 'repeated values',
    text: account('match Website Website = domain |> url'),
    marks: ['Website'],
    says: /50 records of 1,000 repeat a domain/,
    severity: 'warning',
  },
  {
    code: 'MM406',
    title: 'matched by nothing',
    text: account('match Website'),
    marks: ['Website'],
    says: /No line gives Website/,
    severity: 'error',
  },
  {
    code: 'MM406',
    title: 'no profile says otherwise',
    text: contact('match Email Email = email'),
    marks: [],
  },
  {
    code: 'MM407',
    title: 'orphans',
    text: account('ParentId = ref(parent_id)'),
    marks: ['ref(parent_id)'],
    says: /7 of 100 values name no record of Company in the source \(CO-9\)/,
  },
  {
    code: 'MM407',
    title: 'orphans decided on',
    text: account('ParentId = ref(parent_id) else empty'),
    marks: [],
  },
  {
    code: 'MM402',
    title: 'severity from migmap.json',
    text: account(''),
    context: { ...context, severities: { MM402: 'error' } },
    marks: ['Company'],
    severity: 'error',
  },
  {
    code: 'MM402',
    title: 'switched off in migmap.json',
    text: account(''),
    context: { ...context, severities: { MM402: 'off' } },
    marks: [],
  },
  {
    code: 'MM402',
    title: 'another severity for one line, by a comment above it',
    text: '// migmap: MM402 info, decided next week\n// what is left\n' + account(''),
    marks: ['Company'],
    severity: 'info',
  },
  {
    code: 'MM405',
    title: 'switched off by a comment behind the line',
    text: 'map Company -> Account {\n Name = name // migmap: MM402 MM405 off, cut there\n}',
    marks: [],
  },
  {
    code: 'MM405',
    title: 'a comment speaks of its line alone',
    text: '// migmap: MM405 off\nmap Company -> Account {\n Name = name\n}',
    marks: ['name'],
  },
];
