import { RequestError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import { isNumber, isText, type FieldDef } from '../schema/types.ts';
import { quote, type SqlValue } from '../store/store.ts';
import { parseInstant } from '../write/coerce.ts';
import type { Condition, Literal, Query } from './ast.ts';
import { malformed } from './lexer.ts';
import { rangeOf } from './ranges.ts';
import { foldsCase, type Resolved, type Scope } from './scope.ts';

const typeNames: Partial<Record<FieldDef['type'], string>> = { datetime: 'dateTime' };

const mistyped = (field: FieldDef): RequestError => {
  const quoted = isNumber(field.type) || /boolean|date/.test(field.type);
  const type = typeNames[field.type] ?? field.type;
  return new RequestError(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and should ${quoted ? 'not ' : ''}be enclosed in quotes`,
  );
};

/** The literal as the field's column has it. */
function bound(field: FieldDef, literal: Literal): SqlValue {
  if (literal.kind === 'null') return null;
  if (field.type === 'boolean') {
    if (literal.kind !== 'boolean') throw mistyped(field);
    return literal.value ? 1 : 0;
  }
  if (isNumber(field.type)) {
    if (literal.kind !== 'number') throw mistyped(field);
    return literal.value;
  }
  if (field.type === 'date') {
    if (literal.kind !== 'date') throw mistyped(field);
    return literal.text;
  }
  if (field.type === 'datetime') {
    const time = literal.kind === 'datetime' ? parseInstant(literal.text.toUpperCase()) : undefined;
    if (time === undefined) throw mistyped(field);
    return time;
  }
  if (literal.kind !== 'string') throw mistyped(field);
  if (field.type === 'id' || (field.type === 'reference' && field.referenceTo.length > 0))
    return idOf(field, literal.text);
  return literal.text === '' ? null : literal.text;
}

/** An id in its long form; one that could be none of ours finds nothing, a text that is no id is refused. */
function idOf(field: FieldDef, text: string): SqlValue {
  if (text === '') return null;
  const id = normalizeId(text);
  if (id !== undefined) return id;
  if (field.referenceTo.includes('EntityDefinition')) return text;
  throw new RequestError(
    400,
    'INVALID_QUERY_FILTER_OPERATOR',
    `\nERROR at Row:1:Column:1\ninvalid ID field: ${text}`,
  );
}

const collation = (field: FieldDef): string => (foldsCase(field) ? ' COLLATE NOCASE' : '');

function index(scope: Scope, { column, field }: Resolved): void {
  if (column && field.name !== 'Id') scope.org.store.ensureIndex(scope.object.name, field.name);
}

function compareRange(
  scope: Scope,
  left: Resolved,
  operator: string,
  literal: Literal & { kind: 'range' },
): string {
  const { from, to } = rangeOf(literal.name, literal.n, scope.org.now());
  const { sql, field } = left;
  if (field.type !== 'date' && field.type !== 'datetime') throw mistyped(field);
  const time = field.type === 'datetime' ? 'T00:00:00.000Z' : '';
  const push = (value: string): string => {
    scope.values.push(value + time);
    return '?';
  };
  switch (operator) {
    case '=':
      return `(${sql} >= ${push(from)} AND ${sql} < ${push(to)})`;
    case '!=':
      return `(${sql} IS NULL OR ${sql} < ${push(from)} OR ${sql} >= ${push(to)})`;
    case '<':
      return `${sql} < ${push(from)}`;
    case '<=':
      return `${sql} < ${push(to)}`;
    case '>':
      return `${sql} >= ${push(to)}`;
    default:
      return `${sql} >= ${push(from)}`;
  }
}

function compare(scope: Scope, condition: Condition & { kind: 'compare' }): string {
  const left = scope.operand(condition.left);
  const { operator, right } = condition;
  if (right.kind === 'range') return compareRange(scope, left, operator, right);
  if (left.field.type === 'textarea' && left.field.length > 255)
    throw new RequestError(
      400,
      'INVALID_FIELD',
      `\nERROR at Row:1:Column:1\nfield '${left.field.name}' can not be filtered in a query call`,
    );
  if (operator === 'LIKE') {
    if (!isText(left.field.type) && !/picklist/.test(left.field.type) && left.field.type !== 'complexvalue')
      throw new RequestError(
        400,
        'INVALID_QUERY_FILTER_OPERATOR',
        `\nERROR at Row:1:Column:1\ninvalid operator on ${left.field.type} field`,
      );
    if (right.kind !== 'string') throw mistyped(left.field);
    scope.values.push(right.text);
    return `${left.sql} LIKE ? ESCAPE '\\'`;
  }
  const value = bound(left.field, right);
  if (value === null) {
    if (operator === '=') return `${left.sql} IS NULL`;
    if (operator === '!=') return `${left.sql} IS NOT NULL`;
    throw malformed(`${operator} needs a value`);
  }
  if (operator === '=') index(scope, left);
  scope.values.push(value);
  if (operator === '!=') return `${left.sql} IS NOT ?${collation(left.field)}`;
  return `${left.sql} ${operator} ?${collation(left.field)}`;
}

function isIn(scope: Scope, condition: Condition & { kind: 'in' }): string {
  const left = scope.operand(condition.left);
  const values = condition.values.map((v) => bound(left.field, v));
  if (!condition.negated) index(scope, left);
  scope.values.push(JSON.stringify(values.filter((v) => v !== null)));
  const members = '(SELECT value FROM json_each(?))';
  const hasNull = values.includes(null);
  if (condition.negated)
    return hasNull
      ? `(${left.sql} IS NOT NULL AND ${left.sql} NOT IN ${members})`
      : `(${left.sql} IS NULL OR ${left.sql} NOT IN ${members})`;
  return hasNull ? `(${left.sql} IN ${members} OR ${left.sql} IS NULL)` : `${left.sql} IN ${members}`;
}

function inQuery(scope: Scope, condition: Condition & { kind: 'inQuery' }): string {
  const left = scope.operand(condition.left);
  const { query } = condition;
  const object = scope.org.catalog.object(query.object);
  if (object === undefined) throw unsupported(query.object);
  const [first] = query.select;
  if (query.select.length !== 1 || first?.kind !== 'path')
    throw malformed('a query in IN selects exactly one field');
  const inner = scope.nested(object, query.alias);
  const picked = inner.resolve(first.path);
  const where = query.where === undefined ? '' : ` AND ${whereSql(inner, query.where)}`;
  const sql = `SELECT ${picked.sql} FROM ${quote(object.name)} ${inner.base}${inner.joins()} WHERE ${inner.base}.IsDeleted = 0${where}`;
  if (condition.negated)
    return `(${left.sql} IS NULL OR ${left.sql} NOT IN (${sql} AND ${picked.sql} IS NOT NULL))`;
  return `${left.sql} IN (${sql})`;
}

export const unsupported = (object: string): RequestError =>
  new RequestError(
    400,
    'INVALID_TYPE',
    `\nERROR at Row:1:Column:1\nsObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );

function includes(scope: Scope, condition: Condition & { kind: 'includes' }): string {
  const left = scope.operand(condition.left);
  if (left.field.type !== 'multipicklist')
    throw new RequestError(400, 'INVALID_QUERY_FILTER_OPERATOR', 'INCLUDES is for multi-select picklists');
  const has = (value: string): string => {
    scope.values.push(value);
    return `instr(';' || ${left.sql} || ';', ';' || ? || ';') > 0`;
  };
  const any = condition.values.map((v) => `(${v.split(';').map(has).join(' AND ')})`).join(' OR ');
  return condition.negated ? `NOT ifnull(${any}, 0)` : `(${any})`;
}

export function whereSql(scope: Scope, condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${condition.parts.map((p) => whereSql(scope, p)).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      return `NOT ifnull(${whereSql(scope, condition.part)}, 0)`;
    case 'compare':
      return compare(scope, condition);
    case 'in':
      return isIn(scope, condition);
    case 'inQuery':
      return inQuery(scope, condition);
    case 'includes':
      return includes(scope, condition);
  }
}

/** The platform lets these be read only for known documents or parents. */
export function checkRestricted(query: Query): void {
  if (query.object.toLowerCase() !== 'contentdocumentlink') return;
  const filters = (c: Condition | undefined): boolean => {
    if (c === undefined) return false;
    if (c.kind === 'and') return c.parts.some(filters);
    if (c.kind !== 'compare' && c.kind !== 'in' && c.kind !== 'inQuery') return false;
    const last = 'path' in c.left ? (c.left.path.at(-1) ?? '').toLowerCase() : '';
    const known = last === 'contentdocumentid' || last === 'linkedentityid' || last === 'id';
    return known && (c.kind === 'compare' ? c.operator === '=' : !c.negated);
  };
  if (!filters(query.where))
    throw malformed(
      "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
    );
}
