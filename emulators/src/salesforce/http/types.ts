import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Org } from '../org/org.ts';
import type { RecordError } from '../errors.ts';
import type { Sessions } from '../org/sessions.ts';

export interface Session {
  readonly userId: string;
  readonly token: string;
}

/** One request, from the wire or from inside a composite one. */
export interface Exchange {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly params: Readonly<Record<string, string>>;
  /** `/services/data/v67.0`, the version being the one that was asked for. */
  readonly base: string;
  /** Scheme and host that the client reached us by. */
  readonly origin: string;
  readonly session: Session;
  /** The body as it comes; read once. */
  readonly stream: () => Readable;
  readonly json: () => Promise<unknown>;
  readonly text: () => Promise<string>;
  /** Set by a fault: refuses the nth record of the request. */
  readonly refuseRecord?: (index: number) => RecordError | undefined;
  /** Set by a fault: a bulk job rests this long before it is worked on. */
  readonly stallMs?: number;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly stream?: Readable;
}

export interface Route {
  readonly method: string;
  /** Path after the host; `:name` takes one segment. */
  readonly path: string;
  /** Answers without a session. */
  readonly open?: boolean;
  readonly handle: (exchange: Exchange) => Promise<Reply> | Reply;
}

export const json = (status: number, body: unknown, headers?: Record<string, string>): Reply => ({
  status,
  json: body,
  headers,
});
