import type { DatabaseSync } from 'node:sqlite';
import { openPipedrive } from '@migmap/engine/connectors/pipedrive/destination';
import { rules } from '@migmap/engine/connectors/pipedrive/rules';
import type { ExportRows, Size } from './export.ts';
import { lines, type Content, type Road } from './road.ts';

const mapping = `migration Faults from smartdesk to pipedrive

owners match User.email to User.email, unmatched hold

map Company -> Organization {
  key id => \`Source id\`
  name            = name
  \`Parent company\` = ref(parent_id) else empty
  owner_id        = owner(owner_id)
  add_time        = created_at
}
map Contact -> Person {
  key id => \`Source id\`
  name         = last_name
  emails       = email
  org_id       = ref(company_id)
  \`Reports to\` = ref(reports_to) else empty
  add_time     = created_at
}
map Lead -> Lead {
  key id => \`Source id\`
  title           = name
  organization_id = ref(company_id)
}
map Deal -> Deal {
  key id => \`Source id\`
  title     = name
  org_id    = ref(company_id)
  person_id = ref(contact_id)
  skip created_at "Pipedrive takes none"
}
map Product -> Product {
  key id => \`Source id\`
  name = name
}
map Product -> DealProduct {
  deal_id    = ref(deal_id)
  product_id = ref(this as Product)
  item_price = 5
  quantity   = 1
}
map Activity where type == "call" -> Activity {
  type      = "call"
  subject   = subject
  deal_id   = ref(deal_id)
  person_id = ref(contact_id)
}
map Activity where type == "note" -> Note {
  content = subject
  deal_id = ref(deal_id)
}
map Attachment -> File {
  file      = file(path)
  file_name = filename
  org_id    = ref(parent_id of Company)
}

skip User "made by the administrator"
`;

const endpoints: Road['endpoints'] = {
  'POST /v2/organizations': 'one',
  'PATCH /v2/organizations/:id': 'one',
  'POST /v2/persons': 'one',
  'PATCH /v2/persons/:id': 'one',
  'POST /v1/leads': 'one',
  'POST /v2/deals': 'one',
  'POST /v2/products': 'one',
  'POST /v2/deals/:id/products': 'one',
  'POST /v2/activities': 'one',
  'POST /v1/notes': 'one',
  'POST /v1/files': 'one',
};

type Body = Readonly<Record<string, unknown>>;
type Stored = { readonly id: string | number; readonly body: Body };

function stored(db: DatabaseSync, kind: string): readonly Stored[] {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(kind);
  if (exists === undefined) return [];
  const rows = db.prepare(`SELECT id, body FROM "${kind}" WHERE deleted = 0`).all();
  return rows.map((r) => ({ id: r['id'] as number, body: JSON.parse(String(r['body'])) as Body }));
}

