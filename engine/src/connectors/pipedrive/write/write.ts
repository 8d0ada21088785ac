import type { WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { withGrace } from '../../http/grace.ts';
import type { Account } from '../account.ts';
import { recordError } from '../errors.ts';
import { idOf } from '../record.ts';
import { incomplete } from './incomplete.ts';
import { requestFor } from './request.ts';

/** A stopped run lets a request in flight be answered for so long. */
const graceMs = 1_500;

/** One call a record, as many at once as the pace allows. What is known already is never lost to a later failure. */
export async function writeBatch(
  account: Account,
  batch: WriteBatch,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  const signal = withGrace(context.signal, graceMs);
  const results: WriteResult[] = [];
  let failure: unknown;
  const queue = [...batch.records];
  const worker = async (): Promise<void> => {
    for (let record = queue.shift(); record && failure === undefined; record = queue.shift()) {
      if (context.signal?.aborted) return;
      try {
        results.push(await writeOne(account, batch, record, signal));
      } catch (error) {
        failure ??= error;
      }
    }
  };
  const workers = Math.min(account.options.requestsInFlight, batch.records.length);
  await Promise.all(Array.from({ length: workers }, worker));
  // Keys without a result are the caller's to look up.
  if (failure !== undefined && results.length === 0) throw failure;
  return results;
}

/** A refusal of this class is about the record; any other is about the connection. */
const ofRecord: ReadonlySet<string> = new Set([
  'validation',
  'reference',
  'duplicate',
  'permission',
  'planCap',
  'schema',
  'tooLarge',
]);

async function writeOne(
  account: Account,
  batch: WriteBatch,
  record: WriteRecord,
  signal: AbortSignal | undefined,
): Promise<WriteResult> {
  const { key } = record;
  const missing = incomplete(batch, record);
  if (missing) return { key, outcome: 'failed', error: missing };
  const object = account.model.object(batch.object);
  try {
    const request = await requestFor(account, object, batch.operation, record);
    const { data } = await account.rest.send({ ...request, signal });
    if (batch.operation === 'delete') return { key, outcome: 'deleted', id: record.id ?? '' };
    if (batch.operation === 'update') return { key, outcome: 'updated', id: record.id ?? '' };
    if (typeof data !== 'object' || data === null || !('id' in data)) throw unanswered(batch.object);
    return { key, outcome: 'created', id: idOf(object, data as Record<string, unknown>) };
  } catch (error) {
    if (!(error instanceof ConnectorError) || !ofRecord.has(error.class)) throw error;
    // A record that is gone already is deleted.
    if (batch.operation === 'delete' && error.class === 'reference')
      return { key, outcome: 'deleted', id: record.id ?? '' };
    const fields = (await account.model.fields(batch.object)).map((f) => f.schema);
    return { key, outcome: 'failed', error: recordError(error, Object.keys(record.values), fields) };
  }
}

function unanswered(object: string): ConnectorError {
  return new ConnectorError('doubt', 'NO_ID', `The answer to a new ${object} names no record.`);
}
