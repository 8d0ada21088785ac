import type { Expr, FieldLine, Fallback, Mapping, ObjectMap, SourceSpan } from '@migmap/engine/mapping/ir';
import type { Value } from '@migmap/engine/values';

/** Compiled mappings by hand, for tests that are not about the language. */
let line = 0;
export function at(): SourceSpan {
  return { file: 'main.migmap', line: ++line, column: 1 };
}

export const literal = (value: Value): Expr => ({ kind: 'literal', value });
export const from = (...path: string[]): Expr => ({ kind: 'field', path });
export const element = (scope: string, ...path: string[]): Expr => ({ kind: 'field', scope, path });
export const or = (left: Expr, right: Expr): Expr => ({ kind: 'binary', operator: '??', left, right });
export const equals = (left: Expr, right: Expr): Expr => ({ kind: 'binary', operator: '==', left, right });
export const owner = (f: string): Expr => ({ kind: 'owner', value: from(f) });
export const ref = (value: Expr, object: string, field?: string): Expr => ({
  kind: 'ref',
  target: { kind: 'record', objects: [object], field, value },
});
export const refThis = (destinationObject: string): Expr => ({
  kind: 'ref',
  target: { kind: 'this', destinationObject },
});
export const refParent: Expr = { kind: 'ref', target: { kind: 'parent' } };
export const through = (value: Expr, object: string, field: string): Expr => ({
  kind: 'through',
  value,
  object,
  field,
});

export type Lines = Readonly<Record<string, Expr | { value: Expr; otherwise: Fallback }>>;

export function lines(all: Lines): FieldLine[] {
  return Object.entries(all).map(([name, l]) =>
    'otherwise' in l && !('kind' in l)
      ? { field: name, value: l.value, otherwise: l.otherwise, at: at() }
      : { field: name, value: l as Expr, at: at() },
  );
}

export function objectMap(
  sourceObject: string,
  destinationObject: string,
  fields: Lines,
  options: Partial<ObjectMap> = {},
): ObjectMap {
  return {
    id: `${sourceObject}->${destinationObject}`,
    sourceObject,
    destinationObject,
    key: { source: ['id'], destination: 'Key__c' },
    fields: lines(fields),
    flags: [],
    skippedFields: [],
    at: at(),
    ...options,
  };
}

export function mapping(maps: readonly ObjectMap[], options: Partial<Mapping> = {}): Mapping {
  return {
    name: 'Test',
    source: 'fake',
    destination: 'fake',
    tables: {},
    pipelines: [],
    declaredFields: [],
    maps,
    splits: [],
    exports: [],
    skips: [],
    tests: [],
    ...options,
  };
}

export const ownersByEmail = {
  sourceObject: 'User',
  sourceField: 'email',
  destinationObject: 'User',
  destinationField: 'Email',
  unmatched: { kind: 'hold' },
  at: at(),
} as const;
