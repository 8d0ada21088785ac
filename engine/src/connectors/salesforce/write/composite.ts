import type { WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { textBody } from '../../http/body.ts';
import { withGrace } from '../../http/grace.ts';
import { refusal } from '../errors.ts';
import type { Bodies } from './collection-request.ts';
import {
  bodiesOf,
  collectionLimits,
  confirmedResults,
  graceMs,
  pieces,
  readAnswer,
  requestFor,
} from './collection-request.ts';
import { sendHalves } from './collections.ts';
import type { Writer } from './context.ts';
import { inPieces } from './results.ts';

/** Of the 25 parts that a composite request may have, five may be collections. */
const maxParts = 5;
export const compositeLimits = {
  maxRecords: maxParts * collectionLimits.maxRecords,
  maxBytes: collectionLimits.maxBytes,
} as const;

interface PartAnswer {
  readonly referenceId?: string;
  readonly httpStatusCode?: number;
  readonly body?: unknown;
}

/** Up to five collections in one request, which counts as one of the day's. */
export async function writeComposite(
  writer: Writer,
  batch: WriteBatch,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const bodies = await bodiesOf(writer, batch);
  return inPieces(pieces(batch.records, bodies, compositeLimits), context.signal, (group) =>
    sendGroup(writer, batch, group, bodies, withGrace(context.signal, graceMs)),
  );
}

/** Every part has an outcome of its own: what one part says must not be lost for what befell another. */
async function sendGroup(
  writer: Writer,
  batch: WriteBatch,
  group: readonly WriteRecord[],
  bodies: Bodies,
  signal: AbortSignal | undefined,
): Promise<readonly WriteResult[]> {
  const parts = [...pieces(group, bodies, collectionLimits)];
  const answers = await send(writer, batch, parts, bodies, signal);
  const results: WriteResult[] = [];
  const errors: unknown[] = [];
  for (const [i, part] of parts.entries()) {
    try {
      results.push(...(await outcomeOf(answers.get(nameOf(i)), part)));
    } catch (error) {
      errors.push(error);
    }
  }
  if (results.length > 0 || errors.length === 0) return results;
  throw errors.find(isDoubt) ?? errors[0];

  function outcomeOf(answer: PartAnswer | undefined, part: readonly WriteRecord[]) {
    const status = answer?.httpStatusCode ?? 0;
    if (status >= 200 && status < 300) return confirmedResults(writer, batch, part, answer?.body);
    if (status === 0)
      throw new ConnectorError('doubt', 'RESULT_COUNT', 'A part of a composite request was not answered.');
    const refused = refusal({ status, headers: {}, text: JSON.stringify(answer?.body) }, 'once');
    return sendHalves(writer, batch, part, bodies, signal, refused);
  }
}

async function send(
  writer: Writer,
  batch: WriteBatch,
  parts: readonly (readonly WriteRecord[])[],
  bodies: Bodies,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, PartAnswer>> {
  const requests = parts.map((part, i) => {
    const { method, path, text } = requestFor(batch, part, bodies);
    const head = {
      method,
      url: `${writer.rest.root}${path}`,
      referenceId: nameOf(i),
      httpHeaders: writer.headers,
    };
    const json = JSON.stringify(head);
    return text === undefined ? json : `${json.slice(0, -1)},"body":${text}}`;
  });
  const answer = await writer.rest.send({
    method: 'POST',
    path: '/composite',
    body: textBody('application/json', `{"allOrNone":false,"compositeRequest":[${requests.join(',')}]}`),
    repeat: 'once',
    signal,
  });
  const body = readAnswer(answer.text) as { readonly compositeResponse?: readonly PartAnswer[] } | null;
  return unambiguous(body?.compositeResponse ?? []);
}

/** A part that is answered twice is as good as unanswered. */
function unambiguous(answers: readonly PartAnswer[]): ReadonlyMap<string, PartAnswer> {
  const byName = Map.groupBy(answers, (answer) => answer.referenceId ?? '');
  return new Map([...byName].flatMap(([name, [first, second]]) => (first && !second ? [[name, first]] : [])));
}

const nameOf = (part: number): string => `part${part}`;
const isDoubt = (error: unknown): boolean => error instanceof ConnectorError && error.class === 'doubt';
