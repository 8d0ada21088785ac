import { RequestError } from '../errors.ts';
import type { Org } from '../org/org.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { isText, type FieldDef } from '../schema/types.ts';
import { quote, type SqlValue } from '../store/store.ts';
import { malformed } from './lexer.ts';
import type { Call, Operand, Path } from './ast.ts';

/** A SQL expression and the field whose values it has. */
export interface Resolved {
  readonly sql: string;
  readonly field: FieldDef;
  /** The expression is a plain column of the query's own object. */
  readonly column: boolean;
}

/** One FROM: its object, the joins that its paths need, its bound values. */
export interface Scope {
  readonly org: Org;
  readonly object: LiveObject;
  readonly base: string;
  readonly joins: () => string;
  readonly values: SqlValue[];
  readonly resolve: (path: Path) => Resolved;
  readonly operand: (operand: Operand) => Resolved;
  readonly call: (call: Call) => Resolved;
  /** The reference columns that a relationship path goes over, outermost first. */
  readonly steps: (relationships: Path) => readonly { readonly sql: string; readonly field: FieldDef }[];
  readonly nested: (object: LiveObject, alias: string | undefined) => Scope;
}

export const unknownField = (object: LiveObject, name: string): RequestError =>
  new RequestError(
    400,
    'INVALID_FIELD',
    `\nERROR at Row:1:Column:1\nNo such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );

const unknownRelationship = (object: LiveObject, name: string): RequestError =>
  new RequestError(
    400,
    'INVALID_FIELD',
    `\nERROR at Row:1:Column:1\nDidn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names. (${object.name})`,
  );

const dateParts: Readonly<Record<string, string>> = {
  CALENDAR_YEAR: "CAST(strftime('%Y', ?) AS INTEGER)",
  CALENDAR_MONTH: "CAST(strftime('%m', ?) AS INTEGER)",
  DAY_IN_MONTH: "CAST(strftime('%d', ?) AS INTEGER)",
  DAY_ONLY: 'substr(?, 1, 10)',
};

const aggregates: Readonly<Record<string, string>> = {
  COUNT: 'count(?)',
  COUNT_DISTINCT: 'count(DISTINCT ?)',
  SUM: 'sum(?)',
  AVG: 'avg(?)',
  MIN: 'min(?)',
  MAX: 'max(?)',
};

export const isAggregate = (call: Call): boolean => call.name in aggregates;

const made = (field: FieldDef, type: FieldDef['type']): FieldDef => ({ ...field, type, name: field.name });

let nesting = 0;

export function openScope(
  org: Org,
  object: LiveObject,
  alias: string | undefined,
  values: SqlValue[] = [],
): Scope {
  const base = `t${nesting++ % 1_000_000}`;
  const joins = new Map<string, { alias: string; object: LiveObject; sql: string }>();

  const unalias = (path: Path): Path =>
    path.length > 1 &&
    (path[0]?.toLowerCase() === alias?.toLowerCase() ||
      path[0]?.toLowerCase() === object.name.toLowerCase()) &&
    object.relationship(path[0] ?? '') === undefined
      ? path.slice(1)
      : path;

  const join = (from: { alias: string; object: LiveObject }, relationship: string, key: string) => {
    let found = joins.get(key);
    if (found !== undefined) return found;
    const field = from.object.relationship(relationship);
    if (field === undefined) throw unknownRelationship(from.object, relationship);
    const target = org.catalog.object(field.referenceTo[0] ?? '');
    if (target === undefined) throw unknownRelationship(from.object, relationship);
    const name = `${base}j${joins.size}`;
    found = {
      alias: name,
      object: target,
      sql: ` LEFT JOIN ${quote(target.name)} ${name} ON ${name}.Id = ${from.alias}.${quote(field.name)}`,
    };
    joins.set(key, found);
    return found;
  };

  const polymorphic = (
    holder: { alias: string; object: LiveObject },
    field: FieldDef,
    rest: Path,
  ): Resolved => {
    const column = `${holder.alias}.${quote(field.name)}`;
    const [last = ''] = rest;
    if (rest.length > 1)
      throw malformed(`${rest.join('.')}: a path ends after a relationship to more than one kind of object`);
    const targets = field.referenceTo.flatMap((t) => org.catalog.object(t) ?? []);
    const isType =
      last.toLowerCase() === 'type' &&
      targets.every((t) => t.field('Type') === undefined || targets.length > 1);
    let sample: FieldDef | undefined;
    const cases = targets.flatMap((target) => {
      if (isType) return [`WHEN '${target.keyPrefix}' THEN '${target.name}'`];
      const found =
        target.field(last) ??
        (last.toLowerCase() === 'name' ? target.fields.find((f) => f.nameField) : undefined);
      if (found === undefined) return [];
      sample ??= found;
      return [
        `WHEN '${target.keyPrefix}' THEN (SELECT ${quote(found.name)} FROM ${quote(target.name)} WHERE Id = ${column})`,
      ];
    });
    const text = holder.object.fields.find((f) => f.nameField) ?? field;
    const shown = isType ? { ...made(text, 'string'), name: 'Type' } : sample;
    if (shown === undefined || cases.length === 0) throw unknownField(holder.object, last);
    return { sql: `(CASE substr(${column}, 1, 3) ${cases.join(' ')} END)`, field: shown, column: false };
  };

  const resolve = (given: Path): Resolved => {
    const path = unalias(given);
    let holder = { alias: base, object };
    for (let i = 0; i < path.length - 1; i++) {
      const relationship = path[i] ?? '';
      const field = holder.object.relationship(relationship);
      if (field === undefined) throw unknownRelationship(holder.object, relationship);
      if (field.referenceTo.length > 1) return polymorphic(holder, field, path.slice(i + 1));
      holder = join(
        holder,
        relationship,
        path
          .slice(0, i + 1)
          .join('.')
          .toLowerCase(),
      );
    }
    const last = path.at(-1) ?? '';
    const field = holder.object.field(last);
    if (field === undefined) throw unknownField(holder.object, last);
    return { sql: `${holder.alias}.${quote(field.name)}`, field, column: holder.alias === base };
  };

  const call = ({ name, argument }: Call): Resolved => {
    if (argument === undefined) throw malformed(`${name}() needs a field`);
    const inner = resolve(argument);
    const aggregate = aggregates[name];
    if (aggregate !== undefined) {
      const counted = name.startsWith('COUNT');
      if ((name === 'SUM' || name === 'AVG') && !/int|double|currency|percent/.test(inner.field.type))
        throw malformed(`field ${inner.field.name} does not support aggregate operator ${name}`);
      return {
        sql: aggregate.replace('?', inner.sql),
        field: made(inner.field, counted ? 'int' : inner.field.type),
        column: false,
      };
    }
    const part = dateParts[name];
    if (part !== undefined)
      return {
        sql: part.replace('?', inner.sql),
        field: made(inner.field, name === 'DAY_ONLY' ? 'date' : 'int'),
        column: false,
      };
    if (name === 'TOLABEL') return { ...inner, sql: label(inner), column: false };
    throw malformed(`unknown function ${name}`);
  };

  const label = ({ sql, field }: Resolved): string => {
    const different = field.values.filter((v) => v.label !== v.value);
    if (different.length === 0) return sql;
    const text = (s: string): string => `'${s.replaceAll("'", "''")}'`;
    return `(CASE ${sql} ${different.map((v) => `WHEN ${text(v.value)} THEN ${text(v.label)}`).join(' ')} ELSE ${sql} END)`;
  };

  return {
    org,
    object,
    base,
    values,
    resolve,
    call,
    operand: (operand) => ('path' in operand ? resolve(operand.path) : call(operand.call)),
    joins: () => [...joins.values()].map((j) => j.sql).join(''),
    steps: (given) => {
      const path = unalias([...given, 'Id']).slice(0, -1);
      let holder = { alias: base, object };
      return path.map((relationship, i) => {
        const field = holder.object.relationship(relationship);
        if (field === undefined) throw unknownRelationship(holder.object, relationship);
        const step = { sql: `${holder.alias}.${quote(field.name)}`, field };
        if (field.referenceTo.length === 1)
          holder = join(
            holder,
            relationship,
            path
              .slice(0, i + 1)
              .join('.')
              .toLowerCase(),
          );
        return step;
      });
    },
    nested: (inner, innerAlias) => openScope(org, inner, innerAlias, values),
  };
}

export const foldsCase = (field: FieldDef): boolean =>
  (isText(field.type) || /picklist/.test(field.type)) && !field.caseSensitive;
