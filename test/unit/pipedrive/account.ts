import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startPipedriveEmulator, type PipedriveEmulatorOptions } from '@migmap/emulators/pipedrive/server';
import type { Destination, WriteBatch, WriteResult } from '@migmap/engine/connectors/destination';
import { openPipedrive } from '@migmap/engine/connectors/pipedrive/destination';
import type { Row } from '@migmap/engine/values';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly type: string;
  readonly body: Buffer;
  readonly answer: { status: number; type: string; text: string };
}

/** An account of our own with the connector before it, and every request that went between them. */
export async function openAccount(
  options: PipedriveEmulatorOptions = {},
  settings: Readonly<Record<string, unknown>> = {},
) {
  const account = { plan: { burst: 5_000 }, ...options.account };
  const emulator = await startPipedriveEmulator({ ...options, account });
  const heard: Heard[] = [];
  const between = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const url = new URL(request.url ?? '/', emulator.url);
      const type = request.headers['content-type'] ?? '';
      const answered = { status: 0, type: '', text: '' };
      heard.push({
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        type,
        body,
        answer: answered,
      });
      const answer = await fetch(url, {
        method: request.method,
        headers: { 'x-api-token': 'local', ...(type === '' ? {} : { 'content-type': type }) },
        body: body.length > 0 ? body : undefined,
      });
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => /^x-|^date$/.test(name)));
      const bytes = Buffer.from(await answer.arrayBuffer());
      const said = answer.headers.get('content-type') ?? '';
      Object.assign(answered, {
        status: answer.status,
        type: said,
        text: said.includes('json') ? bytes.toString() : '',
      });
      response.writeHead(answer.status, headers).end(bytes);
    })().catch(() => request.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const destination = await openPipedrive({
    name: 'unit',
    system: 'pipedrive',
    stage: 'local',
    url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    options: { burst: 5_000, ...settings },
    secret: () => Promise.resolve(undefined),
  });
  return {
    emulator,
    destination,
    heard,
    async close() {
      await destination.close();
      between.close();
      between.closeAllConnections();
      await emulator.close();
    },
  };
}

export const context = { remember: () => Promise.resolve() };

export function write(
  destination: Destination,
  object: string,
  rows: readonly (Row & { readonly $id?: string })[],
  more: Partial<WriteBatch> = {},
): Promise<readonly WriteResult[]> {
  const records = rows.map(({ $id: id, ...values }, i) => ({ key: String(i), id, values: values as Row }));
  return destination.write({ object, operation: 'insert', channel: 'single', records, ...more }, context);
}

/** Ids of new records; throws what was refused. */
export async function made(
  destination: Destination,
  object: string,
  rows: readonly Row[],
): Promise<string[]> {
  const results = await write(destination, object, rows);
  return results
    .toSorted((a, b) => Number(a.key) - Number(b.key))
    .map((r) => {
      if (r.outcome !== 'failed') return r.id;
      throw new Error(`${object}: ${r.error.code} ${r.error.message}`);
    });
}
