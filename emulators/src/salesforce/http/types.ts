import type { Reply, WireRequest } from '../../http/types.ts';
import type { Org } from '../org/org.ts';
import type { RecordError } from '../errors.ts';
import type { Sessions } from '../org/sessions.ts';

export interface Session {
  readonly userId: string;
  readonly token: string;
}

export { json } from '../../http/types.ts';
export type { Reply } from '../../http/types.ts';

/** One request, from the wire or from inside a composite one. */
export interface Exchange extends Omit<WireRequest, 'faults'> {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly params: Readonly<Record<string, string>>;
  /** `/services/data/v67.0`, the version being the one that was asked for. */
  readonly base: string;
  readonly session: Session;
  /** Set by a fault: refuses the nth record of the request. */
  readonly refuseRecord?: (index: number) => RecordError | undefined;
  /** Set by a fault: a bulk job rests this long before it is worked on. */
  readonly stallMs?: number;
  /** Set by a fault: a bulk job breaks down after so many rows; `half` of them without a number. */
  readonly failAfter?: number | 'half';
}

export interface Route {
  readonly method: string;
  /** Path after the host; `:name` takes one segment. */
  readonly path: string;
  /** Answers without a session. */
  readonly open?: boolean;
  readonly handle: (exchange: Exchange) => Promise<Reply> | Reply;
}
