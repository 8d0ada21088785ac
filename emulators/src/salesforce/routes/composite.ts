import { RecordError, RequestError, asRequestError, restErrors } from '../errors.ts';
import type { Inner } from '../http/router.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { exclusively } from '../org/org.ts';
import { isRecord, textOf } from './shared.ts';

const maxRequests = 25;
/** Of them, so many may be queries or sObject Collections. */
const maxHeavy = 5;
const heavy = /^\/services\/data\/v[\d.]+\/(?:composite\/sobjects|query|queryAll)(?:[/?]|$)/;

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** Replaces `@{ref.path}` by what an earlier part answered. */
function resolve(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replace(/@\{([^}]+)\}/g, (_all, path: string) => {
      const [name = '', ...keys] = path.split(/[.[\]]+/).filter((k) => k !== '');
      let found = answers.get(name);
      for (const key of keys)
        found = isRecord(found) || Array.isArray(found) ? (found as Record<string, unknown>)[key] : undefined;
      if (found === undefined || found === null)
        throw new RequestError(
          400,
          'PROCESSING_HALTED',
          `Invalid reference specified. No value for ${path} found in ${name}`,
        );
      return typeof found === 'string' ? found : JSON.stringify(found);
    });
  if (Array.isArray(value)) return value.map((v) => resolve(v, answers));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v, answers)]));
  return value;
}

function refusalOf(error: unknown): Reply {
  const known = error instanceof RecordError ? asRequestError(error) : error;
  if (!(known instanceof RequestError)) throw error;
  return { status: known.status, json: restErrors(known.entries) };
}

/** Headers of a part; the outer request decides on these three. */
function headersOf(given: unknown): Record<string, string> {
  const own = Object.entries(isRecord(given) ? given : {}).map(([name, value]) => [
    name.toLowerCase(),
    textOf(value),
  ]);
  return Object.fromEntries(
    own.filter(([name = '']) => !['accept', 'authorization', 'content-type'].includes(name)),
  ) as Record<string, string>;
}

async function readParts(
  exchange: Exchange,
  member: string,
): Promise<{ parts: Record<string, unknown>[]; body: Record<string, unknown> }> {
  const body = await exchange.json();
  const parts = isRecord(body) ? body[member] : undefined;
  if (!isRecord(body) || !Array.isArray(parts) || !parts.every(isRecord))
    throw new RequestError(400, 'JSON_PARSER_ERROR', `the body needs a list "${member}"`);
  if (parts.length > maxRequests)
    throw new RequestError(400, 'LIMIT_EXCEEDED', `Too many requests: at most ${maxRequests} in one call`);
  return { parts, body };
}

const halted: Reply = {
  status: 400,
  json: [
    {
      errorCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
    },
  ],
};

interface Outcome {
  readonly part: Part;
  readonly reply: Reply;
}

class RolledBack extends Error {
  readonly outcomes: readonly Outcome[];

  constructor(outcomes: readonly Outcome[]) {
    super('a part failed');
    this.outcomes = outcomes;
  }
}

async function runParts(
  exchange: Exchange,
  inner: Inner,
  raws: readonly Record<string, unknown>[],
  all: boolean,
): Promise<Outcome[]> {
  const answers = new Map<string, unknown>();
  const outcomes: Outcome[] = [];
  let failed = false;
  for (const raw of raws) {
    const part: Part = {
      method: textOf(raw['method'], 'GET').toUpperCase(),
      url: textOf(raw['url']),
      referenceId: textOf(raw['referenceId']),
      headers: headersOf(raw['httpHeaders']),
      body: raw['body'],
    };
    let reply = halted;
    if (!(all && failed)) {
      try {
        const url = String(resolve(part.url, answers));
        const { method, headers } = part;
        reply = await inner(exchange, { method, url, headers, body: resolve(part.body, answers) });
      } catch (error) {
        reply = refusalOf(error);
      }
    }
    if (reply.status >= 400) failed = true;
    else answers.set(part.referenceId, reply.json);
    outcomes.push({ part, reply });
  }
  if (all && failed)
    throw new RolledBack(
      outcomes.map(({ part, reply }) => ({ part, reply: reply.status < 400 ? halted : reply })),
    );
  return outcomes;
}

/** Parts run one after another, in one transaction when allOrNone is set. */
async function composite(exchange: Exchange, inner: Inner): Promise<Reply> {
  const { parts, body } = await readParts(exchange, 'compositeRequest');
  if (parts.filter((part) => heavy.test(textOf(part['url']))).length > maxHeavy)
    throw new RequestError(
      400,
      'LIMIT_EXCEEDED',
      `At most ${maxHeavy} parts may be queries or sObject Collections`,
    );
  const names = parts.map((part) => textOf(part['referenceId']));
  if (names.includes('') || new Set(names).size < names.length)
    throw new RequestError(400, 'INVALID_INPUT', 'Every part needs a referenceId of its own.');
  let outcomes: readonly Outcome[];
  if (body['allOrNone'] === true) {
    try {
      outcomes = await exclusively(exchange.org, () => runParts(exchange, inner, parts, true));
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      ({ outcomes } = error);
    }
  } else {
    outcomes = await runParts(exchange, inner, parts, false);
  }
  return json(200, {
    compositeResponse: outcomes.map(({ part, reply }) => ({
      body: reply.json ?? null,
      httpHeaders: reply.headers?.['location'] === undefined ? {} : { Location: reply.headers['location'] },
      httpStatusCode: reply.status,
      referenceId: part.referenceId,
    })),
  });
}

async function batch(exchange: Exchange, inner: Inner): Promise<Reply> {
  const { parts, body } = await readParts(exchange, 'batchRequests');
  const halt = body['haltOnError'] === true;
  const results: { statusCode: number; result: unknown }[] = [];
  let stopped = false;
  for (const part of parts) {
    if (stopped) {
      results.push({
        statusCode: 412,
        result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
      });
      continue;
    }
    const url = textOf(part['url']).replace(/^(?!\/)/, '/services/data/');
    const request = { method: textOf(part['method'], 'GET').toUpperCase(), url, body: part['richInput'] };
    const reply = await inner(exchange, request).catch(refusalOf);
    results.push({ statusCode: reply.status, result: reply.json ?? null });
    if (reply.status >= 400) stopped = halt;
  }
  return json(200, { hasErrors: results.some((r) => r.statusCode >= 400), results });
}

export const compositeRoutes = (inner: Inner): readonly Route[] => [
  { method: 'POST', path: '~/composite', handle: (exchange) => composite(exchange, inner) },
  { method: 'POST', path: '~/composite/batch', handle: (exchange) => batch(exchange, inner) },
];
