import type { IncomingHttpHeaders } from 'node:http';
import { bearer } from '../../http/serve.ts';
import type { Fault } from '../../faults/faults.ts';
import type { WireRequest } from '../../http/types.ts';
import type { Account } from '../account/account.ts';
import { ApiError, errorBody, unauthorized } from '../errors.ts';
import { router } from './router.ts';
import type { Reply, Route } from './types.ts';

export const tokenOf = (headers: IncomingHttpHeaders, url?: URL): string => {
  const header = headers['x-api-token'];
  if (typeof header === 'string' && header !== '') return header;
  return bearer(headers.authorization) || (url?.searchParams.get('api_token') ?? '');
};

export function refusal(error: unknown): Reply {
  if (error instanceof ApiError) return { status: error.status, json: errorBody(error) };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, json: errorBody(new ApiError(500, message)) };
}

export const rejection = ({ status, code, message }: Fault): unknown =>
  errorBody(new ApiError(status, message ?? 'refused on demand', { code }));

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiError(400, 'Bad request', { info: 'The body is no well-formed JSON.' });
  }
}

/** Answers the requests of the API: who asks, what it costs, and what is made of it. */
export function answerer(
  account: Account,
  routes: readonly Route[],
  expired: ReadonlySet<string>,
): (request: WireRequest) => Promise<Reply> {
  const match = router(routes);
  const { tokens } = account.definition;
  const known = (token: string): boolean =>
    token !== '' &&
    !expired.has(token) &&
    tokens?.bad.includes(token) !== true &&
    (tokens?.good === undefined || tokens.good.includes(token));

  return async (request) => {
    if (!known(tokenOf(request.headers, request.url))) throw unauthorized();
    const { route, params } = match(request.method, request.url.pathname);
    const searching = route.search === true;
    const withLimits = (reply: Reply): Reply => ({
      ...reply,
      headers: {
        // The server's own time, by which a day ends.
        date: new Date(account.clock.now()).toUTCString(),
        ...account.limits.headers(searching),
        ...reply.headers,
      },
    });
    try {
      account.limits.take(route.cost, searching);
      const refused = request.faults.find((f) => f.kind === 'refuseRecord');
      if (refused !== undefined && route.method !== 'GET')
        throw new ApiError(
          refused.status === 503 ? 400 : refused.status,
          refused.message ?? 'refused on demand',
          {
            code: refused.code,
          },
        );
      return withLimits(await route.handle({ ...request, account, params, query: request.url.searchParams }));
    } catch (error) {
      return withLimits(refusal(error));
    } finally {
      account.search.tick();
    }
  };
}
