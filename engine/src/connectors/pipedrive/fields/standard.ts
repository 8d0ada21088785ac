import type { FieldKind, FieldSchema } from '../../../schema/types.ts';
import type { ApiField } from './field.ts';
import type { WireForm } from './wire.ts';

type More = Partial<Omit<FieldSchema, 'name' | 'label' | 'kind'>> &
  Partial<Pick<ApiField, 'form' | 'wireName' | 'within'>>;

const forms: Readonly<Partial<Record<FieldKind, WireForm>>> = {
  number: 'number',
  currency: 'number',
  percent: 'number',
  integer: 'number',
  boolean: 'boolean',
  picklist: 'integer',
  multipicklist: 'integers',
  reference: 'integer',
  list: 'contacts',
  datetime: 'instant',
};

function field(name: string, label: string, kind: FieldKind, more: More = {}): ApiField {
  const { form, wireName, within, ...schema } = more;
  return {
    schema: { name, label, kind, createable: true, updateable: true, ...schema },
    form: form ?? forms[kind] ?? 'plain',
    place: 'root',
    ...(wireName === undefined ? {} : { wireName }),
    ...(within === undefined ? {} : { within }),
  };
}

const fixed = { createable: false, updateable: false } as const;
const onceOnly = { updateable: false } as const;
const id = field('id', 'ID', 'id', { ...fixed, form: 'integer' });
const text = (name: string, label: string, more: More = {}) =>
  field(name, label, 'text', { length: 255, ...more });
const title = (name: string, label: string) => text(name, label, { required: true });
const points = (name: string, label: string, to: string, more: More = {}) =>
  field(name, label, 'reference', { references: [to], nativeType: to.toLowerCase(), ...more });
const owner = points('owner_id', 'Owner', 'User', { defaulted: true });
const labels = field('label_ids', 'Labels', 'multipicklist', { restricted: true });
const visibility = field('visible_to', 'Visible to', 'picklist', { restricted: true, defaulted: true });
const changed = field('update_time', 'Update time', 'datetime', fixed);
const added = field('add_time', 'Add time', 'datetime', fixed);
/** Taken when the record is made; afterwards Pipedrive leaves it as it is. */
const addedAsGiven = field('add_time', 'Add time', 'datetime', { ...onceOnly, defaulted: true });
const closing = field('expected_close_date', 'Expected close date', 'date');
const url = (name: string, label: string) => field(name, label, 'url', { length: 255 });
const chosen = (name: string, label: string, values: readonly string[], more: More = {}) =>
  field(name, label, 'picklist', {
    restricted: true,
    form: 'plain',
    values: values.map((value) => ({ value, label: value })),
    ...more,
  });
const currency = (property?: string) =>
  text('currency', 'Currency', {
    length: 3,
    defaulted: true,
    ...(property === undefined ? {} : { within: { property, member: 'currency' } }),
  });

