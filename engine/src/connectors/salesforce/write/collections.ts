import type { WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { textBody } from '../../http/body.ts';
import { withGrace } from '../../http/grace.ts';
import { confirmed } from './confirm.ts';
import { base64Fields, type Writer } from './context.ts';
import { failed, inPieces, writeResult, type SaveResult } from './results.ts';
import { jsonRow } from './values.ts';

export const collectionLimits = { maxRecords: 200, maxBytes: 8_000_000 } as const;
/** A stopped run lets a request in flight be answered for so long. */
const graceMs = 1_500;

/** Fields of a record that are base64 already. */
export type Blobs = ReadonlyMap<WriteRecord, Readonly<Record<string, string>>>;

/** sObject Collections: up to 200 records, each with an outcome of its own; whose it is, is confirmed. */
export async function writeCollections(
  writer: Writer,
  batch: WriteBatch,
  context: WriteContext,
  blobs?: Blobs,
): Promise<readonly WriteResult[]> {
  const base64 =
    batch.operation === 'delete'
      ? new Set<string>()
      : base64Fields(await writer.reader.describe(batch.object));
  const bodies = new Map(
    batch.records.map((r) => [r, JSON.stringify({ ...body(batch, r, base64), ...blobs?.get(r) })]),
  );
  return inPieces(pieces(batch.records, bodies), context.signal, (piece) =>
    send(writer, batch, piece, bodies, withGrace(context.signal, graceMs)),
  );
}

function body(batch: WriteBatch, record: WriteRecord, base64: ReadonlySet<string>): object {
  return {
    attributes: { type: batch.object },
    ...(batch.operation === 'update' ? { Id: record.id } : {}),
    ...jsonRow(record.values, base64),
  };
}

function* pieces(
  records: readonly WriteRecord[],
  bodies: ReadonlyMap<WriteRecord, string>,
): Generator<readonly WriteRecord[]> {
  let piece: WriteRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(bodies.get(record) ?? '');
    const full = piece.length >= collectionLimits.maxRecords || bytes + size > collectionLimits.maxBytes;
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

async function send(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  bodies: ReadonlyMap<WriteRecord, string>,
  signal: AbortSignal | undefined,
): Promise<readonly WriteResult[]> {
  let results: readonly WriteResult[];
  try {
    const answer = await writer.rest.send({
      ...request(writer, batch, piece, bodies),
      repeat: 'once',
      signal,
    });
    const saved = parse(answer.text, piece.length);
    results = piece.map((record, i) => writeResult(batch.operation, record, saved[i] as SaveResult));
  } catch (error) {
    if (!(error instanceof ConnectorError) || !recordsFault(error)) throw error;
    const only = piece[0];
    if (piece.length === 1 && only) return [failed(only, error)];
    // One value that cannot be read makes the platform refuse the request whole; it must cost one record.
    const middle = Math.ceil(piece.length / 2);
    return [
      ...(await send(writer, batch, piece.slice(0, middle), bodies, signal)),
      ...(await send(writer, batch, piece.slice(middle), bodies, signal)),
    ];
  }
  try {
    return await confirmed(writer, batch, piece, results);
  } catch (cause) {
    throw new ConnectorError('doubt', 'UNCONFIRMED', 'What was written could not be read back.', { cause });
  }
}

function recordsFault(error: ConnectorError): boolean {
  return error.class === 'validation' || error.class === 'reference' || error.class === 'duplicate';
}

function request(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  bodies: ReadonlyMap<WriteRecord, string>,
) {
  const { headers } = writer;
  if (batch.operation === 'delete') {
    const ids = piece.map((r) => r.id ?? '').join(',');
    return { method: 'DELETE', path: `/composite/sobjects?allOrNone=false&ids=${ids}`, headers } as const;
  }
  const text = `{"allOrNone":false,"records":[${piece.map((r) => bodies.get(r)).join(',')}]}`;
  const json = textBody('application/json', text);
  if (batch.operation === 'upsert') {
    const path = `/composite/sobjects/${batch.object}/${batch.keyField}`;
    return { method: 'PATCH', path, headers, body: json } as const;
  }
  const method = batch.operation === 'insert' ? 'POST' : 'PATCH';
  return { method, path: '/composite/sobjects', headers, body: json } as const;
}

/** An answer that has not one result for each record says nothing reliable about any of them. */
function parse(text: string, expected: number): readonly SaveResult[] {
  let results: unknown;
  try {
    results = JSON.parse(text);
  } catch (cause) {
    throw new ConnectorError('doubt', 'UNREADABLE_ANSWER', 'The answer to a write cannot be read.', {
      cause,
    });
  }
  if (!Array.isArray(results) || results.length !== expected) {
    const got = Array.isArray(results) ? results.length : 'no list of';
    throw new ConnectorError(
      'doubt',
      'RESULT_COUNT',
      `${expected} records were sent, ${got} results came back.`,
    );
  }
  return results as SaveResult[];
}
