import type { Reply, WireRequest } from '../../http/types.ts';
import type { Account } from '../account/account.ts';

export { json } from '../../http/types.ts';
export type { Reply } from '../../http/types.ts';

export interface Exchange extends WireRequest {
  readonly account: Account;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** One operation of the API. */
export interface Route {
  readonly version: 1 | 2;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path within the version, as the OpenAPI document writes it. */
  readonly path: string;
  /** API tokens. */
  readonly cost: number;
  /** Counts against the searches' own burst limit. */
  readonly search?: boolean;
  readonly handle: (exchange: Exchange) => Promise<Reply> | Reply;
}
