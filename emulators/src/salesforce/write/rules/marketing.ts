import { RecordError } from '../../errors.ts';
import { insertRow, type StoredRow } from '../../store/store.ts';
import { readFields, type WriteContext } from '../context.ts';
import type { ObjectRules } from './types.ts';

/** A new campaign has the two statuses that the platform gives every campaign. */
export const campaign: ObjectRules = {
  before: ({ row, id }) => {
    if (row['ParentId'] === id)
      throw new RecordError('CIRCULAR_DEPENDENCY', 'A campaign cannot be its own parent', ['ParentId']);
  },
  after: ({ context, id, before }) => {
    if (before !== undefined) return;
    const { store } = context.org;
    const stamp = { CreatedDate: context.now, LastModifiedDate: context.now, SystemModstamp: context.now };
    const by = { CreatedById: context.userId, LastModifiedById: context.userId };
    ['Sent', 'Responded'].forEach((label, i) =>
      insertRow(store, 'CampaignMemberStatus', {
        Id: store.nextId('01Y'),
        CampaignId: id,
        Label: label,
        SortOrder: i + 1,
        IsDefault: i === 0 ? 1 : 0,
        HasResponded: i,
        ...stamp,
        ...by,
      }),
    );
  },
};

const copied = [
  'Salutation',
  'FirstName',
  'LastName',
  'Name',
  'Title',
  'Email',
  'Phone',
  'MobilePhone',
  'Fax',
];

function copyPerson(context: WriteContext, row: StoredRow): void {
  const isLead = (row['LeadId'] ?? null) !== null && (row['ContactId'] ?? null) === null;
  const object = isLead ? 'Lead' : 'Contact';
  const id = String(isLead ? row['LeadId'] : row['ContactId']);
  const person = readFields(context, object, id, [...copied, 'LeadSource', 'OwnerId']) ?? {};
  for (const name of [...copied, 'LeadSource']) row[name] = person[name] ?? null;
  row['Type'] = object;
  row['LeadOrContactId'] = id;
  row['LeadOrContactOwnerId'] = person['OwnerId'] ?? null;
}

export const campaignMember: ObjectRules = {
  before: ({ context, row, before, given }) => {
    const { store } = context.org;
    const isMember = ['LeadId', 'ContactId'].filter((f) => (row[f] ?? null) !== null);
    if (before === undefined) {
      if (isMember.length === 0)
        throw new RecordError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LeadId, ContactId]', [
          'LeadId',
          'ContactId',
        ]);
      store.ensureIndex('CampaignMember', 'CampaignId');
      for (const field of isMember) {
        store.ensureIndex('CampaignMember', field);
        const found = store
          .statement(`SELECT Id FROM CampaignMember WHERE ${field} = ? AND CampaignId = ? AND IsDeleted = 0`)
          .get(String(row[field]), String(row['CampaignId']));
        if (found !== undefined)
          throw new RecordError('DUPLICATE_VALUE', 'Already a campaign member.', [field]);
      }
      copyPerson(context, row);
    }
    if (before !== undefined && !given.has('Status')) return;
    store.ensureIndex('CampaignMemberStatus', 'CampaignId');
    const status = store
      .statement(
        'SELECT HasResponded FROM CampaignMemberStatus WHERE CampaignId = ? AND Label = ? COLLATE NOCASE AND IsDeleted = 0',
      )
      .get(String(row['CampaignId']), String(row['Status']));
    row['HasResponded'] = Number(status?.['HasResponded'] ?? 0);
    if (row['HasResponded'] === 1) row['FirstRespondedDate'] ??= context.now.slice(0, 10);
  },
};