/** The fields that every account has, as requests of the API take them. What an account adds is discovered. */
export const standardFields: Readonly<Record<string, readonly ApiField[]>> = {
  Organization: [
    id,
    title('name', 'Name'),
    owner,
    field('address', 'Address', 'text', { form: 'address' }),
    url('website', 'Website'),
    url('linkedin', 'LinkedIn profile'),
    field('industry', 'Industry', 'picklist', { restricted: true }),
    field('annual_revenue', 'Annual revenue', 'integer'),
    field('employee_count', 'Number of employees', 'integer'),
    labels,
    visibility,
    addedAsGiven,
    changed,
  ],
  Person: [
    id,
    title('name', 'Name'),
    owner,
    points('org_id', 'Organization', 'Organization'),
    field('emails', 'E-mails', 'list', { element: [] }),
    field('phones', 'Phones', 'list', { element: [] }),
    chosen('marketing_status', 'Marketing status', ['no_consent', 'unsubscribed', 'subscribed', 'archived'], {
      defaulted: true,
    }),
    labels,
    visibility,
    addedAsGiven,
    changed,
  ],
  Deal: [
    id,
    title('title', 'Title'),
    owner,
    points('person_id', 'Person', 'Person'),
    points('org_id', 'Organization', 'Organization'),
    field('pipeline_id', 'Pipeline', 'picklist', { restricted: true, defaulted: true }),
    field('stage_id', 'Stage', 'picklist', {
      restricted: true,
      defaulted: true,
      dependsOn: 'pipeline_id',
    }),
    field('value', 'Value', 'currency'),
    currency(),
    chosen('status', 'Status', ['open', 'won', 'lost'], { defaulted: true }),
    field('probability', 'Probability', 'percent'),
    field('lost_reason', 'Lost reason', 'text', { length: 150 }),
    closing,
    field('won_time', 'Won time', 'datetime'),
    field('lost_time', 'Lost time', 'datetime'),
    field('close_time', 'Close time', 'datetime'),
    field('is_archived', 'Archived', 'boolean', { defaulted: true }),
    field('archive_time', 'Archive time', 'datetime'),
    labels,
    visibility,
    added,
    changed,
  ],
  Lead: [
    field('id', 'ID', 'id', fixed),
    title('title', 'Title'),
    owner,
    points('person_id', 'Person', 'Person'),
    points('organization_id', 'Organization', 'Organization'),
    field('value', 'Value', 'currency', { within: { property: 'value', member: 'amount' } }),
    currency('value'),
    closing,
    field('label_ids', 'Labels', 'multipicklist', { restricted: true, form: 'texts' }),
    field('visible_to', 'Visible to', 'picklist', { restricted: true, defaulted: true, form: 'plain' }),
    field('was_seen', 'Seen', 'boolean', { defaulted: true }),
    field('is_archived', 'Archived', 'boolean', { createable: false }),
    added,
    changed,
  ],
  Activity: [
    id,
    text('subject', 'Subject'),
    field('type', 'Type', 'picklist', { restricted: true, defaulted: true, form: 'plain' }),
    owner,
    points('deal_id', 'Deal', 'Deal'),
    points('lead_id', 'Lead', 'Lead', { form: 'plain' }),
    points('person_id', 'Person', 'Person', { form: 'participant', wireName: 'participants' }),
    points('org_id', 'Organization', 'Organization'),
    field('due_date', 'Due date', 'date'),
    field('due_time', 'Due time', 'time'),
    field('duration', 'Duration', 'integer', { form: 'seconds', help: 'Seconds.' }),
    field('busy', 'Busy', 'boolean', { defaulted: true }),
    field('done', 'Done', 'boolean', { defaulted: true }),
    field('location', 'Location', 'text', { form: 'address' }),
    field('public_description', 'Public description', 'html'),
    field('note', 'Note', 'html'),
    field('priority', 'Priority', 'picklist', { restricted: true }),
    added,
    changed,
  ],
  Note: [
    id,
    field('content', 'Content', 'html', { required: true, length: 100_000 }),
    points('deal_id', 'Deal', 'Deal'),
    points('lead_id', 'Lead', 'Lead', { form: 'plain' }),
    points('person_id', 'Person', 'Person'),
    points('org_id', 'Organization', 'Organization'),
    points('user_id', 'Author', 'User', { defaulted: true, help: 'Only an admin writes for others.' }),
    field('pinned_to_deal_flag', 'Pinned to the deal', 'boolean', { form: 'flag' }),
    field('pinned_to_person_flag', 'Pinned to the person', 'boolean', { form: 'flag' }),
    field('pinned_to_organization_flag', 'Pinned to the organization', 'boolean', { form: 'flag' }),
    field('pinned_to_lead_flag', 'Pinned to the lead', 'boolean', { form: 'flag' }),
    field('add_time', 'Add time', 'datetime', { ...onceOnly, defaulted: true, form: 'utc' }),
    field('update_time', 'Update time', 'datetime', { ...fixed, form: 'utc' }),
  ],
  File: [
    id,
    field('file', 'File', 'file', { required: true, updateable: false }),
    text('file_name', 'File name', { ...onceOnly, defaulted: true, wireName: 'name' }),
    points('deal_id', 'Deal', 'Deal', onceOnly),
    points('person_id', 'Person', 'Person', onceOnly),
    points('org_id', 'Organization', 'Organization', onceOnly),
    points('product_id', 'Product', 'Product', onceOnly),
    points('activity_id', 'Activity', 'Activity', onceOnly),
    points('lead_id', 'Lead', 'Lead', { ...onceOnly, form: 'plain' }),
    field('file_size', 'Size', 'integer', fixed),
    field('add_time', 'Add time', 'datetime', { ...fixed, form: 'utc' }),
    field('update_time', 'Update time', 'datetime', { ...fixed, form: 'utc' }),
  ],
  Product: [
    id,
    title('name', 'Name'),
    text('code', 'Code'),
    field('description', 'Description', 'longtext'),
    text('unit', 'Unit'),
    field('tax', 'Tax', 'percent'),
    field('price', 'Price', 'currency', { within: { property: 'prices', member: 'price' } }),
    currency('prices'),
    owner,
    field('is_linkable', 'Active', 'boolean', { defaulted: true }),
    visibility,
    added,
    changed,
  ],
  DealProduct: [
    field('id', 'ID', 'id', { ...fixed, help: 'The ids of the deal and of its product line: `12/7`.' }),
    points('deal_id', 'Deal', 'Deal', { required: true, updateable: false }),
    points('product_id', 'Product', 'Product', { required: true }),
    field('item_price', 'Price', 'currency', { required: true }),
    field('quantity', 'Quantity', 'number', { required: true }),
    field('tax', 'Tax', 'percent'),
    field('discount', 'Discount', 'number'),
    chosen('discount_type', 'Type of discount', ['percentage', 'amount'], { defaulted: true }),
    text('comments', 'Comments', { length: 65_535 }),
    added,
    changed,
  ],
  Pipeline: [id, { ...title('name', 'Name'), schema: { ...title('name', 'Name').schema, ...fixed } }],
  Stage: [
    id,
    { ...title('name', 'Name'), schema: { ...title('name', 'Name').schema, ...fixed } },
    points('pipeline_id', 'Pipeline', 'Pipeline', fixed),
    field('deal_probability', 'Probability', 'percent', fixed),
    field('order_nr', 'Order', 'integer', fixed),
  ],
  User: [
    id,
    { ...title('name', 'Name'), schema: { ...title('name', 'Name').schema, ...fixed } },
    field('email', 'E-mail', 'email', fixed),
    field('active_flag', 'Active', 'boolean', fixed),
  ],
};
