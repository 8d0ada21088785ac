import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mapping = `migration Small from smartdesk to salesforce

owners match User.email to User.Email, unmatched hold

fields Account {
  SmartDesk_Id__c : Text(18) external id unique         "SmartDesk ID"
  Tier__c         : Picklist(values of Company.tier)   "Tier"
}
fields Contact { SmartDesk_Id__c : Text(18) external id unique "SmartDesk ID" }

map Company -> Account {
  key id => SmartDesk_Id__c
  Name    = name
  Tier__c = tier
  OwnerId = owner(owner_id)
}

map Contact -> Contact {
  key id => SmartDesk_Id__c
  FirstName = first_name
  LastName  = last_name
  AccountId = ref(company_id)
  OwnerId   = owner(owner_id)
}

skip User "made by the administrator"

test "a contact keeps its names" {
  given Contact { id = "7"  first_name = "Grace"  last_name = "Hopper" }
  expect Contact { FirstName = "Grace"  LastName = "Hopper" }
}
`;

const users = [
  ['ID', 'Email', 'First Name', 'Last Name'],
  ['US-1', 'ada@example.com', 'Ada', 'Lovelace'],
  ['US-2', 'gone@example.com', 'Gone', 'Away'],
];
const companies = [
  ['ID', 'Name', 'Owner ID', 'Tier'],
  ['CO-1', 'Initech', 'US-1', 'Silver'],
  ['CO-2', 'Umbrella', 'US-1', 'Silver'],
  ['CO-3', 'Vandelay', 'US-2', 'Gold'],
];
const contacts = [
  ['ID', 'First Name', 'Last Name', 'Company ID', 'Owner ID'],
  ['CT-1', 'Grace', 'Hopper', 'CO-1', 'US-1'],
  ['CT-2', 'Alan', 'Kay', 'CO-2', 'US-1'],
  ['CT-3', 'Barbara', 'Liskov', 'CO-2', 'US-1'],
];

export interface SmallMigration {
  readonly root: string;
  readonly file: string;
}

/**
 * A workspace with a small export, whose one unmatched owner has one company, and connections to an emulated destination:
 * `local`, and `remote` at `url`.
 */
export function smallMigration({
  url,
  extraContacts = 0,
}: { url?: string; extraContacts?: number } = {}): SmallMigration {
  const root = mkdtempSync(join(tmpdir(), 'migmap-road-'));
  const connections = {
    export: { system: 'smartdesk', path: './export' },
    local: { system: 'salesforce', stage: 'local', org: './org.json' },
    ...(url && { remote: { system: 'salesforce', stage: 'sandbox', url } }),
  };
  const write = (file: string, content: unknown) =>
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  write('migmap.json', { connections, source: 'export', destination: url ? 'remote' : 'local' });
  write('org.json', { users: [{ email: 'ada@example.com', name: 'Ada Lovelace' }] });
  write('main.migmap', mapping);
  mkdirSync(join(root, 'export'));
  const more = Array.from({ length: extraContacts }, (_, i) => [
    `CX-${i}`,
    'Extra',
    `Number ${i}`,
    'CO-1',
    'US-1',
  ]);
  for (const [name, rows] of Object.entries({ users, companies, contacts: [...contacts, ...more] })) {
    write(join('export', `${name}.csv`), rows.map((row) => `${row.join(',')}\n`).join(''));
  }
  return { root, file: join(root, 'main.migmap') };
}
