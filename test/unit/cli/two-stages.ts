import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPipedriveEmulator } from '@migmap/emulators/pipedrive/server';
import { startSalesforceEmulator } from '@migmap/emulators/salesforce/server';

/** A system as sandbox, as production with other ids, and as production that has drifted. */
export interface Stages {
  readonly system: string;
  readonly mapping: string;
  /** What the mapping says, and another word for it. */
  readonly edit: readonly [string, string];
  /** What has drifted in `drifted`, as the gate tells it. */
  readonly drift: RegExp;
  start(stage: 'sandbox' | 'production' | 'drifted'): Promise<Stage>;
}

export interface Stage {
  readonly url: string;
  /** Names of the companies there. */
  companies(): Promise<string[]>;
  /** Changes a company's name behind the load's back. */
  rename(from: string, to: string): Promise<void>;
  close(): Promise<void>;
}

const users = [{ email: 'ada@example.com', name: 'Ada Lovelace' }];

export const stages: readonly Stages[] = [
  {
    system: 'salesforce',
    mapping: `migration Two from smartdesk to salesforce

owners match User.email to User.Email, unmatched hold

pipelines Deal.pipeline / Deal.stage to Opportunity.RecordTypeId / Opportunity.StageName {
  "Old" => "Sales" { "Open" => "Prospecting"  "Won" => "Closed Won" }
  otherwise hold
}

fields Account {
  SmartDesk_Id__c : Text(18) external id unique  "SmartDesk ID"
  Tier__c         : Picklist("Gold", "Silver")   "Tier"
}
fields Opportunity { SmartDesk_Id__c : Text(18) external id unique "SmartDesk ID" }

map Company -> Account {
  key id => SmartDesk_Id__c
  Name    = name
  Tier__c = tier
  OwnerId = owner(owner_id)
}
map Deal -> Opportunity {
  key id => SmartDesk_Id__c
  Name         = name
  AccountId    = ref(company_id)
  RecordTypeId = pipeline
  StageName    = stage
  CloseDate    = close_date
}
skip User "made by the administrator"
`,
    edit: ['Name    = name', 'Name    = name |> upper'],
    drift: /destination Account\.SmartDesk_Id__c: signed as .*length 18.*; now .*length 30/,
    async start(stage) {
      const field = { object: 'Account', name: 'SmartDesk_Id__c', label: 'SmartDesk ID', type: 'Text' };
      const emulator = await startSalesforceEmulator({
        org: {
          users,
          processes: [{ name: 'P', stages: ['Prospecting', 'Closed Won', 'Closed Lost'] }],
          recordTypes: [
            // Shifts the ids of what follows.
            ...(stage === 'production' ? [{ object: 'Opportunity', name: 'Other', process: 'P' }] : []),
            { object: 'Opportunity', name: 'Sales', process: 'P' },
          ],
          ...(stage === 'drifted' && {
            customFields: [{ ...field, length: 30, externalId: true, unique: true }],
          }),
        },
      });
      return {
        url: emulator.url,
        companies: async () =>
          (emulator.db.prepare('SELECT Name FROM Account ORDER BY Name').all() as { Name: string }[]).map(
            (row) => row.Name,
          ),
        rename: async (from, to) =>
          void emulator.db.prepare('UPDATE Account SET Name = ? WHERE Name = ?').run(to, from),
        close: () => emulator.close(),
      };
    },
  },
  {
    system: 'pipedrive',
    mapping: `migration Two from smartdesk to pipedrive

owners match User.email to User.email, unmatched hold

pipelines Deal.pipeline / Deal.stage to Deal.pipeline_id / Deal.stage_id {
  "Old" => "Sales" { "Open" => "First"  "Won" => "Done" }
  otherwise hold
}

fields Organization {
  source_id : Text(18) external id          "SmartDesk ID"
  tier      : Picklist("Gold", "Silver")    "Tier"
}
fields Deal { source_id : Text(18) external id "SmartDesk ID" }

map Company -> Organization {
  key id => source_id
  name     = name
  tier     = tier
  owner_id = owner(owner_id)
}
map Deal -> Deal {
  key id => source_id
  title       = name
  org_id      = ref(company_id)
  pipeline_id = pipeline
  stage_id    = stage
}
skip User "made by the administrator"
`,
    edit: ['name     = name', 'name     = name |> upper'],
    drift: /destination Organization\."SmartDesk ID": signed as kind text .*; now kind longtext /,
    async start(stage) {
      const emulator = await startPipedriveEmulator({
        account: {
          seed: stage,
          users,
          pipelines: [
            ...(stage === 'production' ? [{ name: 'Other', stages: [{ name: 'First' }] }] : []),
            { name: 'Sales', stages: [{ name: 'First' }, { name: 'Done' }] },
          ],
          ...(stage === 'drifted' && {
            customFields: [{ object: 'organization' as const, label: 'SmartDesk ID', type: 'text' as const }],
          }),
        },
      });
      const call = async (path: string, init: RequestInit = {}) => {
        const headers = { 'x-api-token': 'any', 'content-type': 'application/json' };
        const answer = await fetch(`${emulator.url}/api/v2/organizations${path}`, { ...init, headers });
        return ((await answer.json()) as { data: { id: number; name: string }[] }).data;
      };
      return {
        url: emulator.url,
        companies: async () => (await call('')).map((o) => o.name).toSorted(),
        async rename(from, to) {
          const found = (await call('')).find((o) => o.name === from);
          await call(`/${found?.id}`, { method: 'PATCH', body: JSON.stringify({ name: to }) });
        },
        close: () => emulator.close(),
      };
    },
  },
];

const exported = {
  users: [
    ['ID', 'Email'],
    ['US-1', 'ada@example.com'],
  ],
  companies: [
    ['ID', 'Name', 'Owner ID', 'Tier'],
    ['CO-1', 'Initech', 'US-1', 'Silver'],
    ['CO-2', 'Umbrella', 'US-1', 'Gold'],
  ],
  deals: [
    ['ID', 'Name', 'Company ID', 'Pipeline', 'Stage', 'Close Date'],
    ['DE-1', 'Big one', 'CO-1', 'Old', 'Open', '2026-03-01'],
    ['DE-2', 'Bigger one', 'CO-2', 'Old', 'Won', '2026-03-02'],
  ],
};

/** A workspace between a small export and the stages of one system, by their urls. */
export function stagedWorkspace({ system, mapping }: Stages, urls: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'migmap-stages-'));
  const connections = {
    export: { system: 'smartdesk', path: './export' },
    ...Object.fromEntries(
      Object.entries(urls).map(([name, url]) => [
        name,
        { system, url, stage: name === 'sandbox' ? 'sandbox' : 'production' },
      ]),
    ),
  };
  writeFileSync(
    join(root, 'migmap.json'),
    JSON.stringify({ connections, source: 'export', destination: 'sandbox' }),
  );
  writeFileSync(join(root, 'main.migmap'), mapping);
  mkdirSync(join(root, 'export'));
  for (const [name, rows] of Object.entries(exported))
    writeFileSync(join(root, 'export', `${name}.csv`), rows.map((row) => `${row.join(',')}\n`).join(''));
  return root;
}
