import { context } from '../check.ts';
import { account, contact, task, both, type RuleCase } from './case.ts';

export const values: readonly RuleCase[] = [
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
    title: 'a line that gives nothing',
    text: 'map Lead -> Lead { LastName = "" Company = empty }',
    marks: ['""', 'empty'],
    says: /and this line gives nothing. Write a value/,
  },
  {
    code: 'MM201',
    title: 'nothing, for a field that nobody requires, or with something in its place',
    text: 'map Lead -> Lead { LastName = "" else "Unknown" Company = company_name Email = empty }',
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
];
