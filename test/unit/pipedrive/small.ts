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

const deals = `
pipelines Deal.pipeline / Deal.stage to Deal.pipeline_id / Deal.stage_id {
  "Sales" => "New business" {
    "First" => "In"  at 20%
    "Last"  => "Out" at 90%
  }
  otherwise hold
}
fields Deal {
  tier : Text(20)                   "Tier"
  size : Picklist("Small", "Large") "Size"
}
map Deal -> Deal {
  title       = name
  tier        = tier
  pipeline_id = pipeline
  stage_id    = stage
}
`;

/** A workspace with an export of so many companies, and a connection to the account at `url`. */
export function smallWorkspace({
  url,
  companies,
  dailyTokens,
  withDeals = false,
}: {
  url: string;
  companies: number;
  dailyTokens?: number;
  withDeals?: boolean;
}): string {
  const root = mkdtempSync(join(tmpdir(), 'migmap-small-'));
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const connections = {
    export: { system: 'smartdesk', path: './export' },
    remote: { system: 'pipedrive', stage: 'sandbox', url, burst: 5_000, dailyTokens },
  };
  write('migmap.json', JSON.stringify({ connections, source: 'export', destination: 'remote' }));
  write('main.migmap', withDeals ? mapping + deals : mapping);
  mkdirSync(join(root, 'export'));
  write('export/users.csv', 'ID,Email\nUS-1,ada@example.com\n');
  const rows = Array.from({ length: companies }, (_, i) => `CO-${i},Company ${i},US-1\n`);
  write('export/companies.csv', `ID,Name,Owner ID\n${rows.join('')}`);
  if (withDeals) write('export/deals.csv', 'ID,Name,Tier,Pipeline,Stage\nDE-1,Big,Gold,Sales,First\n');
  return root;
}
