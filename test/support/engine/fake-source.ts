import type { BadRow, Source, SourceFile, SourceRecord } from '@migmap/engine/connectors/source';
import { catalogOf, type SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { Row, Value } from '@migmap/engine/values';

export interface FakeSource extends Source {
  readonly catalog: SchemaCatalog;
}

/** Keys and ids of these tests are texts. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Rows = readonly Row[] | (() => Iterable<Row>);

/** An export in memory: each object's rows with an `id`. Lists may be generators, so that large ones need no memory. */
export function fakeSource(
  objects: Readonly<Record<string, Rows>>,
  extra: { readonly badRows?: readonly BadRow[]; readonly files?: Readonly<Record<string, string>> } = {},
): FakeSource {
  const rowsOf = (object: string): Iterable<Row> => {
    const rows = objects[object] ?? [];
    return typeof rows === 'function' ? rows() : rows;
  };
  const schemas = Object.keys(objects).map((name): ObjectSchema => {
    const [first] = rowsOf(name);
    return {
      name,
      label: name,
      createable: false,
      updateable: false,
      deletable: false,
      idField: 'id',
      fields: Object.keys(first ?? { id: '' }).map((f) => ({
        name: f,
        label: f,
        kind: 'text' as const,
        createable: false,
        updateable: false,
      })),
    };
  });
  return {
    catalog: catalogOf(
      {
        formatVersion: 1,
        system: 'fake',
        connection: 'export',
        discoveredAt: '2026-01-01T00:00:00Z',
        objects: schemas.map((s) => ({
          name: s.name,
          label: s.label,
          fields: s.fields.length,
          createable: false,
        })),
      },
      schemas,
    ),
    discover: () => Promise.reject(new Error('not part of these tests')),
    async *read(object, { onBadRow }) {
      for (const bad of extra.badRows ?? []) if (bad.object === object) onBadRow?.(bad);
      let batch: SourceRecord[] = [];
      let line = 1;
      for (const values of rowsOf(object)) {
        line++;
        batch.push({ id: textOf(values['id']), values, at: `${object}.csv:${line}` });
        if (batch.length === 700) {
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    async file(reference): Promise<SourceFile | undefined> {
      const text = extra.files?.[reference];
      if (text === undefined) return undefined;
      const { Readable } = await import('node:stream');
      return { name: reference, bytes: text.length, open: () => Readable.from([text]) };
    },
    async close() {},
  };
}
