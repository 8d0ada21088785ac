import type { Expr } from '@migmap/engine/mapping/ir';
import type { FieldSchema } from '@migmap/engine/schema/types';
import type { FieldPath, PathSegment } from '../generated/ast.ts';
import { findFields } from '../schema/lookup.ts';
import { written } from '../schema/names.ts';
import type { ObjectView } from '../schema/views.ts';
import { any, eitherOf, isList, unresolved, type Type } from '../types/type.ts';
import { fieldOfList, nearNames, shorterPath, type Instead } from './instead.ts';
import { nameOf } from './reference-name.ts';
import type { ExpressionScope } from './scope.ts';

type FieldExpr = Extract<Expr, { kind: 'field' }>;
interface PathResult {
  readonly ir: Expr;
  readonly type: Type;
}

/**
 * `status`, `a.status`, `person.email`, `company_id.name`: a field of the source record, of a list element, inside a nested
 * record, or of the record that a reference names.
 */
export function bindPath(path: FieldPath | undefined, scope: ExpressionScope): PathResult {
  const [first, ...rest] = path?.segments ?? [];
  if (!path || !first) return { ir: { kind: 'literal', value: null }, type: unresolved };
  const alias = scope.aliases.get(nameOf(first.target));
  if (!alias) return fromObject(path.segments, scope.source, scope);
  if (alias.kind === 'record') {
    if (rest.length) return fromObject(rest, scope.source, scope);
    report(
      first,
      scope,
      `${nameOf(first.target)} is the whole record; name a field of it: ${nameOf(first.target)}.id.`,
      idOf(first, scope),
    );
    return { ir: { kind: 'literal', value: null }, type: unresolved };
  }
  const ir: FieldExpr = { kind: 'field', scope: nameOf(first.target), path: [] };
  if (!rest.length)
    return { ir, type: { kind: alias.fields?.length ? 'json' : 'any', element: alias.fields } };
  return fromFields(rest, alias.fields, ir, scope);
}

/** A path from a record of `object`; where that is unknown, names are taken as they stand. */
function fromObject(
  segments: readonly PathSegment[],
  object: ObjectView | undefined,
  scope: ExpressionScope,
): PathResult {
  const [first, ...rest] = segments;
  const name = nameOf(first!.target);
  const nothing: PathResult = {
    ir: { kind: 'field', path: segments.map((s) => nameOf(s.target)) },
    type: unresolved,
  };
  if (!object) return nothing;
  const field = lookUp(first!, object, scope);
  if (!field) return nothing;
  scope.use(object.name, field.name);
  const ir: FieldExpr = { kind: 'field', path: [field.schema?.name ?? name] };
  if (!field.schema) return rest.length ? nothing : { ir, type: any };
  if (!rest.length) return { ir, type: fieldType(field.schema, object.name) };
  if (field.schema.references?.length) return through(rest, ir, field.schema.references, scope);
  return nested(rest, field.schema, ir, scope);
}

function through(
  rest: readonly PathSegment[],
  value: Expr,
  reference: readonly string[],
  scope: ExpressionScope,
): PathResult {
  const [segment, ...further] = rest;
  const step = stepThrough(segment!, value, reference, scope);
  if (!step || !further.length) return step ?? { ir: value, type: unresolved };
  const { ir, type } = step;
  if (type.references?.length) return through(further, ir, type.references, scope);
  if (type !== unresolved) {
    const problem = `${nameOf(segment!.target)} of ${reference.join(' or ')} is no reference, so nothing can follow it.`;
    report(further[0]!, scope, problem, shorterPath(further[0]!));
  }
  return { ir, type: unresolved };
}

