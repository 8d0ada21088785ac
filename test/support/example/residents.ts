/** Records that are in the destination before a load: some that the load meets by key or by match, and some that hang on them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Row } from '@migmap/engine/values';
import type { Destination, FileValue } from '@migmap/engine/connectors/destination';
import { Readable } from 'node:stream';
import type { Example } from './example.ts';

type ExportRow = Readonly<Record<string, string>>;

/** Settles the residents; answers their ids by object. */
export async function settleResidents(
  example: Example,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { place, destination } = example;
  const rows = (name: string): ExportRow[] =>
    parse(readFileSync(join(place.folder, 'export', name)), { columns: true, bom: true });
  const companies = rows('companies.csv').filter((c) => c['Domain']);
  const children = companies.filter((c) => c['Parent ID'] && c['Parent ID'] !== c['ID']);
  const met = [...new Set([...companies.slice(0, 3), ...children.slice(0, 2)])];
  const people = rows('contacts.csv').filter((c) => c['Email']?.includes('@'));
  return place.system === 'salesforce'
    ? salesforce(destination, met, people.slice(0, 4))
    : pipedrive(example, met, people.slice(0, 4));
}

const file = (text: string): FileValue => ({
  name: 'price list.txt',
  bytes: Buffer.byteLength(text),
  open: () => Readable.from(Buffer.from(text)),
});

async function insert(
  destination: Destination,
  object: string,
  rows: readonly Row[],
  files?: Readonly<Record<string, FileValue>>,
): Promise<string[]> {
  const { channels } = await destination.capabilities();
  const records = rows.map((values, i) => ({ key: `${i}`, values, ...(files && { files }) }));
  const ids: string[] = [];
  for (const record of records) {
    const batch = { object, operation: 'insert', channel: channels[0]!.name, records: [record] } as const;
    for (const r of await destination.write(batch, { remember: () => Promise.resolve() })) {
      if (r.outcome === 'failed') throw new Error(`${object}: ${r.error.code} ${r.error.message}`);
      ids.push(r.id);
    }
  }
  return ids;
}

async function salesforce(d: Destination, companies: readonly ExportRow[], people: readonly ExportRow[]) {
  const Account = await insert(d, 'Account', [
    ...companies.map((c, i) => ({
      Name: `Known as ${i}`,
      Website: `https://${c['Domain']}`,
      Phone: i % 2 ? '+1 555 0100' : null,
      Description: 'Kept by the sales team',
      ...(i === 2 && { SmartDesk_Id__c: c['ID']! }),
    })),
    { Name: 'Nobody of the export' },
  ]);
  const Contact = await insert(
    d,
    'Contact',
    people.map((p, i) => ({
      LastName: `Resident ${i}`,
      Email: p['Email']!.toLowerCase(),
      AccountId: i === 0 ? null : Account[i % Account.length]!,
      Title: i % 2 ? 'Chief' : null,
    })),
  );
  const Opportunity = await insert(d, 'Opportunity', [
    {
      Name: 'Renewal',
      StageName: 'Prospecting',
      CloseDate: '2027-01-31',
      AccountId: Account[0]!,
      Amount: 100,
    },
  ]);
  const Task = await insert(d, 'Task', [{ Subject: 'Call back', WhoId: Contact[0]!, WhatId: Account[0]! }]);
  const ContentVersion = await insert(
    d,
    'ContentVersion',
    [{ Title: 'Price list', PathOnClient: 'price list.txt', FirstPublishLocationId: Account[0]! }],
    { VersionData: file('ten euros') },
  );
  return { Account, Contact, Opportunity, Task, ContentVersion };
}

async function pipedrive(
  { destination: d }: Example,
  companies: readonly ExportRow[],
  people: readonly ExportRow[],
) {
  const { objects } = await d.discover();
  const key = objects
    .find((o) => o.name === 'Organization')
    ?.fields.find((f) => f.label === 'SmartDesk ID')?.name;
  const Organization = await insert(d, 'Organization', [
    ...companies.map((c, i) => ({
      name: `Known as ${i}`,
      website: `https://${c['Domain']}`,
      employee_count: i % 2 ? 12 : null,
      ...(i === 2 && { [key!]: c['ID']! }),
    })),
    { name: 'Nobody of the export' },
  ]);
  const Person = await insert(
    d,
    'Person',
    people.map((p, i) => ({
      name: `Resident ${i}`,
      emails: [p['Email']!.toLowerCase()],
      phones: i % 2 ? ['+1 555 0100'] : [],
      ...(i > 0 && { org_id: Organization[i % Organization.length]! }),
    })),
  );
  const Deal = await insert(d, 'Deal', [
    { title: 'Renewal', value: 100, currency: 'EUR', person_id: Person[0]!, org_id: Organization[0]! },
  ]);
  const Note = await insert(d, 'Note', [{ content: 'Call back', person_id: Person[0]! }]);
  const File = await insert(d, 'File', [{ file_name: 'price list.txt', deal_id: Deal[0]! }], {
    file: file('ten euros'),
  });
  return { Organization, Person, Deal, Note, File };
}
