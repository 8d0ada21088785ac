/** Which part of an object's records a condition lets through, as far as the profile tells. */
import { compileExpr } from '../mapping/evaluate.ts';
import { condition } from '../mapping/evaluate/operators.ts';
import type { Expr, Mapping } from '../mapping/ir.ts';
import { walk } from '../mapping/walk.ts';
import type { FieldProfile, ObjectProfile } from '../schema/profile.ts';
import type { Certainty } from './types.ts';

/** `part` is 0 to 1. */
export interface Share {
  readonly part: number;
  readonly certainty: Certainty;
}

const all: Share = { part: 1, certainty: 'exact' };
const unknown: Share = { part: 1, certainty: 'atMost' };

/** A condition on one field is counted out over its values; of several, each is taken to be independent of the others. */
export function shareOf(
  mapping: Mapping,
  where: Expr | undefined,
  profile: ObjectProfile | undefined,
): Share {
  if (!where) return all;
  return profile && profile.records > 0 ? estimate(mapping, where, profile) : unknown;
}

function estimate(mapping: Mapping, expr: Expr, profile: ObjectProfile): Share {
  const counted = countOut(mapping, expr, profile);
  if (counted) return counted;
  if (expr.kind === 'not') {
    const inner = estimate(mapping, expr.value, profile);
    return inner.certainty === 'atMost' ? unknown : { ...inner, part: 1 - inner.part };
  }
  if (expr.kind !== 'binary' || (expr.operator !== 'and' && expr.operator !== 'or')) return unknown;
  const [left, right] = [expr.left, expr.right].map((side) => estimate(mapping, side, profile));
  if (!left || !right) return unknown;
  const certainty = left.certainty === 'atMost' || right.certainty === 'atMost' ? 'atMost' : 'estimated';
  const both = left.part * right.part;
  return { part: expr.operator === 'and' ? both : left.part + right.part - both, certainty };
}

/** Exact where the condition reads a single field whose values the profile knows all of. */
function countOut(mapping: Mapping, expr: Expr, profile: ObjectProfile): Share | undefined {
  const name = onlyField(expr);
  const field = name === undefined ? undefined : profile.fields.find((candidate) => candidate.field === name);
  if (name === undefined || !field) return undefined;
  const values = knownValues(field, expr, profile.records);
  if (!values) return undefined;
  const holds = condition(compileExpr(expr, { mapping }));
  let count = 0;
  for (const { value, count: times } of values) {
    if (holds({ record: { [name]: value }, world: { through: () => null } }) === true) count += times;
  }
  return { part: count / profile.records, certainty: 'exact' };
}

function knownValues(
  field: FieldProfile,
  expr: Expr,
  records: number,
): readonly { readonly value: string; readonly count: number }[] | undefined {
  const empty = { value: '', count: field.nulls };
  // Of "is empty" any value does: that it is there is all that counts.
  if (expr.kind === 'isEmpty') return [empty, { value: 'x', count: records - field.nulls }];
  if (!field.values || field.distinctCapped || field.values.length < field.distinct) return undefined;
  return [empty, ...field.values.filter(({ value }) => value.trim() !== '')];
}

/** The one top-level field that an expression reads; none where it reads others, or anything beyond the record. */
function onlyField(expr: Expr): string | undefined {
  const names = new Set<string>();
  for (const inner of walk(expr)) {
    if (inner.kind === 'field') names.add(inner.path.join('.'));
    if (inner.kind === 'through' || inner.kind === 'pipeline') return undefined;
  }
  const [name] = names;
  return names.size === 1 ? name : undefined;
}
