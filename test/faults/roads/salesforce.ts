import type { DatabaseSync } from 'node:sqlite';
import { openSalesforce } from '@migmap/engine/connectors/salesforce/destination';
import { rules } from '@migmap/engine/connectors/salesforce/rules';
import { bytesOf, md5, type ExportRows, type Size } from './export.ts';
import { lines, type Content, type Road } from './road.ts';

const keyed = ['Account', 'Contact', 'Opportunity', 'Task'] as const;

/** `times`: original created times are loaded, which Salesforce takes on insert only. */
const mapping = (times: boolean): string => {
  const created = times ? 'CreatedDate = created_at' : 'skip created_at "not asked for"';
  return `migration Faults from smartdesk to salesforce

owners match User.email to User.Email, unmatched hold

map Company -> Account {
  key id => Source_Id__c
  Name     = name
  ParentId = ref(parent_id) else empty
  OwnerId  = owner(owner_id)
  ${created}
}
map Contact -> Contact {
  key id => Source_Id__c
  LastName    = last_name
  Email       = email
  AccountId   = ref(company_id)
  ReportsToId = ref(reports_to) else empty
  ${created}
}
map Deal -> Opportunity {
  key id => Source_Id__c
  Name      = name
  StageName = "Prospecting"
  CloseDate = date("2030-01-01")
  AccountId = ref(company_id)
  ${created}
}
map Deal -> OpportunityContactRole {
  OpportunityId = ref(this as Opportunity)
  ContactId     = ref(contact_id)
}
map Activity -> Task {
  key id => Source_Id__c
  Subject = subject
  WhoId   = ref(contact_id)
  WhatId  = ref(deal_id)
}
map Attachment -> ContentVersion {
  Title                  = filename
  PathOnClient           = filename
  VersionData            = file(path)
  FirstPublishLocationId = ref(parent_id of Company)
}

skip User "made by the administrator"
skip Product "not of this test"
skip Lead "not of this test"
`;
};

function content(db: DatabaseSync): Content {
  const rows = (sql: string): unknown[][] => {
    const statement = db.prepare(sql);
    // Two columns may have one name.
    statement.setReturnArrays(true);
    return statement.all() as unknown as unknown[][];
  };
  return {
    Account: lines(
      rows(`SELECT a.Source_Id__c, a.Name, p.Source_Id__c, u.Email FROM Account a LEFT JOIN Account p ON p.Id = a.ParentId
        LEFT JOIN User u ON u.Id = a.OwnerId WHERE a.IsDeleted = 0`),
    ),
    Contact: lines(
      rows(`SELECT c.Source_Id__c, c.LastName, c.Email, a.Source_Id__c, r.Source_Id__c FROM Contact c
        LEFT JOIN Account a ON a.Id = c.AccountId LEFT JOIN Contact r ON r.Id = c.ReportsToId WHERE c.IsDeleted = 0`),
    ),
    Opportunity: lines(
      rows(`SELECT o.Source_Id__c, o.Name, a.Source_Id__c FROM Opportunity o LEFT JOIN Account a ON a.Id = o.AccountId
        WHERE o.IsDeleted = 0`),
    ),
    OpportunityContactRole: lines(
      rows(`SELECT o.Source_Id__c, c.Source_Id__c FROM OpportunityContactRole r LEFT JOIN Opportunity o ON o.Id = r.OpportunityId
        LEFT JOIN Contact c ON c.Id = r.ContactId WHERE r.IsDeleted = 0`),
    ),
    Task: lines(
      rows(`SELECT t.Source_Id__c, t.Subject, c.Source_Id__c, o.Source_Id__c FROM Task t LEFT JOIN Contact c ON c.Id = t.WhoId
        LEFT JOIN Opportunity o ON o.Id = t.WhatId WHERE t.IsDeleted = 0`),
    ),
    ContentVersion: lines(
      rows(`SELECT v.Title, a.Source_Id__c, v.Checksum FROM ContentVersion v
        LEFT JOIN Account a ON a.Id = v.FirstPublishLocationId WHERE v.IsDeleted = 0`),
    ),
  };
}

function expected(rows: ExportRows): Content {
  const owners = new Map(rows.users.map((u) => [u['id'], u['email']]));
  return {
    Account: lines(
      rows.companies.map((c) => [c['id'], c['name'], c['parent_id'], owners.get(c['owner_id'] ?? '')]),
    ),
    Contact: lines(
      rows.contacts.map((c) => [c['id'], c['last_name'], c['email'], c['company_id'], c['reports_to']]),
    ),
    Opportunity: lines(rows.deals.map((d) => [d['id'], d['name'], d['company_id']])),
    OpportunityContactRole: lines(rows.deals.map((d) => [d['id'], d['contact_id']])),
    Task: lines(rows.activities.map((a) => [a['id'], a['subject'], a['contact_id'], a['deal_id']])),
    ContentVersion: lines(rows.attachments.map((f) => [f['filename'], f['parent_id'], md5(bytesOf(f))])),
  };
}

function endpointsOf(channel: SalesforceRoad['channel'], times: boolean): Road['endpoints'] {
  const files = { 'POST /composite/sobjects': 'list', 'POST /sobjects/ContentVersion': 'one' } as const;
  if (channel === 'composite') return { ...files, 'POST /composite': 'one' };
  if (channel === 'bulk')
    return {
      ...files,
      'POST /jobs/ingest': 'one',
      'PUT /jobs/ingest/:id/batches': 'one',
      'PATCH /jobs/ingest/:id': 'close',
      'GET /jobs/ingest/:id': 'job',
      'GET /jobs/ingest/:id/successfulResults': 'table',
      'GET /jobs/ingest/:id/failedResults': 'table',
      'GET /jobs/ingest/:id/unprocessedrecords': 'table',
    };
  // Tasks have no created time in the mapping.
  const upserts = (times ? (['Task'] as const) : keyed).map(
    (o) => [`PATCH /composite/sobjects/${o}/Source_Id__c`, 'list'] as const,
  );
  return { ...files, 'PATCH /composite/sobjects': 'list', ...Object.fromEntries(upserts) };
}

export interface SalesforceRoad {
  readonly name: string;
  readonly channel: 'collections' | 'composite' | 'bulk';
  readonly times: boolean;
  readonly size: Size;
  readonly batch: number;
}

export const salesforceRoad = ({ times, ...road }: SalesforceRoad): Road => ({
  ...road,
  system: 'salesforce',
  mapping: mapping(times),
  rules,
  // A process that only loads needs no emulator.
  start: async ({ database } = {}) =>
    (await import('@migmap/emulators/salesforce/server')).startSalesforceEmulator({
      database,
      org: {
        users: [
          { email: 'ada@example.com', name: 'Ada Lovelace' },
          { email: 'bob@example.com', name: 'Bob Builder' },
        ],
        clients: [{ id: 'client', secret: 'secret', runAs: 'migration@local.example' }],
        customFields: keyed.map((object) => ({
          object,
          name: 'Source_Id__c',
          type: 'Text' as const,
          length: 18,
          externalId: true,
          unique: true,
        })),
      },
    }),
  open: openSalesforce,
  // A session that ends can be renewed.
  secret: (name) => ({ CLIENT_ID: 'client', CLIENT_SECRET: 'secret' })[name],
  endpoints: endpointsOf(road.channel, times),
  content,
  expected,
});
