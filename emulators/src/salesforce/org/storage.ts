import { RecordError } from '../errors.ts';
import { quote } from '../store/store.ts';
import type { Org } from './org.ts';

/** What a record counts for, whatever is in it. */
const kilobytesPerRecord = 2;

/** Set-up is free, and so is what only joins or repeats other records. */
const free =
  /^(User|Profile|UserLicense|UserRole|Organization|Group|GroupMember|QueueSobject|PermissionSet|PermissionSetAssignment|FieldPermissions|ObjectPermissions|RecordType|BusinessProcess|OpportunityStage|Folder|EntityDefinition|FieldDefinition|CustomField|Content\w+|Attachment|CampaignMemberStatus|AccountContactRelation|OpportunityLineItem|PricebookEntry|Pricebook2)$|Territory2/;

export const countsForStorage = (object: string): boolean => !free.test(object);

/** Records that count, in the recycle bin or not. */
export function countRecords(org: Pick<Org, 'catalog' | 'store'>): number {
  let count = 0;
  for (const { name } of org.catalog.objects())
    if (countsForStorage(name))
      count += Number(org.store.db.prepare(`SELECT count(*) AS n FROM ${quote(name)}`).get()?.['n'] ?? 0);
  return count;
}

export const dataMegabytes = (org: Org): number => Math.ceil((org.usage.records * kilobytesPerRecord) / 1024);

export function fileMegabytes(org: Org): number {
  const { db } = org.store;
  const sum = (sql: string): number => Number(db.prepare(sql).get()?.['n'] ?? 0);
  const bytes =
    sum('SELECT sum(ContentSize) AS n FROM ContentVersion') +
    sum('SELECT sum(BodyLength) AS n FROM Attachment');
  return Math.ceil(bytes / 1_048_576);
}

/** Throws when the org's data storage is full; otherwise counts one record more. */
export function takeStorage(org: Org, object: string): void {
  if (!countsForStorage(object)) return;
  const { usage, definition } = org;
  if ((usage.records + 1) * kilobytesPerRecord > definition.limits.dataStorageMb * 1024)
    throw new RecordError('STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded');
  usage.records++;
}
