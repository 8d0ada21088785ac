import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ConnectorError } from '../errors.ts';
import { jsonBody, type Body } from '../http/body.ts';
import type { HttpClient } from '../http/client.ts';
import { refusal } from './errors.ts';
import type { Session } from './session.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly version: 'v1' | 'v2';
  /** From the version's root: `/deals`. */
  readonly path: string;
  readonly query?: Query;
  readonly json?: unknown;
  readonly body?: Body;
  readonly repeat: 'safe' | 'once';
  readonly signal?: AbortSignal;
}

/** `{success, data, additional_data}`, the envelope of both versions. */
export interface Envelope {
  readonly data: unknown;
  readonly additional: Readonly<Record<string, unknown>>;
  /** `success: false` in spite of a status that says otherwise. */
  readonly refused?: boolean;
}

export interface Rest {
  /** Every refusal is thrown as `ConnectorError`. */
  send(request: RestRequest): Promise<Envelope>;
  get(version: 'v1' | 'v2', path: string, query?: Query): Promise<Envelope>;
  /** Bytes as they come; where they lie elsewhere, from there, without the session. */
  stream<T>(version: 'v1' | 'v2', path: string, consume: (body: Readable) => Promise<T>): Promise<T>;
}

/** The shared host has version 1 at its root, a company's own below `/api`. */
const rootOf = (base: string, version: 'v1' | 'v2'): string =>
  version === 'v1' && new URL(base).hostname === 'api.pipedrive.com' ? '/v1' : `/api/${version}`;

/** Requests of a session. One that has run out is renewed once; a 401 did nothing. */
export function createRest(http: HttpClient, session: Session): Rest {
  async function send(request: RestRequest): Promise<Envelope> {
    const address = (): string => {
      const url = new URL(`${session.url}${rootOf(session.url, request.version)}${request.path}`);
      for (const [name, value] of Object.entries(request.query ?? {}))
        if (value !== undefined) url.searchParams.set(name, String(value));
      return url.href;
    };
    const body = request.json === undefined ? request.body : jsonBody(request.json);
    for (let renewed = false; ; renewed = true) {
      const headers = { accept: 'application/json', ...(await session.headers()) };
      const answer = await http.send({ ...request, url: address(), headers, body });
      if (answer.status === 401 && !renewed && (await session.renew(headers))) continue;
      if (answer.status >= 400) throw refusal(answer, request.repeat);
      const told = envelope(answer.text, request.repeat);
      if (told.refused) throw refusal({ ...answer, status: 400 }, request.repeat);
      return told;
    }
  }
  async function stream<T>(
    version: 'v1' | 'v2',
    path: string,
    consume: (body: Readable) => Promise<T>,
  ): Promise<T> {
    let url = `${session.url}${rootOf(session.url, version)}${path}`;
    let headers = await session.headers();
    for (let renewed = false; ;) {
      const got = await http.stream({ method: 'GET', url, headers, repeat: 'safe' }, async (body, answer) =>
        answer.status < 300
          ? ({ done: true, value: await consume(body) } as const)
          : ({ done: false, answer: { ...answer, text: await text(body) } } as const),
      );
      if (got.done) return got.value;
      const { status, headers: told } = got.answer;
      if (status < 400 && told['location'] !== undefined) {
        url = new URL(told['location'], url).href;
        headers = {};
      } else if (status === 401 && !renewed && (await session.renew(headers))) {
        renewed = true;
        headers = await session.headers();
      } else throw refusal(got.answer, 'safe');
    }
  }
  return {
    send,
    stream,
    get: (version, path, query) => send({ method: 'GET', version, path, query, repeat: 'safe' }),
  };
}

function envelope(text: string, repeat: 'safe' | 'once'): Envelope {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const additional = (body['additional_data'] ?? {}) as Record<string, unknown>;
    return { data: body['data'] ?? null, additional, ...(body['success'] === false && { refused: true }) };
  } catch (cause) {
    const cls = repeat === 'once' ? 'doubt' : 'transient';
    throw new ConnectorError(cls, 'UNREADABLE_ANSWER', 'An answer of Pipedrive cannot be read.', { cause });
  }
}
