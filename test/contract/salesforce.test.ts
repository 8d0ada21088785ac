import { startSalesforceEmulator } from '@migmap/emulators/salesforce/server';
import { openSalesforce } from '@migmap/engine/connectors/salesforce/destination';
import { destinationContract } from './destination.ts';
import type { Fault, Harness } from './harness.ts';

/** By the request that decides: on bulk an answer that tells results, or the upload that carries the rows. */
const requests: Record<string, Record<'write' | 'answer', { method?: string; path: string }>> = {
  collections: {
    write: { path: '/composite/sobjects|/sobjects/ContentVersion$' },
    answer: { path: '/composite/sobjects|/sobjects/ContentVersion$' },
  },
  bulk: { write: { path: '/jobs/ingest/\\w+/batches' }, answer: { path: '/successfulResults' } },
};
const kinds = {
  turnAway: ['write', { kind: 'reject', status: 503 }],
  dropBefore: ['write', { kind: 'dropBeforeCommit' }],
  loseAnswer: ['write', { kind: 'failAfterCommit' }],
  truncate: ['answer', { kind: 'truncate' }],
  omitResult: ['answer', { kind: 'omitResult', index: 1 }],
  doubleResult: ['answer', { kind: 'doubleResult', index: 1 }],
  permuteResults: ['answer', { kind: 'permuteResults' }],
  endSession: ['write', { kind: 'expireSession' }],
} as const satisfies Record<Fault, readonly ['write' | 'answer', object]>;

const nobodyAccount = '001000000000999AAA';
let parent = '';

const harness: Harness = {
  system: 'salesforce',
  channels: ['collections', 'composite', 'bulk'],
  unordered: ['collections', 'composite', 'bulk'],
  subject: {
    object: 'Account',
    keyField: 'Key__c',
    text: 'Site',
    values: (name) => ({ Name: name, NumberOfEmployees: 12, AnnualRevenue: 1234.5, Industry: 'Banking' }),
    invalid: { values: { Name: 'x'.repeat(300) }, field: 'Name' },
    child: {
      object: 'Contact',
      reference: 'AccountId',
      values: (name) => ({ LastName: name }),
      nobody: nobodyAccount,
    },
    link: { object: 'AccountContactRelation', values: (a, b) => ({ AccountId: a, ContactId: b }) },
    file: {
      object: 'ContentVersion',
      field: 'VersionData',
      values: (name) => ({ Title: name, PathOnClient: name, FirstPublishLocationId: parent }),
      large: 2_500_000,
    },
  },
  async start() {
    const emulator = await startSalesforceEmulator({
      org: {
        users: [
          { email: 'ann@example.org', name: 'Ann Active' },
          { email: 'ida@example.org', name: 'Ida Inactive', active: false },
        ],
        clients: [{ id: 'client', secret: 'secret', runAs: 'migration@local.example' }],
        customFields: [
          {
            object: 'Account',
            name: 'Key__c',
            type: 'Text',
            length: 40,
            externalId: true,
            unique: true,
            caseSensitive: true,
          },
        ],
      },
    });
    const secrets: Record<string, string> = { CLIENT_ID: 'client', CLIENT_SECRET: 'secret' };
    const destination = await openSalesforce({
      name: 'contract',
      system: 'salesforce',
      url: emulator.url,
      options: {},
      secret: (name) => Promise.resolve(secrets[name]),
    });
    const [account] = await destination.write(
      {
        object: 'Account',
        operation: 'insert',
        channel: 'collections',
        records: [{ key: 'p', values: { Name: 'Parent' } }],
      },
      { remember: () => Promise.resolve() },
    );
    parent = account?.outcome === 'created' ? account.id : '';
    const control = (method: string) => fetch(`${emulator.url}/__faults`, { method });
    return {
      destination,
      fault(kind, channel) {
        const [where, what] = kinds[kind];
        emulator.addFaults({ ...requests[channel]?.[where], ...what });
      },
      clearFaults: () => control('DELETE').then(() => undefined),
      async download(id) {
        const token = await fetch(`${emulator.url}/services/oauth2/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: 'client',
            client_secret: 'secret',
          }),
        });
        const { access_token } = (await token.json()) as { access_token: string };
        const answer = await fetch(
          `${emulator.url}/services/data/v67.0/sobjects/ContentVersion/${id}/VersionData`,
          {
            headers: { authorization: `Bearer ${access_token}` },
          },
        );
        return Buffer.from(await answer.arrayBuffer());
      },
      async stop() {
        await destination.close();
        await emulator.close();
      },
    };
  },
};

destinationContract(harness);
