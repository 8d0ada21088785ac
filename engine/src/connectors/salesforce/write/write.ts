import type { WriteBatch, WriteContext, WriteRecord, WriteResult } from '../../destination.ts';
import { notByBulk } from '../channels.ts';
import { writeBulk } from './bulk.ts';
import { writeCollections } from './collections.ts';
import { writeComposite } from './composite.ts';
import { deleteDocuments, linkDocuments, linkedFiles } from './content.ts';
import type { Writer } from './context.ts';
import { writeFiles } from './files.ts';
import { fitsCsv, pairingOf } from './pairing.ts';

/** Carries out a batch on the channel it names; what that channel cannot carry goes by collections. */
export async function writeBatch(
  writer: Writer,
  asked: WriteBatch,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  if (asked.object === 'ContentVersion' && asked.operation === 'delete') {
    return deleteDocuments(writer, asked, (batch) => writeCollections(writer, batch, context));
  }
  const complaint = asked.records.map((r) => incomplete(asked, r)).filter((r) => r !== undefined);
  const refused = new Set(complaint.map((r) => r.key));
  const sound = { ...asked, records: asked.records.filter((r) => !refused.has(r.key)) };
  const batch = await linkDocuments(writer, linkedFiles(sound));
  const [withFiles, plain] = parted(batch.records, (r) => r.files !== undefined);
  const results: WriteResult[] = [...complaint];
  for (const step of [
    () => plainRecords(writer, { ...batch, records: plain }, context),
    () => (withFiles.length > 0 ? writeFiles(writer, { ...batch, records: withFiles }, context) : []),
  ]) {
    try {
      results.push(...(await step()));
    } catch (error) {
      // What is known already must not be lost; keys without a result are looked up by the caller.
      if (results.length === 0) throw error;
      return results;
    }
  }
  return results;
}

async function plainRecords(
  writer: Writer,
  batch: WriteBatch,
  context: WriteContext,
): Promise<readonly WriteResult[]> {
  if (batch.records.length === 0) return [];
  if (batch.channel === 'composite') return writeComposite(writer, batch, context);
  const byBulk = batch.channel === 'bulk' && !notByBulk.includes(batch.object);
  const [fit, unfit] = byBulk ? parted(batch.records, fitsCsv) : [[], batch.records];
  const bulk = { ...batch, records: fit };
  const pairing = fit.length > 0 ? pairingOf(bulk) : undefined;
  // Without columns that name each record, a bulk job's answer could not be told apart.
  if (!pairing) return writeCollections(writer, batch, context);
  const results = [...(await writeBulk(writer, bulk, pairing, context))];
  if (unfit.length === 0) return results;
  try {
    return [...results, ...(await writeCollections(writer, { ...batch, records: unfit }, context))];
  } catch {
    return results;
  }
}

/** What would otherwise be sent as something else: an upsert without its key, an update of nothing. */
function incomplete(batch: WriteBatch, record: WriteRecord): WriteResult | undefined {
  const without = (what: string): WriteResult => ({
    key: record.key,
    outcome: 'failed',
    error: { class: 'validation', code: 'INCOMPLETE', message: `${batch.operation} without ${what}.` },
  });
  if (batch.operation === 'upsert') {
    const value = batch.keyField === undefined ? null : (record.values[batch.keyField] ?? null);
    return value === null || value === ''
      ? without(`a value of ${batch.keyField ?? 'a key field'}`)
      : undefined;
  }
  if (batch.operation === 'insert') return undefined;
  return record.id === undefined ? without('an id') : undefined;
}

function parted<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
