import assert from 'node:assert/strict';
import {
  startPipedriveEmulator,
  type PipedriveEmulator,
  type PipedriveEmulatorOptions,
} from '@migmap/emulators/pipedrive/server';

export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface CallOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly form?: FormData | URLSearchParams;
  readonly token?: string;
}

export interface Account {
  readonly emulator: PipedriveEmulator;
  /** A path as the OpenAPI document writes it, with `params` for its variables. */
  readonly call: (version: 1 | 2, method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** The data of an answer that must be a success. */
  readonly get: (version: 1 | 2, method: string, path: string, options?: CallOptions) => Promise<Json>;
  readonly close: () => Promise<void>;
}

const bases = { 1: '/api/v1', 2: '/api/v2' } as const;

export async function openAccount(options: PipedriveEmulatorOptions = {}): Promise<Account> {
  const emulator = await startPipedriveEmulator(options);
  const call: Account['call'] = async (version, method, path, { params, query, body, form, token } = {}) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params?.[name])),
    );
    const url = new URL(bases[version] + filled, emulator.url);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const headers: Record<string, string> = { 'x-api-token': token ?? 'local' };
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    } else if (form !== undefined) init.body = form;
    const response = await fetch(url, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  return {
    emulator,
    call,
    get: async (version, method, path, given) => {
      const { status, body } = await call(version, method, path, given);
      assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(body)}`);
      return body.data;
    },
    close: () => emulator.close(),
  };
}
