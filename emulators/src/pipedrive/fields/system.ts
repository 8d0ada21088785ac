import type { FieldedObject } from '../account/definition.ts';
import type { FieldDef, FieldOption } from './types.ts';

type Row = readonly [code: string, name: string, type: string];

/** Who may see a record: groups are there on the larger plans alone. */
export const visibilityOf = (plan: string): readonly FieldOption[] =>
  ['Premium', 'Ultimate'].includes(plan)
    ? [
        { id: 1, label: 'Owner only' },
        { id: 3, label: "Owner's visibility group" },
        { id: 5, label: "Owner's visibility group and sub-groups" },
        { id: 7, label: 'Entire company' },
      ]
    : [
        { id: 1, label: 'Owner & followers' },
        { id: 3, label: 'Entire company' },
      ];

const rows: Readonly<Record<FieldedObject, readonly Row[]>> = {
  deal: [
    ['id', 'ID', 'int'],
    ['title', 'Title', 'varchar'],
    ['owner_id', 'Owner', 'user'],
    ['creator_user_id', 'Creator', 'user'],
    ['value', 'Value', 'monetary'],
    ['person_id', 'Contact person', 'people'],
    ['org_id', 'Organization', 'org'],
    ['pipeline_id', 'Pipeline', 'int'],
    ['stage_id', 'Stage', 'stage'],
    ['status', 'Status', 'status'],
    ['probability', 'Probability', 'int'],
    ['label_ids', 'Labels', 'set'],
    ['expected_close_date', 'Expected close date', 'date'],
    ['lost_reason', 'Lost reason', 'varchar_options'],
    ['visible_to', 'Visible to', 'visible_to'],
    ['close_time', 'Deal closed on', 'date'],
    ['won_time', 'Won time', 'date'],
    ['lost_time', 'Lost time', 'date'],
    ['stage_change_time', 'Last stage change', 'date'],
    ['add_time', 'Deal created', 'date'],
    ['update_time', 'Update time', 'date'],
    ['is_archived', 'Archive status', 'boolean'],
    ['archive_time', 'Archive time', 'date'],
    ['origin', 'Source origin', 'varchar'],
    ['origin_id', 'Source origin ID', 'varchar'],
    ['channel', 'Source channel', 'enum'],
    ['channel_id', 'Source channel ID', 'varchar'],
    ['products_count', 'Number of products', 'int'],
    ['activities_count', 'Total activities', 'int'],
  ],
  person: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['first_name', 'First name', 'varchar'],
    ['last_name', 'Last name', 'varchar'],
    ['emails', 'Email', 'varchar'],
    ['phones', 'Phone', 'phone'],
    ['owner_id', 'Owner', 'user'],
    ['org_id', 'Organization', 'org'],
    ['label_ids', 'Labels', 'set'],
    ['visible_to', 'Visible to', 'visible_to'],
    ['marketing_status', 'Marketing status', 'enum'],
    ['add_time', 'Person created', 'date'],
    ['update_time', 'Update time', 'date'],
    ['picture_id', 'Profile picture', 'picture'],
  ],
  organization: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['owner_id', 'Owner', 'user'],
    ['address', 'Address', 'address'],
    ['website', 'Website', 'varchar'],
    ['linkedin', 'LinkedIn profile', 'varchar'],
    ['industry', 'Industry', 'enum'],
    ['annual_revenue', 'Annual revenue', 'double'],
    ['employee_count', 'Employee count', 'int'],
    ['label_ids', 'Labels', 'set'],
    ['visible_to', 'Visible to', 'visible_to'],
    ['add_time', 'Organization created', 'date'],
    ['update_time', 'Update time', 'date'],
  ],
  activity: [
    ['id', 'ID', 'int'],
    ['subject', 'Subject', 'varchar'],
    ['type', 'Type', 'enum'],
    ['owner_id', 'Assigned to user', 'user'],
    ['creator_user_id', 'Creator', 'user'],
    ['deal_id', 'Deal', 'deal'],
    ['lead_id', 'Lead', 'lead'],
    ['person_id', 'Contact person', 'people'],
    ['org_id', 'Organization', 'org'],
    ['project_id', 'Project', 'project'],
    ['due_date', 'Due date', 'date'],
    ['due_time', 'Due time', 'time'],
    ['duration', 'Duration', 'time'],
    ['busy', 'Free/busy', 'boolean'],
    ['done', 'Done', 'boolean'],
    ['marked_as_done_time', 'Marked as done time', 'date'],
    ['location', 'Location', 'address'],
    ['participants', 'Participants', 'people'],
    ['attendees', 'Attendees', 'json'],
    ['public_description', 'Public description', 'text'],
    ['priority', 'Priority', 'enum'],
    ['note', 'Note', 'text'],
    ['add_time', 'Add time', 'date'],
    ['update_time', 'Update time', 'date'],
  ],
  product: [
    ['id', 'ID', 'int'],
    ['name', 'Name', 'varchar'],
    ['code', 'Product code', 'varchar'],
    ['description', 'Description', 'text'],
    ['unit', 'Unit', 'varchar'],
    ['tax', 'Tax', 'double'],
    ['category', 'Category', 'enum'],
    ['owner_id', 'Owner', 'user'],
    ['is_linkable', 'Active', 'boolean'],
    ['visible_to', 'Visible to', 'visible_to'],
    ['prices', 'Unit prices', 'price_list'],
    ['billing_frequency', 'Billing frequency', 'billing_frequency'],
    ['add_time', 'Created at', 'date'],
    ['update_time', 'Update time', 'date'],
  ],
};

