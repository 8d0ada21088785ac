import { account, contact, task, both, type RuleCase } from './case.ts';

export const references: readonly RuleCase[] = [
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
    code: 'MM211',
    title: 'two that need each other',
    text: 'map Contact -> Husband { WifeId = ref(company_id) } map Company -> Wife { HusbandId = ref(parent_id of Contact) }',
    marks: ['WifeId', 'HusbandId'],
    says: /Contact->Husband needs Company->Wife/,
  },
  {
    code: 'MM211',
    title: 'two that would both be held until the other is there',
    text: 'map Contact -> Husband { WifeId = ref(company_id) else hold } map Company -> Wife { HusbandId = ref(parent_id of Contact) else hold }',
    marks: ['WifeId', 'HusbandId'],
  },
  {
    code: 'MM211',
    title: 'two of which one does without',
    text: 'map Contact -> Husband { WifeId = ref(company_id) else skip "alone" } map Company -> Wife { HusbandId = ref(parent_id of Contact) }',
    marks: [],
  },
  {
    code: 'MM211',
    title: 'an optional self-reference',
    text: account('ParentId = ref(parent_id)'),
    marks: [],
  },
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
];
