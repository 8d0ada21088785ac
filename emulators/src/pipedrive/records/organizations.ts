import { a, address, datetime, integer, text, user, visibleTo, word } from '../shapes/kinds.ts';
import { isRecord } from '../http/envelope.ts';
import { countsBy } from './counts.ts';
import { customFieldsView, customTexts, textsOf } from './customFields.ts';
import type { RecordKind } from './types.ts';

export const organizations: RecordKind = {
  name: 'organization',
  plural: 'organizations',
  label: 'Organization',
  fielded: 'organization',
  listCost: 10,
  shape: {
    name: a(word(), { required: true }),
    owner_id: a(user, { never: 'null' }),
    add_time: a(datetime, { only: 'create', never: 'null' }),
    visible_to: a(visibleTo, { never: 'null' }),
    label_ids: a({ is: 'labels', object: 'organization' }),
    address: a(address),
    website: a(text(255)),
    linkedin: a(text(255)),
    industry: a(integer),
    annual_revenue: a(integer),
    employee_count: a(integer),
    custom_fields: a({ is: 'customFields', object: 'organization' }),
  },
  filters: { owner_id: 'integer' },
  sorts: ['id', 'update_time', 'add_time'],
  settle: (next, { account }) => ({ ...next, owner_id: next['owner_id'] ?? account.userId }),
  view: (doc, account) => ({
    id: doc.id,
    name: doc.body['name'],
    owner_id: doc.body['owner_id'],
    add_time: doc.add_time,
    update_time: doc.update_time,
    is_deleted: doc.deleted,
    visible_to: doc.body['visible_to'] ?? 3,
    address: doc.body['address'] ?? null,
    label_ids: doc.body['label_ids'] ?? [],
    website: doc.body['website'] ?? null,
    linkedin: doc.body['linkedin'] ?? null,
    industry: doc.body['industry'] ?? null,
    annual_revenue: doc.body['annual_revenue'] ?? null,
    employee_count: doc.body['employee_count'] ?? null,
    custom_fields: customFieldsView(account, 'organization', doc.body),
  }),
  optional: {
    ...countsBy('org_id'),
    people_count: (doc, { documents }) =>
      documents.count('person', { equal: { org_id: doc.id }, deleted: false }),
  },
  texts: (body, account) => [
    ...textsOf(body, 'name'),
    ...(isRecord(body['address']) ? textsOf({ address: body['address']['value'] }, 'address') : []),
    ...customTexts(account, 'organization', body),
  ],
};
