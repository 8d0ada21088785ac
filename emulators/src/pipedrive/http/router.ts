import { ApiError, notFound } from '../errors.ts';
import type { Route } from './types.ts';

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const prefix = /^\/(?:(v1)|api\/(v1|v2))(?=\/)/;

/** A path with fewer variables goes before one with more: `/persons/search` is no person. */
const variables = (path: string): number => path.split('{').length;

function pattern(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+)`);
  return new RegExp(`^${source}/?$`);
}

/** Finds the operation of a request, below `/api/v2`, `/api/v1` or `/v1`. */
export function router(routes: readonly Route[]): (method: string, path: string) => Matched {
  const compiled = routes
    .toSorted((a, b) => variables(a.path) - variables(b.path))
    .map((route) => ({ route, regex: pattern(route.path) }));
  return (method, path) => {
    const found = prefix.exec(path);
    if (found === null) throw notFound('Endpoint');
    const version = (found[1] ?? found[2]) === 'v2' ? 2 : 1;
    const rest = path.slice(found[0].length);
    let others = 0;
    for (const { route, regex } of compiled) {
      const match = route.version === version ? regex.exec(rest) : null;
      if (match === null) continue;
      others++;
      if (route.method !== method) continue;
      const entries = Object.entries(match.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)] as const);
      return { route, params: Object.fromEntries(entries) };
    }
    if (others > 0) throw new ApiError(405, `Method ${method} is not allowed here`);
    throw notFound('Endpoint');
  };
}
