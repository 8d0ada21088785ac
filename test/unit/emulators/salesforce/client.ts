import assert from 'node:assert/strict';
import {
  startSalesforceEmulator,
  type SalesforceEmulator,
  type SalesforceEmulatorOptions,
} from '@migmap/emulators/salesforce/server';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of every shape.
  readonly body: any;
}

export interface Client {
  readonly emulator: SalesforceEmulator;
  readonly url: string;
  /** Path below `/services/data/v67.0`, or from the host when it starts with `/services` or `/__`. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** Creates a record and answers its id; fails the test when it is refused. */
  readonly create: (object: string, record: Record<string, unknown>) => Promise<string>;
  readonly query: (soql: string) => Promise<Answer>;
  /** The records of a query without their attributes. */
  readonly records: (soql: string) => Promise<Record<string, unknown>[]>;
  /** Loads CSV lines in bulk and answers the finished job and its result lines. */
  readonly bulk: (job: Record<string, unknown>, lines: readonly string[]) => Promise<BulkOutcome>;
  readonly close: () => Promise<void>;
}

export interface BulkOutcome {
  readonly job: any;
  readonly successful: readonly string[];
  readonly failed: readonly string[];
  readonly unprocessed: readonly string[];
}

export const key = { name: 'SD_Id__c', type: 'Text', length: 64, unique: true, externalId: true };

export async function startClient(options: SalesforceEmulatorOptions = {}): Promise<Client> {
  return clientOf(await startSalesforceEmulator(options));
}

export function clientOf(emulator: SalesforceEmulator, token = 'local'): Client {
  const { url } = emulator;
  const call: Client['call'] = async (method, path, body, headers = {}) => {
    const target = /^\/(services|__|id\/)/.test(path) ? path : `/services/data/v67.0${path}`;
    const isText = typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams;
    const init: RequestInit = {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        ...(isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    };
    if (body !== undefined) init.body = isText ? body : JSON.stringify(body);
    const response = await fetch(url + target, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const get: Client['get'] = (path, headers) => call('GET', path, undefined, headers);
  const query: Client['query'] = (soql) => get(`/query?q=${encodeURIComponent(soql)}`);
  return {
    emulator,
    url,
    call,
    get,
    query,
    create: async (object, record) => {
      const { status, body } = await call('POST', `/sobjects/${object}`, record);
      assert.equal(status, 201, JSON.stringify(body));
      return body.id;
    },
    records: async (soql) => {
      const { status, body } = await query(soql);
      assert.equal(status, 200, JSON.stringify(body));
      return body.records.map(bare);
    },
    bulk: async (job, lines) => {
      const made = await call('POST', '/jobs/ingest', { lineEnding: 'LF', ...job });
      assert.equal(made.status, 200, JSON.stringify(made.body));
      const base = `/jobs/ingest/${made.body.id}`;
      const newline = job['lineEnding'] === 'CRLF' ? '\r\n' : '\n';
      const text = `${lines.join(newline)}${newline}`;
      const put = await call('PUT', `${base}/batches`, text, { 'content-type': 'text/csv' });
      assert.equal(put.status, 201, JSON.stringify(put.body));
      await call('PATCH', base, { state: 'UploadComplete' });
      const done = await finished(() => get(base));
      const read = async (name: string): Promise<string[]> => linesOf((await get(`${base}/${name}`)).body);
      return {
        job: done.body,
        successful: await read('successfulResults'),
        failed: await read('failedResults'),
        unprocessed: await read('unprocessedrecords'),
      };
    },
    close: emulator.close,
  };
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((l) => l !== '');

/** Polls a job until it has ended. */
export async function finished(look: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await look();
    if (/^(JobComplete|Failed|Aborted)$/.test(answer.body.state)) return answer;
    await new Promise((done) => setTimeout(done, 5));
  }
}

export function bare(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value), (name, inner: unknown) =>
    name === 'attributes' ? undefined : inner,
  ) as Record<string, unknown>;
}
