import { masked } from '../../config/secrecy.ts';
import { ConnectorError, type ErrorClass, type RecordError } from '../errors.ts';
import { errorCode } from '../http/certainty.ts';
import type { TextAnswer } from '../http/client.ts';
import { askedWaitMs } from '../http/retry.ts';
import { errorClasses } from './errors-table.ts';
import { longId } from './ids.ts';

/** One element of an error list, as the various resources write it. */
export interface SalesforceError {
  readonly statusCode?: string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  readonly duplicateResult?: {
    readonly matchResults?: readonly {
      readonly matchRecords?: readonly { readonly record?: { readonly Id?: string } }[];
    }[];
  };
}

export function classOf(code: string, message: string): ErrorClass {
  // A trigger, a flow or a roll-up wraps the lock that stopped it in a code of its own.
  if (message.includes('UNABLE_TO_LOCK_ROW')) return 'transient';
  // The same code for the day's budget and for too many long requests at once.
  if (code === 'REQUEST_LIMIT_EXCEEDED' && /concurrent/i.test(message)) return 'rate';
  return errorClasses[code.toUpperCase()] ?? 'validation';
}

export function recordError(error: SalesforceError): RecordError {
  const code = error.statusCode ?? error.errorCode ?? 'UNKNOWN';
  const message = masked(error.message ?? '');
  const cls = classOf(code, message);
  const fields = error.fields?.filter((f) => f !== '') ?? [];
  const existingId = cls === 'duplicate' ? existing(error, message) : undefined;
  return {
    class: cls,
    code: masked(code),
    message,
    ...(fields.length > 0 ? { fields } : {}),
    ...(existingId === undefined ? {} : { existingId }),
  };
}

/** The record in the way, where a duplicate rule lists it or a unique field's message names it. */
function existing(error: SalesforceError, message: string): string | undefined {
  const listed = error.duplicateResult?.matchResults?.[0]?.matchRecords?.[0]?.record?.Id;
  const id = listed ?? /record with id:\s*<?(\w{15,18})/.exec(message)?.[1];
  return id === undefined ? undefined : longId(id);
}

/** A failed row of a bulk job: `CODE:message:fields --`; the message may itself hold colons. */
export function bulkError(text: string): RecordError {
  const match = /^([A-Za-z_]+)\s*:([\s\S]*?)(?::([^:]*?)\s*--)?\s*$/.exec(text);
  if (!match) return recordError({ errorCode: 'UNKNOWN', message: text });
  const fields = (match[3] ?? '').split(',').flatMap((f) => (f.trim() === '' ? [] : [f.trim()]));
  return recordError({ statusCode: match[1], message: match[2]?.trim(), fields });
}

/** A request that was refused as a whole. */
export function refusal(answer: TextAnswer, repeat: 'safe' | 'once'): ConnectorError {
  const error = parse(answer.text);
  const code = error?.errorCode ?? error?.statusCode ?? `HTTP_${answer.status}`;
  const message = error?.message ?? `Salesforce answered with status ${answer.status}.`;
  const wait = askedWaitMs(answer.headers);
  return new ConnectorError(
    refusalClass(answer.status, error ? code : undefined, message, repeat),
    code,
    message,
    {
      retryAfterMs: wait,
    },
  );
}

function refusalClass(
  status: number,
  code: string | undefined,
  message: string,
  repeat: 'safe' | 'once',
): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 413 || status === 414 || status === 431) return 'tooLarge';
  if (status === 429) return 'rate';
  if (status === 503) return 'transient';
  // Whatever it says, a 5xx leaves open whether the write went through.
  if (status >= 500 || status === 408) return repeat === 'safe' ? 'transient' : 'doubt';
  if (code !== undefined) return classOf(code, message);
  return status === 403 ? 'permission' : 'schema';
}

function parse(text: string): SalesforceError | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(body) ? body[0] : body;
    if (typeof first === 'object' && first !== null && ('errorCode' in first || 'message' in first)) {
      return first as SalesforceError;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** What jsforce throws on a read. */
export function readError(error: unknown, what: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (!(error instanceof Error))
    return new ConnectorError('transient', 'UNKNOWN', `${what}: ${String(error)}`);
  const code =
    'errorCode' in error && typeof error.errorCode === 'string' ? error.errorCode : errorCode(error);
  const status = Number(/^ERROR_HTTP_(\d+)$/.exec(code)?.[1] ?? 0);
  const renewal = /^Unable to refresh session due to: ([\s\S]*)/.exec(error.message);
  const cls = renewal
    ? 'auth'
    : status > 0
      ? refusalClass(status, undefined, error.message, 'safe')
      : 'errorCode' in error
        ? classOf(code, error.message)
        : 'transient';
  return new ConnectorError(
    cls,
    renewal ? 'INVALID_SESSION_ID' : code,
    `${what}: ${renewal?.[1] ?? error.message}`,
    {
      cause: error,
    },
  );
}
