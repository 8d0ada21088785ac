import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { Clock } from '../faults/clock.ts';
import type { Fault, FaultBook } from '../faults/faults.ts';
import { spoilResults } from '../faults/results.ts';
import type { LoggedRequest, Reply, WireRequest } from './types.ts';

export interface ServeOptions {
  readonly faults: FaultBook;
  readonly log: LoggedRequest[];
  /** Answers a request; throws whatever `refusal` knows how to put. */
  readonly answer: (request: WireRequest) => Promise<Reply>;
  /** The answer to a request whose handling threw. */
  readonly refusal: (error: unknown) => Reply;
  /** The body of a fault's `reject`, in the system's own shape. */
  readonly rejection: (fault: Fault) => unknown;
  /** Reads a JSON body; throws the system's own error for one that is not. */
  readonly parse: (text: string) => unknown;
  readonly clock: Clock;
  /** Ends the session of a request, for good. */
  readonly expire: (headers: IncomingHttpHeaders) => void;
  /** Largest body that is read as text, in bytes, and what a larger one throws. */
  readonly largest?: { readonly bytes: number; readonly refusal: (bytes: number) => Error };
  /** Resolves when a body that has been read may be acted upon. */
  readonly ready?: () => Promise<void>;
}

const maxLog = 20_000;

/** The bearer token of a request; empty without one. */
export const bearer = (header: string | undefined): string =>
  /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';

async function readUpTo(stream: Readable, largest: ServeOptions['largest']): Promise<string> {
  const limit = largest?.bytes ?? Infinity;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  if (largest !== undefined && bytes > limit) throw largest.refusal(limit);
  return Buffer.concat(chunks).toString('utf8');
}

/** A wire request around an incoming one. */
function wire(
  incoming: IncomingMessage,
  faults: readonly Fault[],
  { parse, ready, largest }: ServeOptions,
  /** The body, where it was taken in before. */
  taken: Buffer | undefined,
): WireRequest {
  const origin = `http://${incoming.headers.host ?? '127.0.0.1'}`;
  const body: Readable = taken === undefined ? incoming : Readable.from([taken]);
  const stream = (): Readable =>
    incoming.headers['content-encoding'] === 'gzip' ? body.pipe(createGunzip()) : body;
  let text: Promise<string> | undefined;
  const read = (): Promise<string> =>
    (text ??= readUpTo(stream(), largest).then(async (body) => {
      await ready?.();
      return body;
    }));
  return {
    method: incoming.method ?? 'GET',
    // Some clients put two slashes after the host.
    url: new URL((incoming.url ?? '/').replace(/^\/+/, '/'), origin),
    headers: incoming.headers,
    origin,
    stream,
    text: read,
    json: async () => parse(await read()),
    faults,
  };
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
  clock: Clock,
  faults: readonly Fault[] = [],
  head = false,
): Promise<void> {
  const date = new Date(clock.now()).toUTCString();
  const headers: Record<string, string> = { 'cache-control': 'no-cache', date, ...reply.headers };
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
    if (fault.kind === 'jumpClock') options.clock.advance(fault.ms);
    if (fault.kind === 'slow') await wait(fault.ms);
    if (fault.kind === 'dropBeforeCommit') {
      log(0);
      return hangUp(incoming, fault.bytes);
    }
    if (fault.kind === 'expireSession') options.expire(incoming.headers);
    if (fault.kind === 'reject') {
      incoming.resume();
      log(fault.status);
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return send(response, { status: fault.status, json: options.rejection(fault), headers }, options.clock);
    }
  }
  const late = faults.find((f) => f.kind === 'late');
  const taken = late && (await buffer(incoming));
  if (late !== undefined) await wait(late.ms);
  let reply: Reply;
  try {
    reply = await options.answer(wire(incoming, faults, options, taken));
  } catch (error) {
    reply = options.refusal(error);
  }
  if (!incoming.readableEnded) incoming.resume();
  if (faults.some((f) => f.kind === 'failAfterCommit')) {
    log(0);
    reply.stream?.destroy();
    incoming.socket.destroy();
    return;
  }
  const broken = faults.find((f) => f.kind === 'errorAfterCommit');
  if (broken !== undefined) {
    reply.stream?.destroy();
    reply = { status: broken.status, json: options.rejection(broken) };
  }
  for (const fault of faults) if (fault.kind === 'hold') await options.faults.held(fault);
  log(reply.status);
  await send(response, reply, options.clock, faults, method === 'HEAD');
}

/** The HTTP server; connections stay open well over the pauses that clients make between requests. */
export function httpServer(options: ServeOptions): Server {
  const server = createServer((incoming, response) => {
    serve(options, incoming, response).catch(() => response.destroy());
  });
  // Node's limit of 16 KB for request line and headers is about what the real systems have.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '414 URI Too Long' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  return server;
}
