import { buffer } from 'node:stream/consumers';
import type { FileValue, WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { multipartBody } from '../../http/body.ts';
import { withGrace } from '../../http/grace.ts';
import { writeCollections } from './collections.ts';
import { base64Fields, type Writer } from './context.ts';
import { failed, inPieces, writeResult, type SaveResult } from './results.ts';
import { jsonRow } from './values.ts';

/** Files up to this size travel together, as base64 within JSON; a larger one has a request of its own. */
const smallFile = 1_000_000;
/** Bytes of small files in one request; it is held in memory, times the requests in flight. */
const smallFilesTogether = 5_000_000;
const graceMs = 1_500;

/** Records that carry files, inserted as they come or, for a large file, streamed by multipart. */
export async function writeFiles(
  writer: Writer,
  batch: WriteBatch,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  if (batch.operation !== 'insert') {
    throw new ConnectorError(
      'schema',
      'FILES_ARE_INSERTED',
      `A file of ${batch.object} can only be inserted.`,
    );
  }
  return inPieces(groups(batch.records), context.signal, (group) =>
    isLarge(group[0])
      ? writeLarge(writer, batch, group[0] as WriteRecord, context)
      : writeSmall(writer, batch, group, context),
  );
}

const filesOf = (record: WriteRecord | undefined) => Object.entries(record?.files ?? {});
const bytesOf = (record: WriteRecord) => filesOf(record).reduce((sum, [, f]) => sum + f.bytes, 0);
const isLarge = (record: WriteRecord | undefined) => filesOf(record).some(([, f]) => f.bytes > smallFile);

function* groups(records: readonly WriteRecord[]): Generator<readonly WriteRecord[]> {
  let group: WriteRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (isLarge(record)) {
      yield [record];
      continue;
    }
    if (group.length > 0 && (bytes + bytesOf(record) > smallFilesTogether || group.length >= 200)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(record);
    bytes += bytesOf(record);
  }
  if (group.length > 0) yield group;
}

async function writeSmall(
  writer: Writer,
  batch: WriteBatch,
  group: readonly WriteRecord[],
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const results: WriteResult[] = [];
  const blobs = new Map<WriteRecord, Readonly<Record<string, string>>>();
  for (const record of group) {
    try {
      const read = await Promise.all(
        filesOf(record).map(async ([name, file]) => [name, await base64Of(file)] as const),
      );
      blobs.set(record, Object.fromEntries(read));
    } catch (error) {
      results.push(failed(record, unreadable(error)));
    }
  }
  const records = [...blobs.keys()];
  if (records.length > 0)
    results.push(...(await writeCollections(writer, { ...batch, records }, context, blobs)));
  return results;
}

async function base64Of(file: FileValue): Promise<string> {
  const read = await buffer(file.open());
  if (read.length !== file.bytes) {
    throw new Error(`The file "${file.name}" has ${read.length} bytes, but ${file.bytes} were announced.`);
  }
  return read.toString('base64');
}

function unreadable(error: unknown): ConnectorError {
  const said = error instanceof Error ? error.message : String(error);
  return new ConnectorError('validation', 'FILE_UNREADABLE', said, { cause: error });
}

async function writeLarge(
  writer: Writer,
  batch: WriteBatch,
  record: WriteRecord,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const base64 = base64Fields(await writer.reader.describe(batch.object));
  const entity =
    batch.object === 'ContentVersion' ? 'entity_content' : `entity_${batch.object.toLowerCase()}`;
  const body = multipartBody([
    { name: entity, contentType: 'application/json', text: JSON.stringify(jsonRow(record.values, base64)) },
    ...filesOf(record).map(([name, file]) => ({ name, contentType: 'application/octet-stream', file })),
  ]);
  try {
    const answer = await writer.rest.send({
      method: 'POST',
      path: `/sobjects/${batch.object}`,
      headers: writer.headers,
      body,
      repeat: 'once',
      signal: withGrace(context.signal, graceMs),
    });
    return [writeResult('insert', record, JSON.parse(answer.text) as SaveResult)];
  } catch (error) {
    const own =
      error instanceof ConnectorError &&
      ['validation', 'reference', 'duplicate', 'permission', 'tooLarge', 'planCap'].includes(error.class);
    if (!own) throw error;
    return [failed(record, error)];
  }
}
