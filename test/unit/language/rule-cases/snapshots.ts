import { context } from '../check.ts';
import { account, drifted, type RuleCase } from './case.ts';

export const snapshots: readonly RuleCase[] = [
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
];
