import type { WriteBatch, WriteRecord, WriteResult } from '../../destination.ts';
import type { Row } from '../../../values.ts';
import type { Reader } from '../reader.ts';
import { quoted } from '../soql.ts';
import type { Writer } from './context.ts';

const versionPrefix = '068';

/**
 * Files are kept as documents with versions. A mapping knows the version it made, where Salesforce wants the document:
 * a link's ContentDocumentId may therefore be a version's id, and the version's document takes its place.
 */
export async function linkDocuments(writer: Writer, batch: WriteBatch): Promise<WriteBatch> {
  const rows = await documentRows(
    writer.reader,
    batch.object,
    batch.records.map((r) => r.values),
  );
  const records = batch.records.map((r, i) => {
    const values = rows[i] ?? r.values;
    return values === r.values ? r : { ...r, values };
  });
  return { ...batch, records };
}

/** A text in the place of a file's bytes is where the file lies: such a version is a link, and has neither bytes nor a path. */
export function linkedFiles(batch: WriteBatch): WriteBatch {
  if (batch.object !== 'ContentVersion') return batch;
  const records = batch.records.map((record) => {
    const { VersionData: link, PathOnClient: _, ...values } = record.values;
    return typeof link === 'string' && record.files === undefined
      ? { ...record, values: { ...values, ContentUrl: link } }
      : record;
  });
  return { ...batch, records };
}

/** The same for rows that are looked up. */
export async function documentRows(
  reader: Reader,
  object: string,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (object !== 'ContentDocumentLink') return rows;
  const versions = rows.flatMap((row) => {
    const id = row['ContentDocumentId'];
    return typeof id === 'string' && id.startsWith(versionPrefix) ? [id] : [];
  });
  if (versions.length === 0) return rows;
  const documents = await documentsOf(reader, versions);
  return rows.map((row) => {
    const id = row['ContentDocumentId'];
    const document = typeof id === 'string' ? documents.get(id) : undefined;
    return document === undefined ? row : { ...row, ContentDocumentId: document };
  });
}

/** A version cannot be deleted alone; its document goes, and with it versions and links. */
export async function deleteDocuments(
  writer: Writer,
  batch: WriteBatch,
  write: (batch: WriteBatch) => Promise<readonly WriteResult[]>,
): Promise<readonly WriteResult[]> {
  const documents = await documentsOf(
    writer.reader,
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

async function documentsOf(reader: Reader, versions: readonly string[]): Promise<Map<string, string>> {
  const documents = new Map<string, string>();
  for (let i = 0; i < versions.length; i += 200) {
    const ids = versions.slice(i, i + 200).map(quoted);
    const soql = `SELECT Id, ContentDocumentId FROM ContentVersion WHERE Id IN (${ids.join(',')})`;
    for (const row of await reader.query(soql)) {
      documents.set(String(row['Id']), String(row['ContentDocumentId']));
    }
  }
  return documents;
}
