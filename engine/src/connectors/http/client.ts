import type { Readable } from 'node:stream';
import { Agent, request as undiciRequest } from 'undici';
import { ConnectorError } from '../errors.ts';
import { BodyError, type Body } from './body.ts';
import { errorCertainty, errorCode, turnedAway, undecided } from './certainty.ts';
import type { Limiter } from './limiter.ts';
import { realPause, type Pause } from './pause.ts';
import { defaultRetry, pauseMs, askedWaitMs, type RetryPolicy } from './retry.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /**
   * `safe`: sending twice does no more than sending once, so any failure is tried again.
   * `once`: tried again only where it is certain that nothing was done; otherwise `ConnectorError('doubt')`.
   */
  readonly repeat: 'safe' | 'once';
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface TextAnswer extends Answer {
  readonly text: string;
}

export interface HttpClient {
  /** The whole answer, whatever its status, once there is nothing left to try. */
  send(request: HttpRequest): Promise<TextAnswer>;
  /** Like `send`, but `consume` reads the answer as it comes; it is called anew for every attempt. */
  stream<T>(request: HttpRequest, consume: (body: Readable, answer: Answer) => Promise<T>): Promise<T>;
  /** What it has cost so far. */
  readonly used: () => HttpUse;
  /** By how much the server's clock was ahead in its last answer that told the time. */
  readonly clockAheadMs: () => number | undefined;
  close(): Promise<void>;
}

/** Requests include repetitions; a wait is a pause that the server asked for, or between two attempts. */
export interface HttpUse {
  readonly requests: number;
  readonly repeats: number;
  readonly bytesSent: number;
  readonly waits: number;
  readonly waitedMs: number;
}

export interface HttpOptions {
  readonly limiter: Limiter;
  readonly retry?: RetryPolicy;
  readonly pause?: Pause;
  /** Longest silence of the server in milliseconds, before its answer and within it. */
  readonly timeoutMs?: number;
  /** A longer Retry-After is not waited for but thrown as `ConnectorError('rate')`. */
  readonly longestRetryAfterMs?: number;
  readonly userAgent?: string;
  readonly onAnswer?: (answer: Answer) => void;
}

