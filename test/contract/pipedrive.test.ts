import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startPipedriveEmulator } from '@migmap/emulators/pipedrive/server';
import { openPipedrive } from '@migmap/engine/connectors/pipedrive/destination';
import { destinationContract } from './destination.ts';
import type { Fault, Harness } from './harness.ts';

const writes = { method: 'POST', path: '/api/v(2/(organizations|persons)|1/files)$' };
const kinds = {
  turnAway: { kind: 'reject', status: 503 },
  dropBefore: { kind: 'dropBeforeCommit' },
  loseAnswer: { kind: 'failAfterCommit' },
  truncate: { kind: 'truncate' },
  endSession: { kind: 'expireSession' },
} as const;

/** API names of the account's own fields and a parent, known once it has been discovered. */
const known = { key: '', text: '', parent: '' };

const harness: Harness = {
  system: 'pipedrive',
  channels: ['single'],
  unordered: [],
  subject: {
    object: 'Organization',
    get keyField() {
      return known.key;
    },
    get text() {
      return known.text;
    },
    values: (name) => ({ name, employee_count: 12, annual_revenue: 1234, website: 'https://example.org' }),
    invalid: { values: { name: 'x'.repeat(300) }, field: 'name' },
    child: {
      object: 'Person',
      reference: 'org_id',
      values: (name) => ({ name }),
      nobody: '999999',
    },
    link: { object: 'Note', values: (a, b) => ({ content: 'Linked', org_id: a, person_id: b }) },
    file: {
      object: 'File',
      field: 'file',
      values: (name) => ({ file_name: name, org_id: known.parent }),
      large: 2_500_000,
    },
  },
  async start() {
    const emulator = await startPipedriveEmulator({
      account: {
        users: [
          { email: 'ann@example.org', name: 'Ann Active' },
          { email: 'ida@example.org', name: 'Ida Inactive', active: false },
        ],
        customFields: [
          { object: 'organization', label: 'Source id', type: 'varchar' },
          { object: 'organization', label: 'Remark', type: 'text' },
        ],
        plan: { burst: 5_000, dailyTokens: 10_000_000 },
        // What was just written is not found by searching.
        search: { delayMs: 60_000 },
      },
    });
    const login = await renewals();
    const secrets: Record<string, string> = {
      ACCESS_TOKEN: 'first',
      REFRESH_TOKEN: 'refresh',
      CLIENT_ID: 'client',
      CLIENT_SECRET: 'secret',
    };
    const destination = await openPipedrive({
      name: 'contract',
      system: 'pipedrive',
      url: emulator.url,
      options: { burst: 5_000, tokenUrl: login.url },
      secret: (name) => Promise.resolve(secrets[name]),
    });
    const { objects } = await destination.discover({ objects: ['Organization'] });
    const named = (label: string) => objects[0]?.fields.find((f) => f.label === label)?.name ?? '';
    Object.assign(known, { key: named('Source id'), text: named('Remark') });
    const [made] = await destination.write(
      {
        object: 'Organization',
        operation: 'insert',
        channel: 'single',
        records: [{ key: 'p', values: { name: 'Parent' } }],
      },
      { remember: () => Promise.resolve() },
    );
    known.parent = made?.outcome === 'created' ? made.id : '';
    return {
      destination,
      fault: (kind: Fault) => {
        if (kind in kinds) emulator.addFaults({ ...writes, ...kinds[kind as keyof typeof kinds] });
      },
      clearFaults: () => fetch(`${emulator.url}/__faults`, { method: 'DELETE' }).then(() => undefined),
      async download(id) {
        const answer = await fetch(`${emulator.url}/api/v1/files/${id}/download`, {
          headers: { 'x-api-token': 'another' },
        });
        return Buffer.from(await answer.arrayBuffer());
      },
      async stop() {
        await destination.close();
        await emulator.close();
        await login.close();
      },
    };
  },
};

/** Gives a new access token for every refresh token. */
async function renewals() {
  let n = 0;
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ access_token: `renewed-${++n}`, token_type: 'Bearer' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth/token`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

destinationContract(harness);
