import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Fault } from '../faults/faults.ts';

/** One request as it came off the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** Scheme and host that the client reached us by. */
  readonly origin: string;
  /** The body as it comes; read once. */
  readonly stream: () => Readable;
  readonly json: () => Promise<unknown>;
  readonly text: () => Promise<string>;
  /** The faults that befall it and that its handler carries out. */
  readonly faults: readonly Fault[];
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly stream?: Readable;
}

export const json = (status: number, body: unknown, headers?: Record<string, string>): Reply => ({
  status,
  json: body,
  headers,
});

export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly faults: readonly string[];
}
