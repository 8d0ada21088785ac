import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mapping = `migration Small from smartdesk to pipedrive

owners match User.email to User.email, unmatched hold

fields Organization { smartdesk_id : Text(18) external id "SmartDesk ID" }

map Company -> Organization {
  key id => smartdesk_id
  name     = name
  owner_id = owner(owner_id)
}

skip User "made by the administrator"
`;

/** A workspace with an export of so many companies, and a connection to the account at `url`. */
export function smallWorkspace({
  url,
  companies,
  dailyTokens,
}: {
  url: string;
  companies: number;
  dailyTokens: number;
}): string {
  const root = mkdtempSync(join(tmpdir(), 'migmap-small-'));
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const connections = {
    export: { system: 'smartdesk', path: './export' },
    remote: { system: 'pipedrive', stage: 'sandbox', url, burst: 5_000, dailyTokens },
  };
  write('migmap.json', JSON.stringify({ connections, source: 'export', destination: 'remote' }));
  write('main.migmap', mapping);
  mkdirSync(join(root, 'export'));
  write('export/users.csv', 'ID,Email\nUS-1,ada@example.com\n');
  const rows = Array.from({ length: companies }, (_, i) => `CO-${i},Company ${i},US-1\n`);
  write('export/companies.csv', `ID,Name,Owner ID\n${rows.join('')}`);
  return root;
}
