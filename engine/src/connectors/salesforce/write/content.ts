import type { WriteBatch, WriteRecord, WriteResult } from '../../destination.ts';
import { quoted } from '../soql.ts';
import type { Writer } from './context.ts';

const versionPrefix = '068';
const named = (r: WriteRecord) => r.values['ContentDocumentId'];

/**
 * Files are kept as documents with versions. A mapping knows the version it made, where Salesforce wants the document:
 * a link's ContentDocumentId may therefore be a version's id, and the version's document takes its place.
 */
export async function linkDocuments(writer: Writer, batch: WriteBatch): Promise<WriteBatch> {
  if (batch.object !== 'ContentDocumentLink') return batch;
  const versions = batch.records.flatMap((r) => {
    const id = named(r);
    return typeof id === 'string' && id.startsWith(versionPrefix) ? [id] : [];
  });
  if (versions.length === 0) return batch;
  const documents = await documentsOf(writer, versions);
  const records = batch.records.map((r) => {
    const id = named(r);
    const document = typeof id === 'string' ? documents.get(id) : undefined;
    return document === undefined ? r : { ...r, values: { ...r.values, ContentDocumentId: document } };
  });
  return { ...batch, records };
}

/** A version cannot be deleted alone; its document goes, and with it versions and links. */
export async function deleteDocuments(
  writer: Writer,
  batch: WriteBatch,
  write: (batch: WriteBatch) => Promise<readonly WriteResult[]>,
): Promise<readonly WriteResult[]> {
  const documents = await documentsOf(
    writer,
    batch.records.map((r) => r.id ?? ''),
  );
  const gone: WriteResult[] = [];
  const records: WriteRecord[] = [];
  for (const record of batch.records) {
    const document = documents.get(record.id ?? '');
    if (document === undefined) gone.push({ key: record.key, outcome: 'deleted', id: record.id ?? '' });
    else records.push({ ...record, id: document });
  }
  if (records.length === 0) return gone;
  const byKey = new Map(batch.records.map((r) => [r.key, r.id ?? '']));
  const results = await write({ ...batch, object: 'ContentDocument', channel: 'collections', records });
  return [
    ...gone,
    ...results.map((r) => (r.outcome === 'deleted' ? { ...r, id: byKey.get(r.key) ?? r.id } : r)),
  ];
}

async function documentsOf(writer: Writer, versions: readonly string[]): Promise<Map<string, string>> {
  const documents = new Map<string, string>();
  for (let i = 0; i < versions.length; i += 200) {
    const ids = versions.slice(i, i + 200).map(quoted);
    const soql = `SELECT Id, ContentDocumentId FROM ContentVersion WHERE Id IN (${ids.join(',')})`;
    for (const row of await writer.reader.query(soql)) {
      documents.set(String(row['Id']), String(row['ContentDocumentId']));
    }
  }
  return documents;
}
