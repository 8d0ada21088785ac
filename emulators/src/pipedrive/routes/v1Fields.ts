import { spaced } from '../account/clock.ts';
import { offsetPage, ok, pagination } from '../http/envelope.ts';
import type { Exchange, Route } from '../http/types.ts';
import type { Body } from '../store/documents.ts';

interface V1Field {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly mandatory?: boolean;
  readonly options?: unknown;
}

const standardLead: readonly V1Field[] = [
  { key: 'title', name: 'Title', type: 'varchar', mandatory: true },
  { key: 'owner_id', name: 'Owner', type: 'user' },
  { key: 'person_id', name: 'Person', type: 'people' },
  { key: 'organization_id', name: 'Organization', type: 'org' },
  { key: 'value', name: 'Value', type: 'monetary' },
  { key: 'expected_close_date', name: 'Expected close date', type: 'date' },
  { key: 'label_ids', name: 'Labels', type: 'set' },
  { key: 'visible_to', name: 'Visible to', type: 'visible_to' },
];

const yesNo = [
  { id: 1, label: 'Yes' },
  { id: 0, label: 'No' },
];
const noteFields: readonly V1Field[] = [
  { key: 'content', name: 'Content', type: 'text', mandatory: true },
  { key: 'deal_id', name: 'Deal', type: 'deal' },
  { key: 'lead_id', name: 'Lead', type: 'lead' },
  { key: 'person_id', name: 'Person', type: 'people' },
  { key: 'org_id', name: 'Organization', type: 'org' },
  { key: 'user_id', name: 'Author', type: 'user' },
  { key: 'add_time', name: 'Add time', type: 'date' },
  { key: 'update_time', name: 'Update time', type: 'date' },
  ...['deal', 'organization', 'person', 'lead'].map((of) => ({
    key: `pinned_to_${of}_flag`,
    name: `Note is pinned to ${of}`,
    type: 'enum',
    options: yesNo,
  })),
];

const noteField = ({ key, name, type, mandatory, options }: V1Field, at: number): Body => ({
  id: at + 1,
  key,
  name,
  field_type: type,
  active_flag: true,
  edit_flag: false,
  bulk_edit_allowed: true,
  mandatory_flag: mandatory ?? false,
  ...(options === undefined ? {} : { options }),
});

function leadField(exchange: Exchange, field: V1Field, at: number): Body {
  const { account } = exchange;
  const created = spaced(account.documents.list('user', { limit: 1 })[0]!.add_time);
  return {
    ...noteField(field, at),
    order_nr: at + 1,
    add_time: created,
    update_time: created,
    last_updated_by_user_id: account.userId,
    created_by_user_id: account.userId,
    edit_flag: field.custom ?? false,
    index_visible_flag: true,
    details_visible_flag: true,
    add_visible_flag: true,
    important_flag: false,
    searchable_flag: false,
    filtering_allowed: true,
    sortable_flag: true,
    options: field.options ?? null,
  };
}

export const v1FieldRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/leadFields',
    cost: 20,
    handle: (exchange) => {
      const inherited = exchange.account.fields
        .custom('deal')
        .map(({ code, name, type, options }) => ({ key: code, name, type, custom: true, options }));
      const all = [...standardLead, ...inherited].map((field, at) => leadField(exchange, field, at));
      const page = offsetPage(exchange.query, (offset, limit) => all.slice(offset, offset + limit));
      return ok(page.items, 200, { pagination: pagination(page) });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/noteFields',
    cost: 20,
    handle: ({ query }) => {
      const all = noteFields.map(noteField);
      const page = offsetPage(query, (offset, limit) => all.slice(offset, offset + limit));
      return ok(page.items, 200, { pagination: pagination(page) });
    },
  },
];
