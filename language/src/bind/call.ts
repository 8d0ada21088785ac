import { checkConstant, NotLoaded } from '@migmap/engine/mapping/functions/constants';
import type { Parameter, ResultType, Signature } from '@migmap/engine/mapping/functions/signature';
import { arity, signatureOf, signatureText } from '@migmap/engine/mapping/functions/signatures';
import type { CallExpression, PipeExpression } from '../generated/ast.ts';
import { findFields } from '../schema/lookup.ts';
import {
  any,
  describe,
  isList,
  isNumeric,
  isTemporal,
  isTextual,
  isUnknown,
  type Type,
} from '../types/type.ts';
import type { Bound } from './bound.ts';
import { pure } from './expression.ts';
import { converted, fewerArguments } from './instead.ts';
import { nameOf } from './reference-name.ts';
import type { ExpressionScope } from './scope.ts';

/** `x |> f(y)` is `f(x, y)`. */
export function bindPipe(node: PipeExpression, scope: ExpressionScope): Bound {
  const piped = pure(node.value, scope, 'before |>');
  return { ...bindCall(node.call, [piped], scope), node };
}

export function bindCall(
  node: CallExpression | undefined,
  piped: readonly Bound[],
  scope: ExpressionScope,
): Bound {
  if (!node) return { node: node!, ir: { kind: 'literal', value: null }, type: any, deferrals: [] };
  const name = nameOf(node.function);
  const args = [...piped, ...node.args.map((arg) => pure(arg, scope, 'as an argument of a function'))];
  const signature = signatureOf(name);
  if (!signature && name) scope.report({ kind: 'unknownFunction', node, property: 'function', name });
  if (signature) checkArguments(node, name, signature, args, scope);
  return {
    node,
    ir: { kind: 'call', name, args: args.map((arg) => arg.ir) },
    type: signature ? resultType(signature.result, args) : any,
    deferrals: [],
  };
}

function checkArguments(
  node: CallExpression,
  name: string,
  signature: Signature,
  args: readonly Bound[],
  scope: ExpressionScope,
): void {
  const { min, max } = arity(signature);
  if (args.length < min || args.length > max) {
    const problem = `${signatureText(name, signature)} takes ${amount(min, max)}, and has ${args.length} here.`;
    const instead = args.length > max ? fewerArguments(node, args.length - node.args.length, max) : [];
    scope.report({ kind: 'badArguments', node, property: 'function', problem, instead });
    return;
  }
  for (const [index, arg] of args.entries()) {
    const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)]!;
    const wrong = mismatch(parameter, arg.type);
    const told = wrong ?? unsoundConstant(parameter, arg.type, scope);
    if (told === undefined) continue;
    const problem = `The ${parameter.name} of ${name}: ${told}`;
    const instead = wrong === undefined ? [] : converted(arg.node, arg.type, parameter.type);
    scope.report({ kind: 'badArguments', node: arg.node, problem, instead });
  }
}

/** A pattern, format, zone … that is known already, and wrong. */
function unsoundConstant(
  parameter: Parameter,
  { constants }: Type,
  scope: ExpressionScope,
): string | undefined {
  for (const { value } of constants ?? []) {
    const problem = typeof value === 'string' ? checkConstant(parameter, value) : undefined;
    if (problem instanceof NotLoaded) scope.wait(problem);
    else if (problem) return `${problem}.`;
  }
  return undefined;
}

function mismatch(parameter: Parameter, type: Type): string | undefined {
  if (isUnknown(type) || parameter.type === 'any') return undefined;
  const { kind } = type;
  const suits = {
    text: !isList(kind) && kind !== 'json' && kind !== 'file',
    number: isNumeric(kind) || isTextual(kind),
    integer: isNumeric(kind) || isTextual(kind),
    boolean: kind === 'boolean',
    date: isTemporal(kind) || isTextual(kind),
    list: isList(kind) || isTextual(kind),
  }[parameter.type];
  if (suits) return undefined;
  const instead = isList(kind) && parameter.type === 'text' ? ' Take first(…) of it, or join(…) it.' : '';
  return `${describe(kind)} stands here, and it takes ${expected[parameter.type]}.${instead}`;
}

const expected = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  date: 'a date or a point in time',
  list: 'a list',
} as const;

function resultType(result: ResultType, args: readonly Bound[]): Type {
  if (typeof result === 'string') return { kind: result };
  if (result.rule === 'same') {
    const type = args[result.as]?.type ?? any;
    return { kind: isTextual(type.kind) ? 'any' : type.kind, element: type.element };
  }
  const list = args[result.of]?.type;
  const element = list?.element;
  if (!element) return any;
  if (result.rule === 'element') return element.length ? { kind: 'json', element } : { kind: 'text' };
  const field = args[result.field]?.type.constants?.[0]?.value;
  const found = typeof field === 'string' ? findFields(element, field, { snake: true })[0] : undefined;
  return { kind: 'list', element: found ? [] : undefined };
}

function amount(min: number, max: number): string {
  const count = (n: number) => (n === 1 ? '1 argument' : `${n} arguments`);
  if (min === max) return count(min);
  return max === Infinity ? `at least ${count(min)}` : `${min} to ${count(max)}`;
}
