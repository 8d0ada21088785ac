import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { PassThrough, Readable, type Readable as ReadableType } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { RecordError, RequestError, asRequestError, restErrors } from '../errors.ts';
import type { Fault, FaultBook } from '../faults/faults.ts';
import { spoilResults } from '../faults/results.ts';
import type { Exchange, Reply } from './types.ts';

export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly faults: readonly string[];
}

export interface ServeOptions {
  readonly faults: FaultBook;
  readonly log: LoggedRequest[];
  /** Answers a request; throws RequestError or RecordError for a refusal. */
  readonly answer: (request: WireRequest) => Promise<Reply>;
  readonly expire: (token: string) => void;
  /** Largest JSON body. */
  readonly maxJsonBytes: number;
  /** Resolves when a body that has been read may be acted upon. */
  readonly ready: () => Promise<void>;
}

export type WireRequest = Pick<
  Exchange,
  'method' | 'url' | 'headers' | 'origin' | 'stream' | 'json' | 'text' | 'refuseRecord' | 'stallMs'
>;

const maxLog = 20_000;

/** The bearer token of a request; empty without one. */
export const bearer = (header: string | undefined): string =>
  /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';

function parseJson(text: string): unknown {
  if (text.trim() === '')
    throw new RequestError(400, 'JSON_PARSER_ERROR', 'No content to map to Object due to end of input');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestError(
      400,
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no well-formed JSON',
    );
  }
}

async function readUpTo(stream: ReadableType, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  if (bytes > limit)
    throw new RequestError(
      413,
      'REQUEST_ENTITY_TOO_LARGE',
      `Maximum size of request reached. Maximum size of request is ${limit} bytes`,
    );
  return Buffer.concat(chunks).toString('utf8');
}

/** A wire request around an incoming one. */
function wire(
  incoming: IncomingMessage,
  faults: readonly Fault[],
  ready: () => Promise<void>,
  maxJsonBytes: number,
): WireRequest {
  const origin = `http://${incoming.headers.host ?? '127.0.0.1'}`;
  const stream = (): ReadableType =>
    incoming.headers['content-encoding'] === 'gzip' ? incoming.pipe(createGunzip()) : incoming;
  let text: Promise<string> | undefined;
  const read = (): Promise<string> =>
    (text ??= readUpTo(stream(), maxJsonBytes).then(async (body) => {
      await ready();
      return body;
    }));
  const struck = faults.find((f) => f.kind === 'refuseRecord');
  return {
    method: incoming.method ?? 'GET',
    // Some clients put two slashes after the host.
    url: new URL((incoming.url ?? '/').replace(/^\/+/, '/'), origin),
    headers: incoming.headers,
    origin,
    stream,
    text: read,
    json: async () => parseJson(await read()),
    refuseRecord:
      struck === undefined
        ? undefined
        : (index) =>
            struck.index === undefined || struck.index === index
              ? new RecordError(
                  struck.code,
                  struck.message ?? 'unable to obtain exclusive access to this record',
                )
              : undefined,
    stallMs: faults.find((f) => f.kind === 'stallJob')?.ms,
  };
}

function refusal(error: unknown): Reply {
  const known = error instanceof RecordError ? asRequestError(error) : error;
  if (known instanceof RequestError) return { status: known.status, json: restErrors(known.entries) };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, json: [{ errorCode: 'UNKNOWN_EXCEPTION', message }] };
}

const isJsonReply = (reply: Reply): boolean => reply.json !== undefined;

/** The body of a reply that is to be changed or cut, as a whole. */
async function wholeBody(reply: Reply): Promise<string> {
  if (reply.stream !== undefined) return (await buffer(reply.stream)).toString('utf8');
  return isJsonReply(reply) ? JSON.stringify(reply.json) : (reply.text ?? '');
}

async function send(
  response: ServerResponse,
  reply: Reply,
  faults: readonly Fault[],
  head: boolean,
): Promise<void> {
  const headers: Record<string, string> = { 'cache-control': 'no-cache', ...reply.headers };
  if (isJsonReply(reply)) headers['content-type'] ??= 'application/json;charset=UTF-8';
  const spoil = faults.filter((f) => /Result/.test(f.kind));
  const cut = faults.find((f) => f.kind === 'truncate');
  if (spoil.length === 0 && cut === undefined && reply.stream !== undefined && !head) {
    response.writeHead(reply.status, headers);
    return pipeline(reply.stream, response);
  }
  let body = await wholeBody(reply);
  for (const fault of spoil) body = spoilResults(body, headers['content-type'] ?? '', fault);
  const bytes = Buffer.from(body);
  if (bytes.length > 0 || reply.status !== 204) headers['content-length'] = String(bytes.length);
  response.writeHead(reply.status, headers);
  if (head) return void response.end();
  if (cut === undefined) return void response.end(bytes);
  const kept = bytes.subarray(0, cut.bytes ?? Math.floor(bytes.length / 2));
  await new Promise<void>((done) => response.write(kept, () => done()));
  response.destroy();
}

/** Takes in what the client sends, up to a number of bytes, and hangs up. */
async function hangUp(incoming: IncomingMessage, bytes = Infinity): Promise<void> {
  let seen = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      seen += chunk.length;
      if (seen >= bytes) break;
    }
  } finally {
    incoming.socket.destroy();
  }
}

async function serve(
  options: ServeOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  const own = target.startsWith('/__');
  const faults = own ? [] : options.faults.befalling(method, target);
  const log = (status: number): void => {
    if (own) return;
    if (options.log.length >= maxLog) options.log.splice(0, maxLog / 2);
    const ms = Math.round(performance.now() - started);
    options.log.push({
      at: new Date().toISOString(),
      method,
      path: target,
      status,
      ms,
      faults: faults.map((f) => f.kind),
    });
  };
  for (const fault of faults) {
    if (fault.kind === 'slow') await wait(fault.ms);
    if (fault.kind === 'dropBeforeCommit') {
      log(0);
      return hangUp(incoming, fault.bytes);
    }
    if (fault.kind === 'expireSession') options.expire(bearer(incoming.headers.authorization));
    if (fault.kind === 'reject') {
      incoming.resume();
      log(fault.status);
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      const body = [{ errorCode: fault.code, message: fault.message ?? 'refused on demand' }];
      return send(response, { status: fault.status, json: body, headers }, [], false);
    }
  }
  let reply: Reply;
  try {
    reply = await options.answer(wire(incoming, faults, options.ready, options.maxJsonBytes));
  } catch (error) {
    reply = refusal(error);
  }
  if (!incoming.readableEnded) incoming.resume();
  if (faults.some((f) => f.kind === 'failAfterCommit')) {
    log(0);
    reply.stream?.destroy();
    incoming.socket.destroy();
    return;
  }
  log(reply.status);
  await send(response, reply, faults, method === 'HEAD');
}

/** The HTTP server; connections stay open well over the pauses that clients make between requests. */
export function httpServer(options: ServeOptions): Server {
  const server = createServer((incoming, response) => {
    serve(options, incoming, response).catch(() => response.destroy());
  });
  // Node's limit of 16 KB for request line and headers is the platform's own.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '414 URI Too Long' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  return server;
}

/** An inner request's body. */
export function innerBody(body: unknown): Pick<Exchange, 'stream' | 'json' | 'text'> {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    stream: () => (text === '' ? new PassThrough().end() : Readable.from([Buffer.from(text)])),
    json: () => Promise.resolve(parseJson(text)),
    text: () => Promise.resolve(text),
  };
}
