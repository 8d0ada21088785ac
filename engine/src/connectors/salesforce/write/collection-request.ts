/** What a request to sObject Collections holds and what its answer says, whether it goes alone or within a composite one. */
import type { WriteBatch, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { confirmed } from './confirm.ts';
import { base64Fields, type Writer } from './context.ts';
import { writeResult, type SaveResult } from './results.ts';
import { jsonRow } from './values.ts';

export const collectionLimits = { maxRecords: 200, maxBytes: 8_000_000 } as const;
/** A stopped run lets a request in flight be answered for so long. */
export const graceMs = 1_500;

/** Fields of a record that are base64 already. */
export type Blobs = ReadonlyMap<WriteRecord, Readonly<Record<string, string>>>;
/** Each record as the JSON that stands for it. */
export type Bodies = ReadonlyMap<WriteRecord, string>;

export interface CollectionRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** From the version root. */
  readonly path: string;
  /** JSON. */
  readonly text?: string;
}

export async function bodiesOf(writer: Writer, batch: WriteBatch, blobs?: Blobs): Promise<Bodies> {
  const base64 =
    batch.operation === 'delete'
      ? new Set<string>()
      : base64Fields(await writer.reader.describe(batch.object));
  return new Map(
    batch.records.map((r) => [r, JSON.stringify({ ...body(batch, r, base64), ...blobs?.get(r) })]),
  );
}

function body(batch: WriteBatch, record: WriteRecord, base64: ReadonlySet<string>): object {
  return {
    attributes: { type: batch.object },
    ...(batch.operation === 'update' ? { Id: record.id } : {}),
    ...jsonRow(record.values, base64),
  };
}

/** As many records at a time as the limits allow. */
export function* pieces(
  records: readonly WriteRecord[],
  bodies: Bodies,
  limits: { readonly maxRecords: number; readonly maxBytes: number },
): Generator<readonly WriteRecord[]> {
  let piece: WriteRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(bodies.get(record) ?? '');
    const full = piece.length >= limits.maxRecords || bytes + size > limits.maxBytes;
    if (full && piece.length > 0) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(record);
    bytes += size;
  }
  if (piece.length > 0) yield piece;
}

export function requestFor(
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  bodies: Bodies,
): CollectionRequest {
  if (batch.operation === 'delete') {
    const ids = piece.map((r) => r.id ?? '').join(',');
    return { method: 'DELETE', path: `/composite/sobjects?allOrNone=false&ids=${ids}` };
  }
  const text = `{"allOrNone":false,"records":[${piece.map((r) => bodies.get(r)).join(',')}]}`;
  if (batch.operation === 'upsert')
    return { method: 'PATCH', path: `/composite/sobjects/${batch.object}/${batch.keyField}`, text };
  return { method: batch.operation === 'insert' ? 'POST' : 'PATCH', path: '/composite/sobjects', text };
}

export function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConnectorError('doubt', 'UNREADABLE_ANSWER', 'The answer to a write cannot be read.', {
      cause,
    });
  }
}

/** The results of an answer, each known to be that of its record. Throws `doubt` where that cannot be known. */
export async function confirmedResults(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  answer: unknown,
): Promise<readonly WriteResult[]> {
  const results = resultsOf(batch, piece, answer);
  try {
    return await confirmed(writer, batch, piece, results);
  } catch (cause) {
    throw new ConnectorError('doubt', 'UNCONFIRMED', 'What was written could not be read back.', { cause });
  }
}

/** An answer that has not one result for each record says nothing reliable about any of them. */
function resultsOf(
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  answer: unknown,
): readonly WriteResult[] {
  if (!Array.isArray(answer) || answer.length !== piece.length) {
    const got = Array.isArray(answer) ? answer.length : 'no list of';
    throw new ConnectorError(
      'doubt',
      'RESULT_COUNT',
      `${piece.length} records were sent, ${got} results came back.`,
    );
  }
  return piece.map((record, i) => writeResult(batch.operation, record, answer[i] as SaveResult));
}
