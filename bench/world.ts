import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** An export of so many companies and contacts, made once and kept in `.cache/bench`. */
export function cachedExport(companies: number, contacts: number): string {
  const directory = join(root, '.cache', 'bench', `smartdesk-${companies}-${contacts}`);
  if (existsSync(directory)) return directory;
  const unfinished = `${directory}.${process.pid}`;
  mkdirSync(join(root, '.cache', 'bench'), { recursive: true });
  execFileSync(
    process.execPath,
    [
      '--conditions=migmap-source',
      '--disable-warning=ExperimentalWarning',
      join(root, 'emulators/src/smartdesk/main.ts'),
      '--out',
      unfinished,
      '--only',
      'Company,Contact,User',
      '--count',
      `Company=${companies}`,
      '--count',
      `Contact=${contacts}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  rmSync(directory, { recursive: true, force: true });
  renameSync(unfinished, directory);
  return directory;
}

const mapping = `migration Bench from smartdesk to salesforce
fields Account { SmartDesk_Id__c : Text(18) external id unique "SmartDesk ID" }
fields Contact { SmartDesk_Id__c : Text(18) external id unique "SmartDesk ID" }

map Company -> Account {
  key id => SmartDesk_Id__c
  Name = name
  Website = domain |> url
}

map Contact -> Contact {
  key id => SmartDesk_Id__c
  FirstName = first_name
  LastName = last_name ?? before(email, "@")
  Email = email |> lower
  Phone = phone
  Title = title
  MailingCity = city
  AccountId = ref(company_id) else empty
}
`;

/** The org in which the load ends: empty but for the key fields. */
const org = {
  customFields: ['Account', 'Contact'].map((object) => ({
    object,
    name: 'SmartDesk_Id__c',
    label: 'SmartDesk ID',
    type: 'Text',
    length: 18,
    externalId: true,
    unique: true,
  })),
};

/** The file that describes the emulator's org. */
export function writeOrg(directory: string): string {
  const file = join(directory, 'org.json');
  writeFileSync(file, JSON.stringify(org));
  return file;
}

/** A project whose destination answers at `url`. */
export function writeProject(directory: string, exported: string, url: string): void {
  writeFileSync(join(directory, 'main.migmap'), mapping);
  writeFileSync(
    join(directory, 'migmap.json'),
    JSON.stringify({
      connections: {
        export: { system: 'smartdesk', path: exported },
        crm: { system: 'salesforce', stage: 'sandbox', url },
      },
      source: 'export',
      destination: 'crm',
    }),
  );
}
