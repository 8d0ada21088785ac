import type { AstNode } from 'langium';
import type { FieldKind, FieldSchema } from '@migmap/engine/schema/types';

/** A text that is known when the mapping is written: a literal, or what a value table gives. */
export interface Constant {
  readonly value: string | number | boolean;
  readonly node: AstNode;
}

/** What is known of an expression's value. */
export interface Type {
  /** `any`: nothing is known; `empty`: always empty; `deferred`: a record, owner or file that only the load knows. */
  readonly kind: FieldKind | 'any' | 'empty' | 'deferred';
  /** For a list: the fields of its elements, empty for plain texts. */
  readonly element?: readonly FieldSchema[];
  /** For a reference of the source: the objects it may point at. */
  readonly references?: readonly string[];
  /** Values that may come out, known when the mapping is written; with `partial`, others may as well. */
  readonly constants?: readonly Constant[];
  readonly partial?: boolean;
  /** Set where the value is exactly that of a field of the source record. */
  readonly field?: { readonly object: string; readonly schema: FieldSchema };
}

export const any: Type = { kind: 'any' };
/** Of a name that means nothing, which has been reported: no more is to be said about it. */
export const unresolved: Type = { kind: 'any' };
export const boolean: Type = { kind: 'boolean' };

const numeric = new Set<string>(['number', 'currency', 'percent', 'integer']);
const textual = new Set<string>([
  'text',
  'longtext',
  'html',
  'email',
  'phone',
  'url',
  'picklist',
  'id',
  'reference',
]);

export const isUnknown = (type: Type): boolean => type.kind === 'any' || type.kind === 'empty';
export const isNumeric = (kind: string): boolean => numeric.has(kind);
export const isTextual = (kind: string): boolean => textual.has(kind);
export const isTemporal = (kind: string): boolean => kind === 'date' || kind === 'datetime';
export const isList = (kind: string): boolean => kind === 'list' || kind === 'multipicklist';

/** Every value that may come out is known. */
export const isConstant = (type: Type): boolean => type.constants !== undefined && !type.partial;

/** What comes out where either of two values may (`??`, `if`). */
export function eitherOf(a: Type, b: Type): Type {
  if (a.kind === 'empty') return b;
  if (b.kind === 'empty') return a;
  const known = a.constants || b.constants ? [...(a.constants ?? []), ...(b.constants ?? [])] : undefined;
  const constants = known && { constants: known, partial: !isConstant(a) || !isConstant(b) };
  if (a.kind === b.kind) return { kind: a.kind, element: a.element ?? b.element, ...constants };
  if (isNumeric(a.kind) && isNumeric(b.kind)) return { kind: 'number', ...constants };
  if (isTextual(a.kind) && isTextual(b.kind)) return { kind: 'text', ...constants };
  if (isTemporal(a.kind) && isTemporal(b.kind)) return { kind: 'datetime', ...constants };
  return { kind: 'any', ...constants };
}

/** "a number", "a list": for messages. */
export function describe(kind: Type['kind']): string {
  switch (kind) {
    case 'any':
      return 'a value';
    case 'empty':
      return 'nothing';
    case 'deferred':
      return 'a record of the destination';
    case 'longtext':
      return 'a long text';
    case 'html':
      return 'an HTML text';
    case 'integer':
      return 'a whole number';
    case 'email':
      return 'an e-mail address';
    case 'id':
      return 'an id';
    case 'datetime':
      return 'a point in time';
    case 'multipicklist':
      return 'a list of picklist values';
    case 'url':
      return 'a web address';
    case 'currency':
      return 'an amount of money';
    case 'percent':
      return 'a percentage';
    case 'boolean':
      return 'true or false';
    case 'json':
      return 'a nested record';
    default:
      return `a ${kind}`;
  }
}
