import type { Capabilities, RateModel } from '../capabilities.ts';
import { channels } from './channels.ts';
import type { Describe } from './describe/raw.ts';
import { readLimits, type Limits } from './limits.ts';
import { companions, loadOrder } from './order.ts';
import type { SalesforceOptions } from './options.ts';
import type { Reader } from './reader.ts';

/** May be given when a record is inserted, with the permission "Set Audit Fields upon Record Creation". */
const auditFields = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById'];

/** Salesforce counts most records as 2 KB whatever is in them; files count against the file storage instead. */
const bytesPerRecord: Readonly<Record<string, number>> = {
  '*': 2_048,
  Campaign: 8_192,
  CampaignMember: 1_024,
  Knowledge__kav: 4_096,
  ContentVersion: 0,
  ContentNote: 0,
  ContentDocumentLink: 0,
};

const bulkBatchRows = 10_000;
const maxFileBytes = 2_000_000_000;

export async function readCapabilities(reader: Reader, options: SalesforceOptions): Promise<Capabilities> {
  const [limits, describes, createsFields] = await Promise.all([
    readLimits(reader),
    describeOrder(reader),
    mayCustomize(reader),
  ]);
  const dated = describes.filter((d) => d.fields.some((f) => f.name === 'CreatedDate' && f.createable));
  const data = limits.get('DataStorageMB');
  const file = limits.get('FileStorageMB');
  return {
    channels,
    maxInFlight: options.requestsInFlight,
    upsert: 'field',
    createdTimes:
      dated.length > 0
        ? { mode: 'insert', objects: dated.map((d) => d.name), fields: auditFields }
        : { mode: 'none', fields: [] },
    createsFields,
    createsStages: false,
    createsUsers: false,
    deletes: 'bin',
    changedBy: 'LastModifiedById',
    changedAt: ['LastModifiedDate', 'SystemModstamp'],
    companions,
    // The sum of the products.
    reckoned: [{ object: 'Opportunity', field: 'Amount', from: 'OpportunityLineItem' }],
    mail: describes.some((d) => d.name === 'EmailMessage' && d.createable),
    maxFileBytes,
    rate: rateOf(limits),
    storage: {
      bytesPerRecord,
      ...(data ? { dataMb: data } : {}),
      ...(file ? { fileMb: file } : {}),
    },
  };
}

async function describeOrder(reader: Reader): Promise<Describe[]> {
  const { sobjects } = await reader.global();
  // Custom objects take audit fields too; each says so itself.
  const names = sobjects.filter(
    (s) => loadOrder.includes(s.name) || (s.custom && s.createable && s.name.endsWith('__c')),
  );
  return Promise.all(names.map((s) => reader.describe(s.name)));
}

function rateOf(limits: Limits): RateModel {
  const requests = limits.get('DailyApiRequests');
  if (!requests) return { kind: 'unlimited' };
  const batches = limits.get('DailyBulkApiBatches');
  return {
    kind: 'daily',
    max: requests.max,
    remaining: requests.remaining,
    ...(batches
      ? { bulkRowsPerDay: { max: batches.max * bulkBatchRows, remaining: batches.remaining * bulkBatchRows } }
      : {}),
  };
}

/** Whether the user may make custom fields. An org that does not tell is believed until it refuses a field. */
async function mayCustomize(reader: Reader): Promise<boolean> {
  const rows = await reader
    .query('SELECT PermissionsCustomizeApplication FROM UserPermissionAccess')
    .catch(() => undefined);
  return rows?.[0]?.['PermissionsCustomizeApplication'] !== false;
}
