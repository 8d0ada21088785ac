import type { SchemaChange, SchemaDrift } from '@migmap/engine/schema/drift';
import type { MigrationContext } from '@migmap/language/checker';
import { context } from './check.ts';

export interface RuleCase {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  /** The texts marked by this code, in order. */
  readonly marks: readonly string[];
  readonly says?: RegExp;
  readonly severity?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: MigrationContext;
}

const account = (lines: string) => `map Company -> Account { Name = name ${lines} }`;
const contact = (lines: string) => `map Contact -> Contact { LastName = last_name ${lines} }`;
const task = (lines: string) => `map Activity -> Task { ${lines} }`;
const both = (lines: string) => `${account('')} ${contact(lines)}`;
const sales = (block: string) =>
  `pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName { ${block} }`;
const salesOk = sales(
  '"Sales" => "Enterprise" { "New" => "Qualification" "Won" => "Closed Won" "Limbo" => "Qualification" }',
);

const drifted = (connection: string, changes: readonly SchemaChange[]): SchemaDrift => ({
  formatVersion: 1,
  connection,
  snapshotAt: '2026-01-01T00:00:00Z',
  comparedAt: '2026-01-09T08:00:00Z',
  changes: [...changes],
});

export const cases: readonly RuleCase[] = [
  {
    code: 'MM101',
    title: 'unknown source object',
    text: 'map Compny -> Account { Name = "x" }',
    marks: ['Compny'],
    says: /Did you mean Company\?/,
  },
  {
    code: 'MM101',
    title: 'in ref, skip, export, test',
    text:
      'skip Wrkflow "x" export Foo to "x.csv" {} test "t" { given Bar { } } ' +
      contact('AccountId = ref(company_id of Compani)'),
    marks: ['Wrkflow', 'Foo', 'Bar', 'Compani'],
  },
  { code: 'MM101', title: 'known one', text: account(''), marks: [] },
  {
    code: 'MM102',
    title: 'unknown source field',
    text: account('Website = domin'),
    marks: ['domin'],
    says: /Did you mean domain/,
  },
  {
    code: 'MM102',
    title: 'heading in backticks, snake case and path through a reference',
    text:
      account('NumberOfEmployees = `Employee Count`') +
      contact('Description = company_id.name') +
      ' map Deal -> Opportunity { Name = name StageName = "Closed Won" CloseDate = `Expected Close Date` }',
    marks: [],
  },
  { code: 'MM102', title: 'case counts', text: account('Website = Domaine'), marks: ['Domaine'] },
  {
    code: 'MM102',
    title: 'behind a reference',
    text: contact('Description = company_id.nme'),
    marks: ['nme'],
    says: /Company in the source has no field nme/,
  },
  {
    code: 'MM102',
    title: 'in key, condition, flag, owner and test',
    text: 'map Company where foo == "x" -> Account { key idd => Old_Id__c Name = name OwnerId = owner(ownr) flag "x" when bar is empty } owners match User.mail to User.Email test "t" { given Lead { id = "1" emial = "x" } expect no Lead }',
    marks: ['foo', 'idd', 'ownr', 'bar', 'mail', 'emial'],
  },
  {
    code: 'MM103',
    title: 'unknown destination object',
    text: 'map Company -> Acount { }',
    marks: ['Acount'],
    says: /Did you mean Account/,
  },
  {
    code: 'MM103',
    title: 'a declared object',
    text: 'object Thing__c "Thing" { Size__c : Number(4, 0) "Size" } map Company -> Thing__c { Size__c = employee_count }',
    marks: [],
  },
  {
    code: 'MM104',
    title: 'unknown destination field',
    text: account('Webstie = domain'),
    marks: ['Webstie'],
    says: /Did you mean Website.*declare it in fields Account/,
  },
  {
    code: 'MM104',
    title: 'by label in backticks, and declared',
    text: 'fields Account { Tier__c : Text(10) "Tier" } map Company -> Account { `Account Name` = name Tier__c = industry }',
    marks: [],
  },
  {
    code: 'MM104',
    title: 'a fragment line in one of its two uses',
    text: 'fragment F { LastName = last_name FirstName = first_name } map Lead -> Lead { use F Company = "x" } map Contact -> Contact { use F }',
    marks: ['FirstName'],
    says: /Lead in the destination has no field FirstName/,
  },
  {
    code: 'MM105',
    title: 'unknown table',
    text: 'values Industries { "a" => "Banking" } ' + account('Industry = industry via Industrys'),
    marks: ['Industrys'],
    says: /Did you mean Industries/,
  },
  {
    code: 'MM105',
    title: 'imported table',
    text: 'import "./v.migmap" ' + account('Industry = industry via Industries'),
    files: { 'v.migmap': 'values Industries { otherwise "Banking" }' },
    marks: [],
  },
  {
    code: 'MM106',
    title: 'unknown function',
    text: account('Website = domain |> urll'),
    marks: ['urll'],
    says: /Did you mean url/,
  },
  { code: 'MM106', title: 'known function', text: account('Website = domain |> url'), marks: [] },
  {
    code: 'MM107',
    title: 'unknown fragment',
    text: 'fragment PersonName { LastName = last_name } ' + contact('use PersnName'),
    marks: ['PersnName'],
    says: /Did you mean PersonName/,
  },
  {
    code: 'MM107',
    title: 'known fragment',
    text: 'fragment P { FirstName = first_name } ' + contact('use P'),
    marks: [],
  },
  {
    code: 'MM108',
    title: 'missing import',
    text: 'migration T from oldcrm to newcrm import "./gone.migmap"',
    marks: ['"./gone.migmap"'],
  },
  {
    code: 'MM108',
    title: 'import that is there',
    text: 'migration T from oldcrm to newcrm import "./v.migmap"',
    files: { 'v.migmap': '' },
    marks: [],
  },
  {
    code: 'MM109',
    title: 'import cycle',
    text: 'migration T from oldcrm to newcrm import "./a.migmap"',
    files: { 'a.migmap': 'import "./b.migmap"', 'b.migmap': 'import "./a.migmap"' },
    marks: ['b.migmap:"./a.migmap"'],
  },
  {
    code: 'MM109',
    title: 'fragment that uses itself',
    text: 'fragment A { use B } fragment B { use A } ' + contact('use A'),
    marks: ['A'],
  },
  {
    code: 'MM109',
    title: 'one file imported by two',
    text: 'migration T from oldcrm to newcrm import "./a.migmap" import "./b.migmap"',
    files: { 'a.migmap': 'import "./b.migmap"', 'b.migmap': '' },
    marks: [],
  },
  { code: 'MM110', title: 'two tables of a name', text: 'values A { } values A { }', marks: ['A'] },
  {
    code: 'MM110',
    title: 'two keys, two declared fields, two owners',
    text:
      'fields Account { A__c : Date A__c : Date } owners match User.email to User.Email owners match User.email to User.Email ' +
      account('key id => Old_Id__c key name => Old_Id__c'),
    marks: ['A__c', 'owners match User.email to User.Email', 'key name => Old_Id__c'],
  },
  {
    code: 'MM110',
    title: 'a table and a fragment of a name',
    text: 'values A { } fragment A { }',
    marks: [],
  },
  {
    code: 'MM111',
    title: 'a heading that two fields share',
    text: 'map Odd -> Account { Name = Twice }',
    marks: ['Twice'],
    says: /API name: a or b/,
  },
  { code: 'MM111', title: 'told apart', text: 'map Odd -> Account { Name = a }', marks: [] },
  {
    code: 'MM112',
    title: 'map in an imported file',
    text: 'migration T from oldcrm to newcrm import "./v.migmap"',
    files: { 'v.migmap': 'skip Workflow "x"' },
    marks: ['v.migmap:skip Workflow "x"'],
  },
  {
    code: 'MM112',
    title: 'migration in an imported file',
    text: 'migration T from oldcrm to newcrm import "./v.migmap"',
    files: { 'v.migmap': 'migration V from a to b' },
    marks: ['v.migmap:migration V from a to b'],
  },
  {
    code: 'MM112',
    title: 'tables and fragments in an imported file',
    text: 'migration T from oldcrm to newcrm import "./v.migmap"',
    files: { 'v.migmap': 'values V { } fragment F { } fields Account { } object O { }' },
    marks: [],
  },
  {
    code: 'MM113',
    title: 'path into a list',
    text: task('Subject = attendees.email'),
    marks: ['email'],
    says: /first\(attendees\)|map\(attendees, "email"\)/,
  },
  { code: 'MM113', title: 'path behind a text', text: account('Website = domain.x'), marks: ['x'] },
  {
    code: 'MM113',
    title: 'each over a text',
    text: 'map Activity -> Event { StartDateTime = occurred_at each subject as s -> EventRelation { EventId = ref(parent) RelationId = ref(contact_id) } }',
    marks: ['subject'],
  },
  {
    code: 'MM113',
    title: 'unknown part of a nested record',
    text: task('Subject = place.town'),
    marks: ['town'],
  },
  {
    code: 'MM113',
    title: 'nested record and list element',
    text: 'map Activity as a -> Event { Subject = a.place.city StartDateTime = occurred_at each attendees as p -> EventRelation { EventId = ref(parent) RelationId = ref(p.email of Contact.email) } }',
    marks: [],
  },
  {
    code: 'MM114',
    title: 'another source system',
    text: 'migration T from pipecrm to newcrm',
    marks: ['pipecrm'],
    says: /is oldcrm, not pipecrm/,
  },
  { code: 'MM114', title: 'the right systems', text: 'migration T from oldcrm to newcrm', marks: [] },

  {
    code: 'MM201',
    title: 'required field without a line',
    text: 'map Lead -> Lead { Email = email }',
    marks: ['Lead'],
    says: /requires LastName, Company/,
  },
  {
    code: 'MM201',
    title: 'in a branch and an each',
    text: 'split Lead { when status == "x" -> Contact { } otherwise hold } map Activity -> Event { StartDateTime = occurred_at each attendees as a -> EventRelation { EventId = ref(parent) } }',
    marks: ['Contact', 'EventRelation'],
  },
  {
    code: 'MM201',
    title: 'given by a fragment',
    text: 'fragment F { LastName = last_name } map Lead -> Lead { use F Company = company_name }',
    marks: [],
  },
  {
    code: 'MM201',
    title: 'silent while a syntax error may hide the line',
    text: 'map Lead -> Lead { LastName = = Company = "x" }',
    marks: [],
  },
  { code: 'MM202', title: 'read-only field', text: account('Id = id'), marks: ['Id'] },
  {
    code: 'MM202',
    title: 'read-only object',
    text: 'map Company -> Locked { Name = name }',
    marks: ['Locked'],
  },
  { code: 'MM202', title: 'writable', text: account('Website = domain'), marks: [] },
  { code: 'MM203', title: 'two lines', text: account('Website = domain Website = name'), marks: ['Website'] },
  {
    code: 'MM203',
    title: 'key and line',
    text: account('key id => Old_Id__c Old_Id__c = id'),
    marks: ['Old_Id__c'],
  },
  {
    code: 'MM203',
    title: 'by name and by label',
    text: account('`Account Name` = domain'),
    marks: ['`Account Name`'],
  },
  {
    code: 'MM203',
    title: 'two fragments',
    text:
      'fragment A { FirstName = first_name } fragment B { FirstName = last_name } ' + contact('use A use B'),
    marks: ['FirstName'],
  },
  {
    code: 'MM203',
    title: 'the map wins over its fragment',
    text: 'fragment A { LastName = first_name } ' + contact('use A'),
    marks: [],
  },
  {
    code: 'MM204',
    title: 'boolean into a date',
    text: contact('Birthdate = newsletter'),
    marks: ['newsletter'],
  },
  {
    code: 'MM204',
    title: 'list into a date',
    text: contact('Birthdate = tags'),
    marks: ['tags'],
    says: /first/,
  },
  {
    code: 'MM204',
    title: 'text into a reference',
    text: contact('AccountId = company_id'),
    marks: ['company_id'],
    says: /ref\(/,
  },
  {
    code: 'MM204',
    title: 'text into a reference to records without a name',
    text: task('WhoId = trim(subject)'),
    marks: ['trim(subject)'],
    says: /ref\(/,
  },
  {
    code: 'MM204',
    title: 'names of records that stand in the destination',
    text:
      contact('AccountId = notes ?? "Acme" OwnerId = "Ada"') +
      task('WhatId = subject else "Acme" WhoId = "003" QueueId = trim(subject)'),
    marks: [],
  },
  {
    code: 'MM204',
    title: 'record into a text, bytes into a text',
    text: 'map Attachment -> File { Title = file(path) } ' + both('Birthdate = ref(company_id)'),
    marks: ['file(path)', 'ref(company_id)'],
  },
  {
    code: 'MM204',
    title: 'what converts',
    text:
      account('NumberOfEmployees = employee_count Website = domain Industry = "Banking"') +
      contact('Birthdate = birthday |> date Shoe_Size__c = notes Description = company_id Interests = tags') +
      'map Attachment -> File { Title = filename VersionData = file(path) }',
    marks: [],
  },
  {
    code: 'MM205',
    title: 'time of day, tags, elements of a list',
    text:
      task('ActivityDate = occurred_at') +
      contact('Description = notes FirstName = tags') +
      'map Activity -> Contact { LastName = "x" Description = body }',
    marks: ['occurred_at', 'tags', 'body'],
  },
  {
    code: 'MM205',
    title: 'said so',
    text: task('ActivityDate = occurred_at |> date Subject = body |> html_to_text'),
    marks: [],
  },
  {
    code: 'MM206',
    title: 'literal, in if and ??',
    text: account('Industry = if name == "x" then "Bnking" else industry ?? "Energi"'),
    marks: ['"Bnking"', '"Energi"'],
    says: /Did you mean/,
  },
  {
    code: 'MM206',
    title: 'target of a table',
    text:
      'values I { "a" => "Banking" "b" => "Fish" otherwise "Coal" } ' + account('Industry = industry via I'),
    marks: ['"Fish"', '"Coal"'],
  },
  { code: 'MM206', title: 'else', text: account('Industry = industry else "None"'), marks: ['"None"'] },
  {
    code: 'MM206',
    title: 'record type',
    text: 'map Deal -> Opportunity { Name = name CloseDate = expected_close_date StageName = "Closed Won" RecordTypeId = "Entrprise" }',
    marks: ['"Entrprise"'],
  },
  {
    code: 'MM206',
    title: 'values it has, in any case',
    text:
      'values I { "a" => "Banking" otherwise keep } ' +
      account('Industry = industry via I') +
      contact('Interests = "golf;Chess"'),
    marks: [],
  },
  {
    code: 'MM207',
    title: 'an owner taken by ref or as it is',
    text:
      'owners match User.email to User.Email map User -> User { } ' +
      account('OwnerId = ref(owner_id)') +
      contact('OwnerId = owner_id'),
    marks: ['ref(owner_id)', 'owner_id'],
    says: /owner\(owner_id\)/,
  },
  {
    code: 'MM207',
    title: 'through owner',
    text: 'owners match User.email to User.Email ' + account('OwnerId = owner(owner_id) ?? migration_user()'),
    marks: [],
  },
  {
    code: 'MM208',
    title: 'object that no map makes',
    text: contact('AccountId = ref(company_id)'),
    marks: ['ref(company_id)'],
    says: /No map makes a record from Company \(nothing is decided/,
  },
  {
    code: 'MM208',
    title: 'skipped object',
    text: 'skip Company "x" ' + contact('AccountId = ref(company_id)'),
    marks: ['ref(company_id)'],
    says: /it is skipped/,
  },
  { code: 'MM208', title: 'this as', text: task('WhoId = ref(this as Contact)'), marks: ['Contact'] },
  { code: 'MM208', title: 'mapped', text: both('AccountId = ref(company_id)'), marks: [] },
  {
    code: 'MM209',
    title: 'of the wrong kind',
    text: account('') + task('WhoId = ref(about_id of Company)'),
    marks: ['ref(about_id of Company)'],
    severity: 'error',
  },
  {
    code: 'MM209',
    title: 'sometimes of the wrong kind',
    text: both('') + task('WhoId = ref(about_id)'),
    marks: ['ref(about_id)'],
    severity: 'warning',
  },
  {
    code: 'MM209',
    title: 'a split that makes the right kind sometimes only, but for what is decided',
    text: 'split Lead { when status == "x" -> Contact { LastName = last_name AccountId = ref(company_name of Lead) } otherwise -> Account { Name = last_name } } map Lead -> Contact { LastName = "x" AccountId = ref(company_name of Lead) else empty } map Lead -> Contact { LastName = "x" AccountId = ref(id of Lead) ?? ref(company_name of Lead) }',
    marks: ['ref(company_name of Lead)'],
    severity: 'warning',
  },
  {
    code: 'MM209',
    title: 'two records of one source record, one of them of the right kind',
    text: both('') + 'map Company -> Contact { LastName = name AccountId = ref(parent_id) }',
    marks: [],
  },
  {
    code: 'MM209',
    title: 'of the right kind',
    text:
      both('AccountId = ref(company_id)') + task('WhatId = ref(about_id of Company) WhoId = ref(contact_id)'),
    marks: [],
  },
  {
    code: 'MM210',
    title: 'split without otherwise',
    text: 'split Lead { when status == "x" -> Contact { LastName = last_name } }',
    marks: ['Lead'],
  },
  {
    code: 'MM210',
    title: 'split with otherwise',
    text: 'split Lead { when status == "x" -> Contact { LastName = last_name } otherwise skip "no" }',
    marks: [],
  },
  {
    code: 'MM211',
    title: 'two that need each other',
    text: 'map Contact -> Husband { WifeId = ref(company_id) } map Company -> Wife { HusbandId = ref(parent_id of Contact) }',
    marks: ['WifeId', 'HusbandId'],
    says: /Contact->Husband needs Company->Wife/,
  },
  {
    code: 'MM211',
    title: 'an optional self-reference',
    text: account('ParentId = ref(parent_id)'),
    marks: [],
  },
  {
    code: 'MM212',
    title: 'a country that nobody knows, beside names and codes that somebody does',
    text: contact(
      'Phone = name |> phone("Atlantis") Description = name |> phone("Germany") Email = name |> phone("AT")',
    ),
    marks: ['"Atlantis"'],
    says: /is no country/,
  },
  {
    code: 'MM212',
    title: 'too many, too few, wrong kind',
    text:
      contact('FirstName = lower() Description = join(newsletter) Email = trim(tags)') +
      account('Website = domain |> url("x")'),
    marks: ['lower', 'newsletter', 'tags', 'url'],
  },
  {
    code: 'MM212',
    title: 'right arguments',
    text: contact('FirstName = lower(first_name) Description = tags |> join(", ") Email = first(tags)'),
    marks: [],
  },
  {
    code: 'MM213',
    title: 'operands, conditions, deferred values',
    text:
      account(
        'NumberOfEmployees = employee_count + newsletter2 Website = if domain then "x" else "y"',
      ).replace('newsletter2', '"a"') +
      contact('Description = "{ref(company_id)}" Shoe_Size__c = birthday * 2') +
      ' map Lead where email and true -> Lead { LastName = "x" Company = "y" }',
    marks: ['"a"', 'domain', 'ref(company_id)', 'birthday', 'email'],
  },
  {
    code: 'MM213',
    title: 'incomparable',
    text: 'map Contact where newsletter == birthday -> Contact { LastName = last_name }',
    marks: ['birthday'],
  },
  {
    code: 'MM213',
    title: 'sound expressions',
    text: 'map Contact where newsletter and first_name + last_name != "x" and birthday > "2000-01-01" or not (email is empty) and id in ["1", "2"] -> Contact { LastName = last_name ?? "x" Shoe_Size__c = -(1 + 2) * 3 / 4 Description = "{first_name} {last_name}" }',
    marks: [],
  },
  {
    code: 'MM214',
    title: 'constant longer than its field',
    text: contact(`FirstName = "${'x'.repeat(41)}"`),
    marks: [`"${'x'.repeat(41)}"`],
    says: /41 characters.*takes 40/,
  },
  { code: 'MM214', title: 'constant that fits', text: contact(`FirstName = "${'x'.repeat(40)}"`), marks: [] },
  {
    code: 'MM215',
    title: 'a field that points at nothing',
    text: both('AccountId = ref(notes)'),
    marks: ['ref(notes)'],
    says: /ref\(… of Contact/,
  },
  {
    code: 'MM215',
    title: 'parent outside each',
    text: account('ParentId = ref(parent)'),
    marks: ['ref(parent)'],
  },
  {
    code: 'MM215',
    title: 'said of which object',
    text: both('AccountId = ref(notes of Company.name)'),
    marks: [],
  },
  {
    code: 'MM216',
    title: 'a key that need not be unique',
    text: account('key id => Website'),
    marks: ['Website'],
  },
  {
    code: 'MM216',
    title: 'external id, or none',
    text: account('key id => Old_Id__c') + contact('key id'),
    marks: [],
  },
  {
    code: 'MM218',
    title: 'what else cannot do',
    text:
      'values I { otherwise create } split Lead { otherwise keep } ' +
      account('Website = domain else create'),
    marks: ['create', 'keep', 'create'],
  },
  {
    code: 'MM218',
    title: 'what else can do',
    text:
      'values I { otherwise keep } split Lead { otherwise skip "x" } ' +
      account('Website = domain else empty'),
    marks: [],
  },

  {
    code: 'MM219',
    title: 'placeholder users where none can be made',
    text: 'owners match User.email to User.Email, unmatched placeholder',
    marks: ['placeholder'],
    says: /newcrm lets no program make users.*unmatched hold/,
  },
  {
    code: 'MM219',
    title: 'where they can',
    text: 'owners match User.email to User.Email, unmatched placeholder',
    context: { ...context, rules: { ...context.rules!, createsUsers: true } },
    marks: [],
  },
  {
    code: 'MM219',
    title: 'held',
    text: 'owners match User.email to User.Email, unmatched hold',
    marks: [],
  },
  {
    code: 'MM301',
    title: 'declared, not there yet',
    text: 'fields Account { Tier__c : Text(10) "Tier" Old_Id__c : Text(18) external id unique "Old" }',
    marks: ['Tier__c'],
    severity: 'warning',
  },
  {
    code: 'MM301',
    title: 'declared and there',
    text: 'fields Account { Old_Id__c : Text(18) external id unique "Old" }',
    marks: [],
  },
  {
    code: 'MM302',
    title: 'declared otherwise',
    text: 'fields Account { Old_Id__c : Date "Old" Website : Url external id }',
    marks: ['Date', 'Url'],
  },
  {
    code: 'MM302',
    title: 'declared alike',
    text: 'fields Account { Old_Id__c : Text(18) external id unique Industry : Text }',
    marks: [],
  },
  {
    code: 'MM303',
    title: 'types that are none',
    text: 'fields Account { A : Txt B : Text("x") C : Boolean(3) D : Picklist() E : Reference(Nobody) F : Number(2, 4) G : Time H : Picklist(values of status) }',
    marks: [
      'Txt',
      'Text("x")',
      'Boolean(3)',
      'Picklist()',
      'Reference(Nobody)',
      'Number(2, 4)',
      'Time',
      'Picklist(values of status)',
    ],
  },
  {
    code: 'MM303',
    title: 'types that are',
    text:
      'fields Account { A : Text B : LongText(1000) C : Boolean D : Picklist("x", "y") E : Reference(Account) F : Number(16, 2) H : Picklist(values of industry) I : MultiPicklist(values of Lead.status) } ' +
      account(''),
    marks: [],
  },
  {
    code: 'MM304',
    title: 'pipeline and stage the destination lacks',
    text: sales('"Sales" => "Enterprize" { } "X" => "Enterprise" { "New" => "Qualifcation" }'),
    marks: ['"Enterprize"', '"Qualifcation"'],
    says: /Did you mean "(Enterprise|Qualification)"/,
  },
  {
    code: 'MM304',
    title: 'to be made',
    text: sales('"Sales" => "Small" { } otherwise create'),
    marks: ['"Small"'],
    severity: 'info',
  },
  { code: 'MM304', title: 'stages it has', text: salesOk, marks: [] },

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
    code: 'MM501',
    title: 'no snapshots',
    text: 'migration T from oldcrm to newcrm',
    context: {},
    marks: ['oldcrm', 'newcrm'],
    says: /migmap discover/,
  },
  { code: 'MM501', title: 'snapshots', text: 'migration T from oldcrm to newcrm', marks: [] },
  {
    code: 'MM502',
    title: 'old snapshots',
    text: 'migration T from oldcrm to newcrm',
    context: { ...context, now: new Date('2026-02-15T00:00:00Z') },
    marks: ['oldcrm', 'newcrm'],
    says: /is 45 days old.*migmap discover/,
  },
  {
    code: 'MM502',
    title: 'snapshots of this month',
    text: 'migration T from oldcrm to newcrm',
    context: { ...context, now: new Date('2026-01-30T00:00:00Z') },
    marks: [],
  },
  {
    code: 'MM503',
    title: 'what lines rely on has changed',
    text:
      account('key id => Old_Id__c match Website Website = domain Industry = "Banking"') +
      'map Contact where newsletter -> Contact { LastName = last_name }',
    context: {
      ...context,
      drift: {
        destination: drifted('newcrm', [
          { object: 'Account', field: 'Website', what: 'no longer has the field Website' },
          {
            object: 'Account',
            field: 'Old_Id__c',
            what: 'has the field Old_Id__c, which is no longer unique',
          },
          { object: 'Account', field: 'Industry', value: 'Energy', what: 'lacks "Energy"' },
          { object: 'Contact', what: 'has a new field Consent__c, which is required' },
        ]),
        source: drifted('oldcrm', [
          { object: 'Contact', field: 'newsletter', what: 'no longer has the field newsletter' },
        ]),
      },
    },
    marks: ['Old_Id__c', 'Website', 'Website', 'newsletter', 'Contact'],
    says: /^In (oldcrm|newcrm) as it was on 2026-01-09, .*Run discovery/,
  },
  {
    code: 'MM503',
    title: 'a picklist value that a line writes',
    text: account('Industry = "Energy"'),
    context: {
      ...context,
      drift: {
        destination: drifted('newcrm', [
          { object: 'Account', field: 'Industry', value: 'Energy', what: 'lacks "Energy"' },
        ]),
      },
    },
    marks: ['Industry'],
  },
  {
    code: 'MM503',
    title: 'what no line relies on has changed',
    text: account(''),
    context: {
      ...context,
      drift: {
        destination: drifted('newcrm', [
          { object: 'Account', field: 'Website', what: 'no longer has the field Website' },
          { object: 'Task', what: 'is no longer there' },
        ]),
      },
    },
    marks: [],
  },
  {
    code: 'MM113',
    title: 'keys of other records, paths through references to several objects, lists in lists and of others',
    text:
      contact('key company_id.name') +
      'map Activity -> Event { StartDateTime = occurred_at Subject = about_id.name each attendees as p -> EventRelation { EventId = ref(parent) RelationId = ref(contact_id) each p.phones as t -> Task { Subject = t } } each contact_id.tags as tag -> Task { Subject = tag WhoId = ref(contact_id) } }',
    marks: [],
  },
  {
    code: 'MM102',
    title: 'behind a reference to several objects',
    text: task('Subject = about_id.nme'),
    marks: ['nme'],
    says: /no field nme/,
  },
  {
    code: 'MM113',
    title: 'references in a row',
    text: contact('Description = company_id.parent_id.name'),
    marks: [],
  },
  {
    code: 'MM113',
    title: 'no reference behind one to several objects',
    text: task('Subject = about_id.name.x'),
    marks: ['x'],
  },
  {
    code: 'MM701',
    title: 'tests that test nothing',
    text: 'test "a" { given Lead { id = "1" } } test "b" { expect no Lead }',
    marks: ['"a"', '"b"'],
  },
  {
    code: 'MM701',
    title: 'a test',
    text: 'test "a" { given Lead { id = "1" } expect Lead held }',
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
  {
    code: 'MM104',
    title: 'what has no meaning stays an error',
    text: account('Webstie = domain // migmap: MM104 off\n'),
    context: { ...context, severities: { MM104: 'off' } },
    marks: ['Webstie'],
    severity: 'error',
  },
  {
    code: 'MM702',
    title: 'comments that cannot be meant',
    text:
      '// migmap: MM999 off\n// migmap: MM104 warning\n// migmap: quiet please\n// migmap: MM401 off\n' +
      account(''),
    marks: ['MM999', 'MM104', '// migmap: quiet please', 'MM401'],
    says: /^There is no check MM999|always an error|code and off, info, warning or error|finds nothing on that line/,
  },
  {
    code: 'MM702',
    title: 'severities in migmap.json that cannot be meant',
    text: account(''),
    context: { ...context, severities: { MM999: 'off', MM101: 'warning', MM402: 'off' } },
    marks: ['Test', 'Test'],
    says: /In the rules of migmap\.json/,
  },
  {
    code: 'MM702',
    title: 'severities that are met',
    text: 'map Company -> Account { // migmap: MM402 info\n Name = name // migmap: MM405 off\n}',
    marks: [],
  },
];
