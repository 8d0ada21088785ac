import type { AstNode } from 'langium';
import type { FieldSchema } from '@migmap/engine/schema/types';
import {
  isBinaryExpression,
  isEachLine,
  isFieldPath,
  isKeyLine,
  isSkipFieldLine,
  isTextLiteral,
  isTextTemplate,
  type BinaryExpression,
  type CallExpression,
  type Expression,
  type PathSegment,
} from '../generated/ast.ts';
import { findFields } from '../schema/lookup.ts';
import { nearest, quoted, written } from '../schema/names.ts';
import { isList, isTemporal, isTextual, type Type } from '../types/type.ts';
import type { Bound } from './bound.ts';
import { nameOf } from './reference-name.ts';

/** What would have a meaning in the place of a node. */
export interface Instead {
  readonly node: AstNode;
  readonly text: string;
}

/** Nothing where a syntax error left a hole. */
const textOf = (node: AstNode | undefined): string => node?.$cstNode?.text ?? '';

/** The path without this name and what follows it. */
export function shorterPath(segment: PathSegment): Instead[] {
  const before = segmentsBefore(segment);
  return before === undefined ? [] : [{ node: segment.$container, text: before }];
}

function segmentsBefore(segment: PathSegment): string | undefined {
  const path = segment.$container;
  if (!isFieldPath(path)) return undefined;
  const index = path.segments.indexOf(segment);
  return index > 0 ? path.segments.slice(0, index).map(textOf).join('.') : undefined;
}

/** `attendees.email` → a field of the first element, or of all of them in one text. */
export function fieldOfList(segment: PathSegment, list: FieldSchema): Instead[] {
  const path = segment.$container;
  const { $container: around } = path;
  const before = segmentsBefore(segment);
  // Keys, skips and each want a field itself.
  const wantsField = isKeyLine(around) || isSkipFieldLine(around) || isEachLine(around);
  if (before === undefined || !isFieldPath(path) || path.segments.at(-1) !== segment || wantsField) return [];
  const name = nameOf(segment.target);
  if (!list.element?.length || !findFields(list.element, name, { snake: true }).length) return [];
  const all = `map(${before}, ${quoted(name)})`;
  return [`first(${all})`, `join(${all}, "; ")`].map((text) => ({ node: path, text }));
}

export function nearNames(segment: PathSegment, fields: readonly FieldSchema[]): Instead[] {
  const near = nearest(
    nameOf(segment.target),
    fields.map(({ name }) => name),
  );
  return near.map((name) => ({ node: segment, text: written(name) }));
}

/** The call without the arguments that are too many. */
export function fewerArguments(node: CallExpression, piped: number, most: number): Instead[] {
  const kept = node.args.slice(0, most - piped).map(textOf);
  const name = node.function?.$refText;
  if (!name || piped > most) return [];
  const brackets = kept.length || !piped ? `(${kept.join(', ')})` : '';
  return [{ node, text: `${written(name)}${brackets}` }];
}

/** An argument of the wrong kind, taken through the function that makes it the right one. */
export function converted(node: Expression, type: Type, wanted: string): Instead[] {
  const text = textOf(node);
  if (wanted === 'boolean' && isTextual(type.kind)) return [{ node, text: `boolean(${text})` }];
  // An element that is a record would be no better.
  if (!isList(type.kind) || type.element?.length || wanted === 'boolean') return [];
  const first = { node, text: `first(${text})` };
  return wanted === 'text' ? [first, { node, text: `join(${text}, "; ")` }] : [first];
}

/** `birthday + 7` → `plus_days(birthday, 7)` */
export function movedDate({ node, type }: Pick<Bound, 'node' | 'type'>, operator: string): Instead[] {
  const sum = node.$container;
  if (!isBinaryExpression(sum) || sum.left !== node || !isTemporal(type.kind)) return [];
  if (operator !== '+' && operator !== '-') return [];
  const amount = textOf(sum.right);
  const signed = operator === '+' ? amount : /^[\w.]+$/.test(amount) ? `-${amount}` : `-(${amount})`;
  const units = type.kind === 'date' ? ['days'] : ['days', 'minutes'];
  return units.map((unit) => ({ node: sum, text: `plus_${unit}(${textOf(node)}, ${signed})` }));
}

/** `count + " seats"` → `"{count} seats"`, with all that is added in the same row. */
export function oneText(literal: Expression): Instead[] {
  const inner = literal.$container;
  if (!isBinaryExpression(inner) || inner.operator !== '+') return [];
  let whole: BinaryExpression = inner;
  const row = new Set<AstNode>([whole]);
  for (let at = whole.$container; isBinaryExpression(at) && at.operator === '+'; at = at.$container) {
    whole = at;
    row.add(at);
  }
  const parts = (node: Expression): string => {
    if (row.has(node) && isBinaryExpression(node)) return parts(node.left) + parts(node.right);
    return isTextLiteral(node) || isTextTemplate(node) ? textOf(node).slice(1, -1) : `{${textOf(node)}}`;
  };
  return [{ node: whole, text: `"${parts(whole)}"` }];
}

/** A list beside a single value: its first element. */
export function firstOfList(left: Bound, right: Bound): Instead[] {
  const lists = [left, right].filter(({ type }) => isList(type.kind) && !type.element?.length);
  const [only] = lists;
  if (lists.length !== 1 || !only) return [];
  return [{ node: only.node, text: `first(${textOf(only.node)})` }];
}
