import { RequestError, notFound } from '../errors.ts';
import type { Exchange, Reply, Route } from './types.ts';

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly base: string;
}

export const oldestVersion = 49;
export const newestVersion = 67;

const versionPrefix = /^\/services\/data\/v(\d+)\.0(?=\/|$)/;

function pattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) => (part.startsWith(':') ? `(?<${part.slice(1)}>[^/]+)` : part.replace(/[.]/g, '\\.')))
    .join('/');
  return new RegExp(`^${source}/?$`, 'i');
}

/** Finds the route of a request. Routes under `/services/data/vNN.0` are written without that prefix, as `~/query`. */
export function router(routes: readonly Route[]): (method: string, path: string) => Matched {
  const compiled = routes.map((route) => ({
    route,
    versioned: route.path.startsWith('~'),
    regex: pattern(route.path.replace(/^~/, '')),
  }));
  return (method, path) => {
    const version = versionPrefix.exec(path);
    const number = Number(version?.[1] ?? 0);
    if (version !== null && (number < oldestVersion || number > newestVersion)) throw notFound();
    const rest = version === null ? path : path.slice(version[0].length) || '/';
    let methods = 0;
    for (const { route, versioned, regex } of compiled) {
      if (versioned !== (version !== null)) continue;
      const match = regex.exec(rest);
      if (match === null) continue;
      methods++;
      const wanted = method === 'HEAD' ? 'GET' : method;
      if (route.method !== wanted) continue;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(match.groups ?? {}))
        params[name] = decodeURIComponent(value);
      return { route, params, base: version?.[0] ?? `/services/data/v${newestVersion}.0` };
    }
    if (methods > 0)
      throw new RequestError(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${method}' not allowed. Allowed are others`,
      );
    throw notFound();
  };
}

export type Dispatch = (exchange: Omit<Exchange, 'params' | 'base'>) => Promise<Reply>;

/** Runs a request that is inside another one, in the same session. */
export type Inner = (
  exchange: Exchange,
  request: {
    readonly method: string;
    readonly url: string;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
  },
) => Promise<Reply>;
