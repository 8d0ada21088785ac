import type { Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { isNumber, isText, type FieldDef } from '../schema/types.ts';
import type { Path, Query, Selected } from './ast.ts';
import { openScope } from './scope.ts';
import { unsupported } from './where.ts';

interface ColumnFacts {
  readonly aggregate: boolean;
  readonly apexType: string;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: readonly ColumnFacts[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

function facts(
  name: string,
  field: FieldDef | undefined,
  aggregate = false,
  join: readonly ColumnFacts[] = [],
): ColumnFacts {
  return {
    aggregate,
    apexType: field === undefined ? 'complexvaluetype' : field.type,
    booleanType: field?.type === 'boolean',
    columnName: name,
    custom: field?.custom ?? false,
    displayName: name,
    foreignKeyName: null,
    insertable: field?.createable ?? false,
    joinColumns: join,
    numberType: field !== undefined && isNumber(field.type),
    textType: field !== undefined && isText(field.type),
    updatable: field?.updateable ?? false,
  };
}

/** Columns of parents stand under the column of their relationship. */
function nested(
  paths: readonly { readonly path: Path; readonly field: FieldDef | undefined }[],
  depth: number,
): ColumnFacts[] {
  const groups = new Map<string, typeof paths>();
  for (const one of paths) {
    const head = one.path[depth] ?? '';
    groups.set(head, [...(groups.get(head) ?? []), one]);
  }
  return [...groups].map(([head, list]) => {
    const deeper = list.filter((p) => p.path.length > depth + 1);
    return deeper.length > 0
      ? facts(head, undefined, false, nested(deeper, depth + 1))
      : facts(list[0]?.field?.name ?? head, list[0]?.field);
  });
}

function children(org: Org, parent: LiveObject, item: Selected & { kind: 'children' }): ColumnFacts {
  const wanted = item.query.object.toLowerCase();
  const relation = org.catalog
    .children(parent.name)
    .find((c) => c.field.childRelationship?.toLowerCase() === wanted);
  const object = relation === undefined ? undefined : org.catalog.object(relation.object);
  if (relation === undefined || object === undefined) throw unsupported(item.query.object);
  return facts(
    relation.field.childRelationship ?? item.query.object,
    undefined,
    true,
    columnsOf(org, object, item.query),
  );
}

function columnsOf(org: Org, object: LiveObject, query: Query): ColumnFacts[] {
  const scope = openScope(org, object, query.alias);
  let unnamed = 0;
  const paths = query.select.flatMap((item) =>
    item.kind === 'path'
      ? [
          {
            path: item.path,
            field:
              item.path.length === 1
                ? scope.object.field(item.path[0] ?? '')
                : scope.resolve(item.path).field,
          },
        ]
      : [],
  );
  const others = query.select.flatMap((item): ColumnFacts[] => {
    if (item.kind === 'children') return [children(org, object, item)];
    if (item.kind === 'fields') return object.fields.map((f) => facts(f.name, f));
    if (item.kind !== 'call') return [];
    const name = item.alias ?? `expr${unnamed++}`;
    return [facts(name, item.call.argument === undefined ? undefined : scope.call(item.call).field, true)];
  });
  return [...nested(paths, 0), ...others];
}

/** What the columns of a query are, without running it. */
export function describeColumns(org: Org, query: Query): unknown {
  const object = org.catalog.object(query.object);
  if (object === undefined) throw unsupported(query.object);
  return {
    columnMetadata: columnsOf(org, object, query),
    entityName: object.name,
    groupBy: query.groupBy.length > 0,
    idSelected: query.select.some((s) => s.kind === 'path' && s.path.join('.').toLowerCase() === 'id'),
    keyPrefix: object.keyPrefix,
  };
}