/** HTTP for connectors: keep-alive, bodies that can be sent again, and a second attempt only where one is harmless. */
export function createHttp(options: HttpOptions): HttpClient {
  const retry = options.retry ?? defaultRetry;
  const pause = options.pause ?? realPause;
  const timeout = options.timeoutMs ?? 600_000;
  const longest = options.longestRetryAfterMs ?? 120_000;
  const agent = new Agent({
    // Shorter than servers keep theirs, so that a write seldom meets a connection that is just being closed.
    keepAliveTimeout: 4_000,
    keepAliveTimeoutThreshold: 2_000,
    connect: { timeout: 20_000 },
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const use = { requests: 0, repeats: 0, bytesSent: 0, waits: 0, waitedMs: 0 };
  const waits = (ms: number): void => {
    use.waits++;
    use.waitedMs += ms;
  };
  let clockAheadMs: number | undefined;

  async function attempt<T>(
    request: HttpRequest,
    consume: (body: Readable, answer: Answer) => Promise<T>,
    onStart: () => void,
  ): Promise<{ answer: Answer; value: T }> {
    return options.limiter.run(async () => {
      use.requests++;
      onStart();
      const startedAt = Date.now();
      const { body } = request;
      use.bytesSent += body?.bytes ?? 0;
      const response = await undiciRequest(request.url, {
        method: request.method,
        headers: {
          'user-agent': options.userAgent ?? 'migmap',
          ...(body ? { 'content-type': body.contentType, 'content-length': String(body.bytes) } : {}),
          ...request.headers,
        },
        body: body?.open() ?? null,
        signal: request.signal,
        dispatcher: agent,
      });
      const answer = { status: response.statusCode, headers: flat(response.headers) };
      const wait = askedWaitMs(answer.headers);
      if (wait !== undefined && turnedAway.has(answer.status)) {
        options.limiter.pause(Math.min(wait, longest));
        waits(Math.min(wait, longest));
      }
      clockAheadMs = clockAhead(answer.headers['date'], startedAt) ?? clockAheadMs;
      options.onAnswer?.(answer);
      return { answer, value: await consume(response.body, answer) };
    }, request.signal);
  }

  async function stream<T>(
    request: HttpRequest,
    consume: (body: Readable, answer: Answer) => Promise<T>,
  ): Promise<T> {
    for (let n = 1; ; n++) {
      if (n > 1) use.repeats++;
      let failure: unknown;
      let started = false;
      try {
        const { answer, value } = await attempt(request, consume, () => (started = true));
        const again =
          turnedAway.has(answer.status) || (request.repeat === 'safe' && undecided.has(answer.status));
        const wait = askedWaitMs(answer.headers) ?? 0;
        if (again && wait > longest) throw waitTooLong(answer, wait);
        if (!again || n >= retry.attempts) return value;
      } catch (error) {
        if (error instanceof ConnectorError) throw error;
        if (error instanceof BodyError) throw unreadable(error);
        if (request.signal?.aborted) throw interrupted(request, started, error);
        const undone = errorCertainty(error) === 'undone';
        if (request.repeat === 'once' && !undone) throw unanswered(request, error);
        if (!(error instanceof Error) || !isNetwork(error)) throw error;
        if (n >= retry.attempts) throw unreachable(request, error, n);
        failure = error;
      }
      const ms = pauseMs(retry, n);
      waits(ms);
      await pause(ms, request.signal).catch((error: unknown) => {
        throw interrupted(request, false, failure ?? error);
      });
    }
  }

  return {
    stream,
    send: (request) => stream(request, async (body, answer) => ({ ...answer, text: await text(body) })),
    used: () => ({ ...use }),
    clockAheadMs: () => clockAheadMs,
    // Who closes no longer waits for answers.
    close: () => agent.destroy(),
  };
}

/** An answer was made between request and now, in a whole second: only what lies outside of that is the clocks' difference. */
function clockAhead(date: string | undefined, startedAt: number): number | undefined {
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there)) return undefined;
  const least = there - Date.now();
  const most = there + 1_000 - startedAt;
  return least > 0 ? least : Math.min(most, 0);
}

async function text(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([k, v]) =>
      v === undefined ? [] : [[k.toLowerCase(), Array.isArray(v) ? v.join(', ') : v]],
    ),
  );
}

function isNetwork(error: Error): boolean {
  return errorCode(error) !== error.name || error.name === 'AbortError';
}

function place(request: HttpRequest): string {
  const url = new URL(request.url);
  return `${request.method} ${url.host}${url.pathname}`;
}

function waitTooLong(answer: Answer, ms: number): ConnectorError {
  return new ConnectorError(
    'rate',
    `HTTP_${answer.status}`,
    `The server asks to wait ${Math.round(ms / 1000)} seconds before the next request.`,
    { retryAfterMs: ms },
  );
}

function unanswered(request: HttpRequest, cause: unknown): ConnectorError {
  const code = errorCode(cause);
  return new ConnectorError('doubt', code, `${place(request)} was sent but not answered (${code}).`, {
    cause,
  });
}

function unreachable(request: HttpRequest, cause: unknown, attempts: number): ConnectorError {
  const code = errorCode(cause);
  return new ConnectorError(
    'transient',
    code,
    `${place(request)} failed ${attempts} times (${code}). Check that the address is right and the server answers.`,
    { cause },
  );
}

function unreadable(error: BodyError): ConnectorError {
  return new ConnectorError('validation', 'FILE_UNREADABLE', error.message, { cause: error });
}

function interrupted(request: HttpRequest, started: boolean, cause: unknown): ConnectorError {
  const cls = started && request.repeat === 'once' ? 'doubt' : 'transient';
  return new ConnectorError(cls, 'INTERRUPTED', `${place(request)} was interrupted.`, { cause });
}
