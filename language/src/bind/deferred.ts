import type { Expr } from '@migmap/engine/mapping/ir';
import type {
  FileExpression,
  MigrationUser,
  OwnerExpression,
  RefParent,
  RefRecord,
  RefThis,
} from '../generated/ast.ts';
import { any, unresolved, type Type } from '../types/type.ts';
import type { Bound, Deferral } from './bound.ts';
import { pure } from './expression.ts';
import { nameOf } from './reference-name.ts';
import type { ExpressionScope } from './scope.ts';

const deferred: Type = { kind: 'deferred' };

function one(node: Bound['node'], ir: Expr, deferral: Deferral): Bound {
  return { node, ir, type: deferred, deferrals: [deferral] };
}

/** `ref(company_id)`, `ref(person.email of Contact.email)` */
export function bindRefRecord(node: RefRecord, scope: ExpressionScope): Bound {
  const value = pure(node.value, scope, 'inside ref');
  const { objects, field } = node.object
    ? namedTarget(node, scope)
    : { objects: pointedAt(node, value.type, scope), field: undefined };
  const ir: Expr = { kind: 'ref', target: { kind: 'record', objects, field, value: value.ir } };
  return one(node, ir, { kind: 'record', node, objects });
}

function namedTarget(node: RefRecord, scope: ExpressionScope): { objects: string[]; field?: string } {
  const name = nameOf(node.object);
  const object = scope.sources.object(name);
  if (!object) {
    scope.report({ kind: 'unknownSourceObject', node, property: 'object', name });
    return { objects: [name] };
  }
  if (!node.field) return { objects: [object.name] };
  const fieldName = nameOf(node.field);
  const found = object.field(fieldName);
  if (found.kind === 'found') {
    scope.use(object.name, found.field.name);
    // The id needs no index of its own.
    return {
      objects: [object.name],
      field: found.field.name === object.schema?.idField ? undefined : found.field.name,
    };
  }
  const place = { node, property: 'field', name: fieldName };
  if (found.kind === 'ambiguous') scope.report({ ...place, kind: 'ambiguousField', candidates: found.names });
  else scope.report({ ...place, kind: 'unknownSourceField', object });
  return { objects: [object.name], field: fieldName };
}

function pointedAt(node: RefRecord, type: Type, scope: ExpressionScope): readonly string[] {
  if (type.references?.length) return type.references;
  if (type !== unresolved && scope.source && !scope.source.open) {
    const problem =
      'Discovery found no object that this points at. Say it: ref(… of Contact), or ref(… of Contact.email) where it names a record by another field than its id.';
    scope.report({ kind: 'badReference', node, problem });
  }
  return [];
}

/** `ref(this as ContentNote)` */
export function bindRefThis(node: RefThis, scope: ExpressionScope): Bound {
  const name = nameOf(node.destination);
  const object = scope.destinations.object(name);
  if (!object && name)
    scope.report({ kind: 'unknownDestinationObject', node, property: 'destination', name });
  const destinationObject = object?.name ?? name;
  const ir: Expr = { kind: 'ref', target: { kind: 'this', destinationObject } };
  return one(node, ir, { kind: 'this', node, destinationObject });
}

/** `ref(parent)`: inside `each` the enclosing map's record, elsewhere a field called parent. */
export function bindRefParent(node: RefParent, scope: ExpressionScope): Bound {
  if (scope.insideEach)
    return one(node, { kind: 'ref', target: { kind: 'parent' } }, { kind: 'parent', node });
  const found = scope.source?.field('parent');
  if (found?.kind === 'found' && found.field.schema?.references?.length) {
    scope.use(scope.source!.name, found.field.name);
    const objects = found.field.schema.references;
    const value: Expr = { kind: 'field', path: [found.field.name] };
    return {
      node,
      ir: { kind: 'ref', target: { kind: 'record', objects, value } },
      type: deferred,
      deferrals: [],
    };
  }
  const problem = 'ref(parent) is the record of the enclosing map, so it belongs inside each … { }.';
  scope.report({ kind: 'badReference', node, problem });
  return { node, ir: { kind: 'literal', value: null }, type: any, deferrals: [] };
}

export function bindOwner(node: OwnerExpression, scope: ExpressionScope): Bound {
  const value = pure(node.value, scope, 'inside owner');
  return one(node, { kind: 'owner', value: value.ir }, { kind: 'owner', node });
}

export function bindMigrationUser(node: MigrationUser): Bound {
  return one(node, { kind: 'migrationUser' }, { kind: 'owner', node });
}

export function bindFile(node: FileExpression, scope: ExpressionScope): Bound {
  const path = pure(node.path, scope, 'inside file').ir;
  const over =
    node.megabytes !== undefined && node.link
      ? { megabytes: node.megabytes, link: pure(node.link, scope, 'inside file').ir }
      : undefined;
  return one(node, { kind: 'file', path, over }, { kind: 'file', node });
}
