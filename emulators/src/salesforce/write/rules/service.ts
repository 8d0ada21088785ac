import { readFields } from '../context.ts';
import type { ObjectRules } from './types.ts';

const closed = /^closed|^resolved/i;

export const caseRules: ObjectRules = {
  before: ({ context, row, before }) => {
    const contact = row['ContactId'];
    if (typeof contact === 'string' && (before === undefined || before['ContactId'] !== contact)) {
      const facts = readFields(context, 'Contact', contact, [
        'AccountId',
        'Email',
        'Phone',
        'MobilePhone',
        'Fax',
      ]);
      row['AccountId'] ??= facts?.['AccountId'] ?? null;
      row['ContactEmail'] = facts?.['Email'] ?? null;
      row['ContactPhone'] = facts?.['Phone'] ?? null;
      row['ContactMobile'] = facts?.['MobilePhone'] ?? null;
      row['ContactFax'] = facts?.['Fax'] ?? null;
    }
    row['IsClosed'] = closed.test(String(row['Status'])) ? 1 : 0;
    if (row['IsClosed'] === 0) row['ClosedDate'] = null;
    else if (before === undefined || before['IsClosed'] === 0)
      row['ClosedDate'] = row['CreatedDate'] ?? context.now;
  },
};
