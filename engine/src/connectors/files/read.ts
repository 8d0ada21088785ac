/** Reads a table as records, typed as the catalog says. */
import { createHash } from 'node:crypto';
import type { FieldSchema, ObjectSchema } from '../../schema/types.ts';
import type { Row, Value } from '../../values.ts';
import type { BadRow, SourceRecord } from '../source.ts';
import { columnNamer } from './names.ts';
import { readOrigin } from './origin.ts';
import type { RawRecord } from './rows.ts';
import { openTable } from './table.ts';
import type { TreeFile } from './tree.ts';
import type { CellReader } from './typing.ts';
import { cellReader } from './typing.ts';

const batchSize = 1000;
const changed = /^(?:last_)?(?:updated|modified|changed)(?:_(?:at|on|date|time))?$/;

export interface ReadOptions {
  readonly onBadRow?: (row: BadRow) => void;
  readonly signal?: AbortSignal;
}

export async function* readTable(
  file: TreeFile,
  schema: ObjectSchema,
  { onBadRow, signal }: ReadOptions,
): AsyncGenerator<readonly SourceRecord[]> {
  const origin = readOrigin(schema.name, schema.origin);
  const place = origin.sheet === undefined ? origin.file : `${origin.file}#${origin.sheet}`;
  const table = await openTable(file, origin);
  try {
    const recordOf = recordReader(schema, table.headings, (field) => cellReader(field, origin), place);
    let batch: SourceRecord[] = [];
    for await (const rows of table.rows) {
      signal?.throwIfAborted();
      for (const row of rows) {
        if ('problem' in row)
          onBadRow?.({
            object: schema.name,
            at: `${place}:${row.line}`,
            reason: row.problem,
            text: row.text,
          });
        else if (batch.push(recordOf(row)) === batchSize) {
          yield batch;
          batch = [];
        }
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await table.close();
  }
}

interface Column {
  readonly name: string;
  readonly read: CellReader;
}

function recordReader(
  schema: ObjectSchema,
  headings: readonly string[],
  readerOf: (field: FieldSchema | undefined) => CellReader,
  place: string,
): (row: RawRecord) => SourceRecord {
  const nameOf = columnNamer();
  const columns: Column[] = [];
  const byName = new Map(schema.fields.map((field) => [field.name, field]));
  const byLabel = new Map(schema.fields.map((field) => [field.label, field]));
  /** Fields whose column has not been met (yet): empty. */
  let unmet: readonly string[] = schema.fields.map((field) => field.name);
  const modified = schema.fields.find((f) => changed.test(f.name) && f.kind === 'datetime')?.name;

  function addColumns(): void {
    for (let i = columns.length; i < headings.length; i++) {
      const { name, label } = nameOf(headings[i] ?? '', i);
      const field = byName.get(name) ?? byLabel.get(label);
      columns.push({ name: field?.name ?? name, read: readerOf(field) });
    }
    const met = new Set(columns.map((column) => column.name));
    unmet = schema.fields.map((field) => field.name).filter((name) => !met.has(name));
  }

  return (row) => {
    if (columns.length < headings.length) addColumns();
    const values: Record<string, Value> = {};
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (column) values[column.name] = column.read(row.cells[i]);
    }
    for (const name of unmet) values[name] = null;
    const modifiedAt = modified === undefined ? null : values[modified];
    return {
      id: idOf(values, schema.idField),
      values,
      at: `${place}:${row.line}`,
      ...(typeof modifiedAt === 'string' ? { modifiedAt } : {}),
    };
  };
}

function idOf(values: Row, idField: string): string {
  const id = values[idField];
  if (typeof id === 'string' && id !== '') return id;
  if (typeof id === 'number') return String(id);
  const names = Object.keys(values).toSorted();
  const text = JSON.stringify(names.map((name) => [name, values[name]]));
  return `row-${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}
