import { RequestError } from '../errors.ts';
import type { Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { SqlValue } from '../store/store.ts';
import type { Query } from './ast.ts';
import { compileQuery, type Cells, type ChildQuery, type Compiled } from './compile.ts';
import { refreshMetadata } from './metadata.ts';
import { parseSoql } from './parser.ts';
import type { RenderContext } from './shape.ts';

function rows(org: Org, sql: string, values: readonly SqlValue[]): Cells[] {
  const statement = org.store.db.prepare(sql);
  statement.setReturnArrays(true);
  return statement.all(...values) as unknown as Cells[];
}

function childQuery(org: Org, all: boolean): (parent: LiveObject, query: Query) => ChildQuery {
  return (parent, query) => {
    const wanted = query.object.toLowerCase();
    const relation = org.catalog
      .children(parent.name)
      .find((c) => c.field.childRelationship?.toLowerCase() === wanted);
    if (relation === undefined)
      throw new RequestError(
        400,
        'INVALID_TYPE',
        `\nERROR at Row:1:Column:1\nDidn't understand relationship '${query.object}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    org.store.ensureIndex(relation.object, relation.field.name);
    return {
      relationship: relation.field.childRelationship ?? query.object,
      run: (id, context) => {
        const own = {
          kind: 'compare' as const,
          left: { path: [relation.field.name] },
          operator: '=',
          right: { kind: 'string' as const, text: id },
        };
        const where = query.where === undefined ? own : { kind: 'and' as const, parts: [own, query.where] };
        const compiled = compileQuery(
          org,
          { ...query, object: relation.object, where },
          all,
          childQuery(org, all),
        );
        const found = rows(org, compiled.sql, compiled.values);
        if (found.length === 0) return null;
        return {
          totalSize: found.length,
          done: true,
          records: found.map((r) => compiled.render(r, context)),
        };
      },
    };
  };
}

export function compileSoql(org: Org, soql: string, all: boolean): Compiled {
  const query = parseSoql(soql);
  refreshMetadata(org, query.object);
  return compileQuery(org, query, all, childQuery(org, all));
}

/** A result that is read page by page from a copy, so that what is written meanwhile does not move it. */
export interface Cursor {
  readonly id: string;
  readonly compiled: Compiled;
  readonly total: number;
  readonly page: (offset: number, size: number) => Cells[];
  readonly close: () => void;
}

let cursors = 0;

export function openCursor(org: Org, compiled: Compiled): Cursor {
  const { db, atomically } = org.store;
  const table = `cursor_${++cursors}`;
  const total = atomically(() => {
    const names = `SELECT * FROM (${compiled.sql}) LIMIT 0`;
    const width = db.prepare(names).columns().length;
    const list = Array.from({ length: width }, (_, i) => `c${i}`).join(', ');
    db.exec(`CREATE TEMP TABLE ${table} (n INTEGER PRIMARY KEY, ${list})`);
    return Number(
      db.prepare(`INSERT INTO ${table} (${list}) ${compiled.sql}`).run(...compiled.values).changes,
    );
  });
  const read = db.prepare(`SELECT * FROM ${table} WHERE n > ? ORDER BY n LIMIT ?`);
  read.setReturnArrays(true);
  return {
    id: table,
    compiled,
    total,
    page: (offset, size) => (read.all(offset, size) as unknown as SqlValue[][]).map((row) => row.slice(1)),
    close: () => db.exec(`DROP TABLE IF EXISTS temp.${table}`),
  };
}

export interface Answer {
  readonly total: number;
  readonly records: readonly Record<string, unknown>[];
  /** Set when there is more to come. */
  readonly cursor?: Cursor;
}

/** Runs a query and gives its first `size` records. */
export function runSoql(
  org: Org,
  soql: string,
  options: { all: boolean; size: number; context: RenderContext },
): Answer {
  const compiled = compileSoql(org, soql, options.all);
  if (compiled.countOnly)
    return { total: Number(rows(org, compiled.sql, compiled.values)[0]?.[0] ?? 0), records: [] };
  const probe = rows(org, `SELECT * FROM (${compiled.sql}) LIMIT ${options.size + 1}`, compiled.values);
  const render = (cells: Cells): Record<string, unknown> => compiled.render(cells, options.context);
  if (probe.length <= options.size) return { total: probe.length, records: probe.map(render) };
  const cursor = openCursor(org, compiled);
  return { total: cursor.total, records: cursor.page(0, options.size).map(render), cursor };
}