function content(db: DatabaseSync): Content {
  const fields = stored(db, 'field');
  /** A custom field's value, by its label. */
  const custom = (kind: string, label: string, { body }: Stored): unknown => {
    const field = fields.find((f) => f.body['object'] === kind && f.body['name'] === label);
    return (body['custom_fields'] as Body | undefined)?.[String(field?.id)];
  };
  const kinds = {
    organization: 'organization',
    person: 'person',
    deal: 'deal',
    lead: 'deal',
    product: 'product',
  };
  const all = new Map(Object.keys(kinds).map((kind) => [kind, stored(db, kind)]));
  const keys = new Map(
    Object.entries(kinds).flatMap(([kind, fieldsOf]) =>
      (all.get(kind) ?? []).map((r) => [`${kind} ${r.id}`, custom(fieldsOf, 'Source id', r)] as const),
    ),
  );
  const key = (kind: keyof typeof kinds, id: unknown) => {
    if (typeof id !== 'string' && typeof id !== 'number') return '';
    return keys.get(`${kind} ${id}`) ?? `${kind} ${id}?`;
  };
  const each = (kind: string, line: (record: Stored) => readonly unknown[]) =>
    lines((all.get(kind) ?? stored(db, kind)).map(line));
  const users = new Map(stored(db, 'user').map((u) => [u.id, u.body['email']]));
  return {
    Organization: each('organization', (r) => [
      key('organization', r.id),
      r.body['name'],
      key('organization', custom('organization', 'Parent company', r)),
      users.get(r.body['owner_id'] as number),
    ]),
    Person: each('person', (r) => [
      key('person', r.id),
      r.body['name'],
      (r.body['emails'] as readonly Body[])[0]?.['value'],
      key('organization', r.body['org_id']),
      key('person', custom('person', 'Reports to', r)),
    ]),
    Lead: each('lead', (r) => [
      key('lead', r.id),
      r.body['title'],
      key('organization', r.body['organization_id']),
    ]),
    Deal: each('deal', (r) => [
      key('deal', r.id),
      r.body['title'],
      key('organization', r.body['org_id']),
      key('person', r.body['person_id']),
    ]),
    Product: each('product', (r) => [key('product', r.id), r.body['name']]),
    DealProduct: each('dealProduct', (r) => [
      key('deal', r.body['deal_id']),
      key('product', r.body['product_id']),
    ]),
    Activity: each('activity', (r) => [
      r.body['subject'],
      key('deal', r.body['deal_id']),
      key('person', r.body['person_id']),
    ]),
    Note: each('note', (r) => [r.body['content'], key('deal', r.body['deal_id'])]),
    File: each('file', (r) => [r.body['name'], key('organization', r.body['org_id']), r.body['file_size']]),
  };
}

function expected(rows: ExportRows): Content {
  const owners = new Map(rows.users.map((u) => [u['id'], u['email']]));
  const ofType = (type: string) => rows.activities.filter((a) => a['type'] === type);
  return {
    Organization: lines(
      rows.companies.map((c) => [c['id'], c['name'], c['parent_id'], owners.get(c['owner_id'] ?? '')]),
    ),
    Person: lines(
      rows.contacts.map((c) => [c['id'], c['last_name'], c['email'], c['company_id'], c['reports_to']]),
    ),
    Lead: lines(rows.leads.map((l) => [l['id'], l['name'], l['company_id']])),
    Deal: lines(rows.deals.map((d) => [d['id'], d['name'], d['company_id'], d['contact_id']])),
    Product: lines(rows.products.map((p) => [p['id'], p['name']])),
    DealProduct: lines(rows.products.map((p) => [p['deal_id'], p['id']])),
    Activity: lines(ofType('call').map((a) => [a['subject'], a['deal_id'], a['contact_id']])),
    Note: lines(ofType('note').map((a) => [a['subject'], a['deal_id']])),
    File: lines(rows.attachments.map((f) => [f['filename'], f['parent_id'], f['size']])),
  };
}

export const pipedriveRoad = (road: { name: string; size: Size }): Road => ({
  ...road,
  system: 'pipedrive',
  channel: 'single',
  batch: 1,
  mapping,
  rules,
  // A process that only loads needs no emulator.
  start: async ({ database } = {}) =>
    (await import('@migmap/emulators/pipedrive/server')).startPipedriveEmulator({
      database,
      account: {
        users: [
          { email: 'ada@example.com', name: 'Ada Lovelace' },
          { email: 'bob@example.com', name: 'Bob Builder' },
        ],
        plan: { burst: 100_000 },
        customFields: [
          { object: 'organization', label: 'Source id', type: 'varchar' },
          { object: 'organization', label: 'Parent company', type: 'org' },
          { object: 'person', label: 'Source id', type: 'varchar' },
          { object: 'person', label: 'Reports to', type: 'people' },
          { object: 'deal', label: 'Source id', type: 'varchar' },
          { object: 'product', label: 'Source id', type: 'varchar' },
        ],
      },
    }),
  open: openPipedrive,
  // A personal token cannot be renewed: a person sets another one.
  secret: (name, session) => (name === 'API_TOKEN' ? `token ${session}` : undefined),
  endpoints,
  content,
  expected,
});
