import { readableText } from '../../schema/readable-name.ts';
import type { FieldSchema } from '../../schema/types.ts';
import { ConnectorError, type ErrorClass, type RecordError } from '../errors.ts';
import type { TextAnswer } from '../http/client.ts';
import { askedWaitMs } from '../http/retry.ts';
import { refusals } from './errors-table.ts';

/** What Pipedrive says of a refusal; v1 and v2 differ in what they leave out. */
interface ErrorBody {
  readonly error?: unknown;
  readonly error_info?: unknown;
  readonly code?: unknown;
  readonly errorCode?: unknown;
  readonly data?: unknown;
}

/** A request that was refused. `repeat: once` makes what is left open a doubt. */
export function refusal(answer: TextAnswer, repeat: 'safe' | 'once'): ConnectorError {
  const body = parse(answer.text);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const message = text(body?.error) ?? `Pipedrive answered with status ${answer.status}.`;
  const code = text(body?.code) ?? `HTTP_${answer.status}`;
  const info = text(body?.error_info);
  const said = [code, message, info].join(' ');
  const cls = classOf(answer.status, said, repeat);
  return new ConnectorError(
    // The edge before the API turns away, without a word of the API's own, who has kept on asking.
    cls === 'permission' && body === undefined ? 'rate' : cls,
    code,
    info === undefined || /developers\.pipedrive/.test(info) ? message : `${message} (${info})`,
    { retryAfterMs: askedWaitMs(answer.headers) },
  );
}

export function classOf(status: number, said: string, repeat: 'safe' | 'once'): ErrorClass {
  // Whatever it says, a 5xx leaves open whether the write went through.
  if (status !== 503 && (status >= 500 || status === 408)) return repeat === 'safe' ? 'transient' : 'doubt';
  const found = refusals.find(
    (r) => (r.status === undefined || r.status === status) && (r.says?.test(said) ?? true),
  );
  return found?.class ?? 'validation';
}

/** A record's refusal, with the fields that it names among those that were sent, and their labels in its words. */
export function recordError(
  error: ConnectorError,
  sent: readonly string[],
  fields: readonly FieldSchema[] = [],
): RecordError {
  const names = sent.filter((name) =>
    new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`).test(error.message),
  );
  return {
    class: error.class,
    code: error.code,
    message: readableText([{ fields }])(error.message),
    ...(names.length > 0 ? { fields: names } : {}),
  };
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function parse(text: string): ErrorBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
