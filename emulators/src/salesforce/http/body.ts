import { PassThrough, Readable } from 'node:stream';
import { RecordError, RequestError, asRequestError, restErrors } from '../errors.ts';
import type { Fault } from '../../faults/faults.ts';
import type { Reply } from '../../http/types.ts';
import type { Exchange } from './types.ts';

export function parseJson(text: string): unknown {
  if (text.trim() === '')
    throw new RequestError(400, 'JSON_PARSER_ERROR', 'No content to map to Object due to end of input');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestError(
      400,
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no well-formed JSON',
    );
  }
}

export function refusal(error: unknown): Reply {
  const known = error instanceof RecordError ? asRequestError(error) : error;
  if (known instanceof RequestError) return { status: known.status, json: restErrors(known.entries) };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, json: [{ errorCode: 'UNKNOWN_EXCEPTION', message }] };
}

export const tooLarge = (limit: number): RequestError =>
  new RequestError(
    413,
    'REQUEST_ENTITY_TOO_LARGE',
    `Maximum size of request reached. Maximum size of request is ${limit} bytes`,
  );

export const rejection = (fault: Fault): unknown => [
  { errorCode: fault.code, message: fault.message ?? 'refused on demand' },
];

/** What faults make of a request's records and jobs. */
export function spoiled(faults: readonly Fault[]): Pick<Exchange, 'refuseRecord' | 'stallMs' | 'failAfter'> {
  const refused = faults.find((f) => f.kind === 'refuseRecord');
  const failing = faults.find((f) => f.kind === 'failJob');
  return {
    refuseRecord:
      refused === undefined
        ? undefined
        : (index) =>
            refused.index === undefined || refused.index === index
              ? new RecordError(
                  refused.code,
                  refused.message ?? 'unable to obtain exclusive access to this record',
                )
              : undefined,
    stallMs: faults.find((f) => f.kind === 'stallJob')?.ms,
    failAfter: failing && (failing.index ?? 'half'),
  };
}

/** An inner request's body. */
export function innerBody(body: unknown): Pick<Exchange, 'stream' | 'json' | 'text'> {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    stream: () => (text === '' ? new PassThrough().end() : Readable.from([Buffer.from(text)])),
    json: () => Promise.resolve(parseJson(text)),
    text: () => Promise.resolve(text),
  };
}
