import type { FoundRecord } from '../destination.ts';
import { archivedObjects, live, withBase64 } from './find.ts';
import { foundRecord } from './found.ts';
import type { Reader } from './reader.ts';
import type { Rest } from './rest.ts';
import { quoted } from './soql.ts';

const idsPerQuery = 250;

export async function readRecords(
  reader: Reader,
  rest: Rest,
  object: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<FoundRecord[]> {
  const describe = await reader.describe(object);
  const selected = [...new Set(['Id', ...fields])];
  const queries: string[] = [];
  for (let i = 0; i < ids.length; i += idsPerQuery) {
    const list = ids.slice(i, i + idsPerQuery).map(quoted);
    const where = [`Id IN (${list.join(',')})`, ...live(object)].join(' AND ');
    queries.push(`SELECT ${selected.join(', ')} FROM ${object} WHERE ${where}`);
  }
  const archived = archivedObjects.has(object);
  const rows = await Promise.all(queries.map((soql) => reader.query(soql, { archived })));
  const asked = new Set(fields);
  const texts = describe.fields.filter((f) => asked.has(f.name) && f.type === 'base64');
  const found: FoundRecord[] = [];
  for (const row of rows.flat())
    found.push(foundRecord(describe, texts.length === 0 ? row : await withBase64(rest, texts, row), fields));
  return found;
}

/** Objects that Salesforce lets nobody count without a filter, and a filter that leaves nothing out. */
const countedThrough: Readonly<Record<string, string>> = {
  ContentDocumentLink: 'ContentDocumentId IN (SELECT Id FROM ContentDocument)',
};

export async function countRecords(reader: Reader, object: string): Promise<number> {
  const filter = countedThrough[object];
  const where = [...(filter === undefined ? [] : [filter]), ...live(object)].join(' AND ');
  const archived = archivedObjects.has(object);
  return reader.count(`SELECT COUNT() FROM ${object}${where === '' ? '' : ` WHERE ${where}`}`, { archived });
}
