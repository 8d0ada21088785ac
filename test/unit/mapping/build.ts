/** Short ways to write a mapping's parts in tests. */
import type { SourceRecord } from '@migmap/engine/connectors/source';
import type {
  Expr,
  Fallback,
  FieldLine,
  Mapping,
  ObjectMap,
  SourceSpan,
  ValueTable,
} from '@migmap/engine/mapping/ir';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { Row } from '@migmap/engine/values';
import { asText } from '@migmap/engine/mapping/coerce';
import { parseExpr } from './parse-expr.ts';

export const at: SourceSpan = { file: 'main.migmap', line: 1, column: 1 };

/** `line` of the span is the position among the lines, from 1. */
export function lines(table: Readonly<Record<string, string | Expr>>): readonly FieldLine[] {
  return Object.entries(table).map(([name, value], index) => {
    const [text, otherwise] = typeof value === 'string' ? value.split(' else ') : [];
    return {
      field: name,
      value: typeof value === 'string' ? parseExpr(text ?? '') : value,
      ...(otherwise !== undefined && { otherwise: fallback(otherwise) }),
      at: { ...at, line: index + 1 },
    };
  });
}

function fallback(text: string): Fallback {
  if (text.startsWith('"')) return { kind: 'value', value: text.slice(1, -1) };
  const [word, why] = text.split(/ (.*)/);
  if (word === 'skip') return { kind: 'skip', ...(why !== undefined && { why: why.slice(1, -1) }) };
  if (word === 'hold' || word === 'empty') return { kind: word };
  throw new Error(`No fallback: ${text}`);
}

export function objectMap(map: Partial<ObjectMap> & Pick<ObjectMap, 'fields'>): ObjectMap {
  const sourceObject = map.sourceObject ?? 'Contact';
  const destinationObject = map.destinationObject ?? 'Contact';
  return {
    id: `${sourceObject}->${destinationObject}`,
    sourceObject,
    destinationObject,
    flags: [],
    skippedFields: [],
    at,
    ...map,
  };
}

export function mappingOf(maps: readonly ObjectMap[], rest: Partial<Mapping> = {}): Mapping {
  return {
    name: 'Acme',
    source: 'smartdesk',
    destination: 'salesforce',
    tables: {},
    pipelines: [],
    declaredFields: [],
    maps,
    splits: [],
    exports: [],
    skips: [],
    tests: [],
    ...rest,
  };
}

export function valueTable(
  name: string,
  entries: Readonly<Record<string, string>>,
  otherwise: Fallback,
): ValueTable {
  return {
    name,
    entries: Object.entries(entries).map(([source, destination]) => ({ source, destination })),
    otherwise,
    at,
  };
}

export function field(name: string, rest: Partial<FieldSchema> = {}): FieldSchema {
  return { name, label: name, kind: 'text', createable: true, updateable: true, ...rest };
}

export function objectSchema(
  name: string,
  fields: readonly FieldSchema[],
  rest: Partial<ObjectSchema> = {},
): ObjectSchema {
  return {
    name,
    label: name,
    createable: true,
    updateable: true,
    deletable: true,
    idField: 'Id',
    fields,
    ...rest,
  };
}

export function record(values: Row, id = asText(values.id ?? '1')): SourceRecord {
  return { id, values, at: 'contacts.csv:2' };
}
