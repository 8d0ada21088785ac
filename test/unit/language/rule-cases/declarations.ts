import { account, sales, salesOk, type RuleCase } from './case.ts';

export const declarations: readonly RuleCase[] = [
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
];