/** One field of the record that a reference names; `undefined` where none of its objects has such a field. */
function stepThrough(
  segment: PathSegment,
  value: Expr,
  targets: readonly string[],
  scope: ExpressionScope,
): PathResult | undefined {
  const objects = targets.flatMap((name) => scope.sources.object(name) ?? []);
  const name = nameOf(segment.target);
  const having = objects.flatMap((object) => {
    const found = object.field(name);
    return found.kind === 'found' ? [{ object, field: found.field }] : [];
  });
  const [first] = having;
  if (!first) {
    if (objects[0]) lookUp(segment, objects[0], scope);
    return undefined;
  }
  for (const { object, field } of having) scope.use(object.name, field.name);
  const types = having.map(({ field }) => (field.schema ? fieldType(field.schema) : any));
  const references = types.every((type) => type.references?.length)
    ? [...new Set(types.flatMap((type) => type.references ?? []))]
    : undefined;
  const own: Expr = { kind: 'through', value, object: first.object.name, field: first.field.name };
  if (objects.length === 1) return { ir: own, type: types[0]! };
  const among = objects.map((object) => ({
    object: object.name,
    idField: object.schema?.idField ?? 'id',
    field: having.find((one) => one.object === object)?.field.name,
  }));
  return { ir: { ...own, among }, type: { ...types.reduce(eitherOf), references } };
}

/** A path into a nested record or the element of a list. */
function nested(
  rest: readonly PathSegment[],
  field: FieldSchema,
  ir: FieldExpr,
  scope: ExpressionScope,
): PathResult {
  if (isList(field.kind)) {
    const name = nameOf(rest[0]!.target);
    report(
      rest[0]!,
      scope,
      `${field.name} is a list; take one element with first(${field.name}), or the list of a field with map(${field.name}, "${name}").`,
      fieldOfList(rest[0]!, field),
    );
    return { ir, type: unresolved };
  }
  if (field.kind !== 'json') {
    report(
      rest[0]!,
      scope,
      `${field.name} is neither a reference nor a nested record, so nothing can follow it.`,
      shorterPath(rest[0]!),
    );
    return { ir, type: unresolved };
  }
  return fromFields(rest, field.element, ir, scope);
}

function fromFields(
  segments: readonly PathSegment[],
  fields: readonly FieldSchema[] | undefined,
  base: FieldExpr,
  scope: ExpressionScope,
): PathResult {
  const [first, ...rest] = segments;
  const name = nameOf(first!.target);
  const found = fields?.length ? findFields(fields, name, { snake: true })[0] : undefined;
  if (fields?.length && !found && name) {
    const problem = `There is no ${name} here; there is ${fields.map((f) => f.name).join(', ')}.`;
    report(first!, scope, problem, nearNames(first!, fields));
    return { ir: base, type: unresolved };
  }
  const ir: FieldExpr = { ...base, path: [...base.path, found?.name ?? name] };
  if (!rest.length) return { ir, type: found ? fieldType(found) : any };
  if (found) return nested(rest, found, ir, scope);
  return { ir: { ...ir, path: [...ir.path, ...rest.map((s) => nameOf(s.target))] }, type: any };
}

function lookUp(segment: PathSegment, object: ObjectView, scope: ExpressionScope) {
  const name = nameOf(segment.target);
  const place = { node: segment, property: 'target' };
  if (!name) return undefined;
  const found = object.field(name);
  if (found.kind === 'found') return found.field;
  if (found.kind === 'ambiguous')
    scope.report({ ...place, kind: 'ambiguousField', name, candidates: found.names });
  else scope.report({ ...place, kind: 'unknownSourceField', name, object });
  return undefined;
}

function fieldType(schema: FieldSchema, object?: string): Type {
  return {
    kind: schema.kind,
    element: schema.element,
    references: schema.references,
    field: object === undefined ? undefined : { object, schema },
  };
}

/** `c` → `c.id` */
function idOf(node: PathSegment, { source }: ExpressionScope): readonly Instead[] {
  const id = source?.schema?.idField;
  return id === undefined ? [] : [{ node, text: `${node.$cstNode?.text ?? ''}.${written(id)}` }];
}

function report(
  node: PathSegment,
  scope: ExpressionScope,
  problem: string,
  instead: readonly Instead[],
): void {
  scope.report({ kind: 'badPath', node, problem, instead });
}
