import type { Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { isCompound, type FieldDef } from '../schema/types.ts';
import { quote, type SqlValue } from '../store/store.ts';
import type { Operand, Path, Query, Selected } from './ast.ts';
import { malformed } from './lexer.ts';
import { RequestError } from '../errors.ts';
import { foldsCase, isAggregate, openScope, type Scope } from './scope.ts';
import { addressColumns, blobUrl, renderAddress, renderValue, type RenderContext } from './shape.ts';
import { checkRestricted, unsupported, whereSql } from './where.ts';

export type Cells = readonly SqlValue[];

/** A query in SQL, and how a row of it becomes JSON. */
export interface Compiled {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** `SELECT COUNT() FROM …`: the answer is a number. */
  readonly countOnly: boolean;
  readonly render: (cells: Cells, context: RenderContext) => Record<string, unknown>;
  /** Column names and texts as a CSV has them. */
  readonly header: readonly string[];
  readonly texts: (cells: Cells) => readonly unknown[];
}

interface Output {
  readonly path: readonly string[];
  readonly value: (cells: Cells, context: RenderContext) => unknown;
}

interface Columns {
  readonly sql: string[];
  readonly add: (sql: string) => number;
}

function columns(): Columns {
  const sql: string[] = [];
  return {
    sql,
    add: (expression) => {
      const at = sql.indexOf(expression);
      return at >= 0 ? at : sql.push(expression) - 1;
    },
  };
}

function expandFields(object: LiveObject, items: readonly Selected[]): Selected[] {
  return items.flatMap((item): Selected[] => {
    if (item.kind !== 'fields') return [item];
    return object.fields
      .filter((f) => item.which === 'ALL' || f.custom === (item.which === 'CUSTOM'))
      .map((f) => ({ kind: 'path', path: [f.name] }));
  });
}

/** What one selected field is in JSON. */
function fieldOutput(scope: Scope, out: Columns, idColumn: number, path: Path): Output {
  const direct = path.length === 1 ? scope.object.field(path[0] ?? '') : undefined;
  if (direct?.type === 'address') {
    const at = addressColumns(direct).map((name) => out.add(scope.resolve([name]).sql));
    return { path: [direct.name], value: (cells) => renderAddress(at.map((i) => cells[i])) };
  }
  const { sql, field } = scope.resolve(path);
  if (isCompound(field.type))
    throw malformed(`${path.join('.')}: a compound field is selected on its own object`);
  const at = out.add(sql);
  if (field.type === 'base64')
    return {
      path: [...path.slice(0, -1), field.name],
      value: (cells, { base }) =>
        cells[at] === null ? null : blobUrl(base, scope.object.name, String(cells[idColumn]), field.name),
    };
  return { path: [...path.slice(0, -1), field.name], value: (cells) => renderValue(field, cells[at]) };
}

/** Parent objects stand nested; a missing parent is null as a whole. */
function nest(
  outputs: readonly Output[],
  parents: ReadonlyMap<string, (cells: Cells, context: RenderContext) => Record<string, unknown> | null>,
  cells: Cells,
  context: RenderContext,
  record: Record<string, unknown>,
): Record<string, unknown> {
  const made = new Map<string, Record<string, unknown> | null>();
  for (const output of outputs) {
    let holder: Record<string, unknown> | null = record;
    for (let i = 1; i < output.path.length && holder !== null; i++) {
      const key = output.path.slice(0, i).join('.');
      if (!made.has(key)) {
        const parent = parents.get(key)?.(cells, context) ?? null;
        made.set(key, parent);
        holder[output.path[i - 1] ?? ''] = parent;
      }
      holder = made.get(key) ?? null;
    }
    if (holder !== null) holder[output.path.at(-1) ?? ''] = output.value(cells, context);
  }
  return record;
}

export const attributes = (
  context: RenderContext,
  type: string,
  id: SqlValue | undefined,
): Record<string, unknown> => ({
  type,
  url: `${context.base}/sobjects/${type}/${String(id)}`,
});

function orderSql(scope: Scope, query: Query): string {
  if (query.orderBy.length === 0) return '';
  const terms = query.orderBy.map(({ by, descending, nullsLast }) => {
    const { sql, field } = scope.operand(by);
    const fold = foldsCase(field) ? ' COLLATE NOCASE' : '';
    return `${sql}${fold} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsLast ? 'LAST' : 'FIRST'}`;
  });
  return ` ORDER BY ${terms.join(', ')}`;
}

function tailSql(scope: Scope, query: Query, all: boolean, grouped: boolean): string {
  const where = [
    ...(all || query.allRows ? [] : [`${scope.base}.IsDeleted = 0`]),
    ...(query.where === undefined ? [] : [whereSql(scope, query.where)]),
  ].join(' AND ');
  const groups = query.groupBy.map((g) => scope.operand(g));
  const groupSql = groups
    .map(({ sql, field }) => sql + (foldsCase(field) ? ' COLLATE NOCASE' : ''))
    .join(', ');
  const having = query.having === undefined ? '' : ` HAVING ${whereSql(scope, query.having)}`;
  const order = orderSql(scope, query) || (grouped ? '' : ` ORDER BY ${scope.base}.Id`);
  if ((query.offset ?? 0) > 2000)
    throw new RequestError(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const limit = query.limit === undefined && query.offset === undefined ? '' : ` LIMIT ${query.limit ?? -1}`;
  const offset = query.offset === undefined ? '' : ` OFFSET ${query.offset}`;
  return `${where === '' ? '' : ` WHERE ${where}`}${groupSql === '' ? '' : ` GROUP BY ${groupSql}`}${having}${order}${limit}${offset}`;
}

const sameOperand = (a: Operand, b: Operand): boolean =>
  JSON.stringify(a).toLowerCase() === JSON.stringify(b).toLowerCase();

function compileAggregate(scope: Scope, query: Query, all: boolean): Compiled {
  const out = columns();
  let unnamed = 0;
  const outputs = query.select.map((item): { name: string; at: number; field: FieldDef } => {
    if (item.kind === 'path') {
      if (!query.groupBy.some((g) => sameOperand(g, { path: item.path })))
        throw malformed(`Field must be grouped or aggregated: ${item.path.join('.')}`);
      const { sql, field } = scope.resolve(item.path);
      return { name: item.alias ?? field.name, at: out.add(sql), field };
    }
    if (item.kind !== 'call') throw malformed('an aggregate query selects fields and functions only');
    const made = scope.call(item.call);
    return { name: item.alias ?? `expr${unnamed++}`, at: out.add(made.sql), field: made.field };
  });
  const tail = tailSql(scope, query, all, true);
  return {
    sql: `SELECT ${out.sql.join(', ')} FROM ${quote(scope.object.name)} ${scope.base}${scope.joins()}${tail}`,
    values: scope.values,
    countOnly: false,
    render: (cells) => ({
      attributes: { type: 'AggregateResult' },
      ...Object.fromEntries(outputs.map(({ name, at, field }) => [name, renderValue(field, cells[at])])),
    }),
    header: outputs.map((o) => o.name),
    texts: (cells) => outputs.map(({ at, field }) => renderValue(field, cells[at])),
  };
}

export interface ChildQuery {
  readonly relationship: string;
  readonly run: (parent: string, context: RenderContext) => unknown;
}

/** Compiles a query; `children` makes the nested ones. `all` includes what is in the recycle bin. */
export function compileQuery(
  org: Org,
  query: Query,
  all: boolean,
  children: (parent: LiveObject, query: Query) => ChildQuery,
): Compiled {
  const object = org.catalog.object(query.object);
  if (object === undefined) throw unsupported(query.object);
  checkRestricted(query);
  const scope = openScope(org, object, query.alias);
  const [first] = query.select;
  if (first?.kind === 'call' && first.call.name === 'COUNT' && first.call.argument === undefined) {
    if (query.select.length > 1) throw malformed('COUNT() must be the only element in the select list');
    const tail = tailSql(scope, query, all, true);
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${quote(object.name)} ${scope.base}${scope.joins()}${tail})`;
    const none = { render: () => ({}), header: [], texts: () => [] };
    return { sql, values: scope.values, countOnly: true, ...none };
  }
  if (query.groupBy.length > 0 || query.select.some((s) => s.kind === 'call' && isAggregate(s.call)))
    return compileAggregate(scope, query, all);

  if (query.select.some((s) => s.kind === 'fields') && (query.limit === undefined || query.limit > 200))
    throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
  const out = columns();
  const idColumn = out.add(`${scope.base}.Id`);
  const outputs: Output[] = [];
  const parents = new Map<string, (cells: Cells, context: RenderContext) => Record<string, unknown> | null>();
  const nested: ChildQuery[] = [];
  for (const item of expandFields(object, query.select)) {
    if (item.kind === 'children') nested.push(children(object, item.query));
    else if (item.kind === 'call') {
      const { sql, field } = scope.call(item.call);
      const at = out.add(sql);
      outputs.push({ path: [item.alias ?? field.name], value: (cells) => renderValue(field, cells[at]) });
    } else if (item.kind === 'path') {
      const output = fieldOutput(scope, out, idColumn, stripAlias(scope, query, item.path));
      outputs.push(output);
      const relationships = output.path.slice(0, -1);
      scope.steps(relationships).forEach(({ sql, field }, i) => {
        const at = out.add(sql);
        const key = relationships.slice(0, i + 1).join('.');
        parents.set(key, (cells, context) => {
          const id = cells[at];
          if (id === null || id === undefined) return null;
          const type = org.catalog.byPrefix(String(id).slice(0, 3))?.name ?? field.referenceTo[0] ?? 'Name';
          return { attributes: attributes(context, field.referenceTo.length > 1 ? 'Name' : type, id) };
        });
      });
    }
  }
  const tail = tailSql(scope, query, all, false);
  return {
    sql: `SELECT ${out.sql.join(', ')} FROM ${quote(object.name)} ${scope.base}${scope.joins()}${tail}`,
    values: scope.values,
    countOnly: false,
    render: (cells, context) => {
      const id = cells[idColumn];
      const record = nest(outputs, parents, cells, context, {
        attributes: attributes(context, object.name, id),
      });
      for (const child of nested) record[child.relationship] = child.run(String(id), context);
      return record;
    },
    header: outputs.map((o) => o.path.join('.')),
    texts: (cells) => outputs.map((o) => o.value(cells, { base: '' })),
  };
}

function stripAlias(scope: Scope, query: Query, path: Path): Path {
  const [head = ''] = path;
  const named =
    head.toLowerCase() === query.alias?.toLowerCase() ||
    head.toLowerCase() === scope.object.name.toLowerCase();
  return path.length > 1 && named && scope.object.relationship(head) === undefined ? path.slice(1) : path;
}
