import type { WriteBatch, WriteRecord, WriteResult } from '../../destination.ts';
import type { Row } from '../../../values.ts';
import { storedForm } from '../compare.ts';
import type { DescribeField } from '../describe/raw.ts';
import { naturalIdentity } from '../identity.ts';
import { longId } from '../ids.ts';
import { readRecords } from '../read.ts';
import type { Writer } from './context.ts';

/**
 * Collections answer by position alone, and a proxy or a bug that changes the order would put children under another's
 * parent without a word. So the answer is held against the records themselves: for an update the id says whose result it is,
 * for a new record the fields that identify it, read back. Out of order, only what is certain is kept: the other keys stay
 * without a result, and the caller asks for them.
 */
export async function confirmed(
  writer: Writer,
  batch: WriteBatch,
  piece: readonly WriteRecord[],
  results: readonly WriteResult[],
): Promise<readonly WriteResult[]> {
  const identify =
    batch.operation === 'update' || batch.operation === 'delete'
      ? byId(results)
      : await byContent(writer, batch, results);
  if (identify === undefined) return results;
  const owners = Map.groupBy(piece, identify.ofRecord);
  const strays = results.filter((result, i) => {
    const form = identify.ofResult(result);
    return form !== undefined && owners.has(form) && form !== identify.ofRecord(piece[i] as WriteRecord);
  });
  if (strays.length === 0) return results;
  const told = Map.groupBy(results, (r) => identify.ofResult(r) ?? '');
  return [...told].flatMap(([form, same]) => {
    const [owner, second] = owners.get(form) ?? [];
    const [result, again] = same;
    if (owner === undefined || second || result === undefined || again || form === '') return [];
    return [{ ...result, key: owner.key }];
  });
}

interface Identify {
  readonly ofRecord: (record: WriteRecord) => string;
  /** `undefined` where the result does not tell. */
  readonly ofResult: (result: WriteResult) => string | undefined;
}

const idOf = (result: WriteResult) => (result.outcome === 'failed' ? undefined : longId(result.id));

function byId(results: readonly WriteResult[]): Identify | undefined {
  if (results.every((r) => r.outcome === 'failed')) return undefined;
  return { ofRecord: (record) => longId(record.id ?? ''), ofResult: idOf };
}

/** By the key field or, without one, by what else identifies such a record; blobs are not read back for this. */
async function byContent(
  { reader, rest }: Writer,
  batch: WriteBatch,
  results: readonly WriteResult[],
): Promise<Identify | undefined> {
  const ids = results.flatMap((r) => idOf(r) ?? []);
  const first = batch.records[0];
  if (ids.length === 0 || first === undefined || results.length < 2) return undefined;
  const names =
    batch.keyField === undefined
      ? naturalIdentity(batch.object, [...Object.keys(first.values), ...Object.keys(first.files ?? {})])
      : [batch.keyField];
  const { fields } = await reader.describe(batch.object);
  const used = (names ?? []).flatMap((name): DescribeField[] => {
    const field = fields.find((f) => f.name === name);
    return field === undefined || field.type === 'base64' ? [] : [field];
  });
  if (used.length === 0) return undefined;
  const form = (row: Row) => used.map((f) => storedForm(f, row[f.name])).join('\u0000');
  const read = await readRecords(
    reader,
    rest,
    batch.object,
    ids,
    used.map((f) => f.name),
  );
  const forms = new Map(read.map((r) => [longId(r.id), form(r.values)]));
  return { ofRecord: (record) => form(record.values), ofResult: (r) => forms.get(idOf(r) ?? '') };
}
