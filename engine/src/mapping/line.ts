import type { FieldSchema } from '../schema/types.ts';
import { isEmpty, type Value } from '../values.ts';
import type { FieldConvert, OtherValues } from './convert/convert.ts';
import { isDeferred, type DraftValue, type Named, type Refusal } from './draft.ts';
import { compileExpr, type ExprContext } from './evaluate.ts';
import { Pending, type Outcome, type Scope } from './evaluate/scope.ts';
import type { Fallback, FieldLine, SourceSpan } from './ir.ts';
import { Misfit } from './misfit.ts';

/** What a line makes of a record: a value of the destination field's kind, or why there is none. */
export type LineResult = DraftValue | Misfit;

/** A field line, compiled together with the conversion to its field. */
export interface PreparedLine {
  readonly field: string;
  readonly at: SourceSpan;
  /** What `else` writes where the run finds nothing to settle the value with; `undefined` where it writes nothing. */
  readonly instead: Value | Named | Misfit | undefined;
  /** `others`: what the record's lines have made so far; a dependent picklist looks at the field it depends on. */
  apply(scope: Scope, others?: OtherValues): LineResult;
}

export interface TargetField {
  readonly schema: FieldSchema | undefined;
  readonly convert: FieldConvert;
}

export function prepareLine(line: FieldLine, target: TargetField, context: ExprContext): PreparedLine {
  const evaluate = compileExpr(line.value, context);
  return {
    field: line.field,
    at: line.at,
    instead: insteadOf(line.otherwise, target.convert),
    apply: (scope, others) => {
      const convert: FieldConvert = (value) => target.convert(value, others);
      const result = fitted(evaluate(scope), convert);
      const missing = result instanceof Misfit || isMissing(result);
      if (!missing || !line.otherwise) {
        return isMissing(result) && target.schema?.required ? requiredMisfit : result;
      }
      // A value table's `otherwise skip` has already decided about the record.
      if (result instanceof Misfit && result.decision === 'skipped') return result;
      const instead = otherwise(line.otherwise, result, convert);
      return isMissing(instead) && target.schema?.required ? requiredMisfit : instead;
    },
  };
}

const requiredMisfit = new Misfit('is required but empty');

function isMissing(result: LineResult): boolean {
  return !(result instanceof Misfit) && !isDeferred(result) && isEmpty(result);
}

/** The outcome as the field takes it; among the options of `??`, those that do. */
function fitted(outcome: Outcome, convert: FieldConvert): LineResult {
  if (outcome instanceof Misfit) return outcome;
  if (!(outcome instanceof Pending)) return converted(outcome, convert);
  const { deferred } = outcome;
  if (deferred.deferred !== 'choice') return deferred;
  const options: DraftValue[] = [];
  for (const option of deferred.options) {
    const value = isDeferred(option) ? option : converted(option, convert);
    if (!(value instanceof Misfit) && !isMissing(value)) options.push(value);
  }
  return options.length > 1 ? { deferred: 'choice', options } : (options[0] ?? null);
}

function converted(value: Value, convert: FieldConvert): Value | Named | Misfit {
  if (isEmpty(value)) return null;
  const result = convert(value);
  return result instanceof Misfit || isDeferred(result) || !isEmpty(result) ? result : null;
}

function insteadOf(
  otherwise: Fallback | undefined,
  convert: FieldConvert,
): Value | Named | Misfit | undefined {
  if (otherwise?.kind === 'empty') return null;
  return otherwise?.kind === 'value' ? converted(otherwise.value, convert) : undefined;
}

/** `else`: `keep` and `create` have nothing to keep here, so a person decides. */
function otherwise(fallback: Fallback, result: LineResult, convert: FieldConvert): LineResult {
  const misfit = result instanceof Misfit ? result : new Misfit('is empty');
  switch (fallback.kind) {
    case 'empty':
      return null;
    case 'value':
      return converted(fallback.value, convert);
    case 'skip':
      return new Misfit(fallback.why ?? misfit.reason, misfit.value, 'skipped');
    case 'hold':
    case 'keep':
    case 'create':
      return misfit;
  }
}

/** A misfit as the result for the whole record. */
export function refusal(misfit: Misfit, field: string | undefined, at: SourceSpan): Refusal {
  const { decision, reason, value } = misfit;
  return {
    kind: decision,
    reason,
    at,
    ...(field !== undefined && { field }),
    ...(value !== undefined && { value }),
  };
}