export const addressParts = [
  'country',
  'admin_area_level_1',
  'admin_area_level_2',
  'locality',
  'sublocality',
  'route',
  'street_number',
  'subpremise',
  'postal_code',
] as const;

/** Parts of a compound value, as its field lists them. */
export function subfieldsOf(type: string, name: string): FieldDef['subfields'] {
  const part = (of: string, what: string, kind: string) => ({
    code: of,
    name: `${what} of ${name}`,
    type: kind,
  });
  if (type === 'monetary')
    return [part('value', 'Amount', 'double'), part('currency', 'Currency', 'varchar')];
  if (type === 'address')
    return [part('value', 'Full address', 'varchar'), ...addressParts.map((p) => part(p, p, 'varchar'))];
  if (type === 'daterange') return [part('value', 'Start', 'date'), part('until', 'End', 'date')];
  if (type === 'timerange')
    return [
      part('value', 'Start', 'time'),
      part('until', 'End', 'time'),
      part('timezone_id', 'Timezone', 'int'),
    ];
  if (type === 'time') return [part('value', 'Time', 'time'), part('timezone_id', 'Timezone', 'int')];
  return null;
}

const fixedOptions: Readonly<Record<string, readonly FieldOption[]>> = {
  status: ['open', 'won', 'lost', 'deleted'].map((id) => ({ id, label: id[0]!.toUpperCase() + id.slice(1) })),
  marketing_status: ['no_consent', 'unsubscribed', 'subscribed', 'archived'].map((id) => ({ id, label: id })),
  industry: [],
  category: [],
  channel: [],
  lost_reason: [],
  priority: [
    { id: 1, label: 'High' },
    { id: 2, label: 'Medium' },
    { id: 3, label: 'Low' },
  ],
};

/** The fields that every account has. Options that an account adds to (labels, activity types) come from elsewhere. */
export const systemFields = (object: FieldedObject): readonly FieldDef[] =>
  rows[object].map(([code, name, type]) => ({
    object,
    code,
    name,
    type,
    options: fixedOptions[code] ?? null,
    subfields: subfieldsOf(type, name),
    custom: false,
    ...(code.endsWith('_count') && object === 'deal' ? { optional: true } : {}),
  }));
