import type { Expr } from '@migmap/engine/mapping/ir';
import type { BinaryExpression, Expression } from '../generated/ast.ts';
import { any, boolean, eitherOf, type Type } from '../types/type.ts';
import { bindCall, bindPipe } from './call.ts';
import type { Bound, Deferral } from './bound.ts';
import {
  bindFile,
  bindMigrationUser,
  bindOwner,
  bindRefParent,
  bindRefRecord,
  bindRefThis,
} from './deferred.ts';
import { bindPath } from './path.ts';
import { nameOf } from './reference-name.ts';
import { checkOperands, operationType } from './operators.ts';
import type { ExpressionScope } from './scope.ts';
import { tableType } from './table.ts';

/** Resolves the names of an expression, types it and gives the engine's form of it. Never throws; what is wrong is reported. */
export function bind(node: Expression | undefined, scope: ExpressionScope): Bound {
  // A syntax error may leave a hole; it has been reported as such.
  if (!node) return result(undefined!, { kind: 'literal', value: null }, any);
  switch (node.$type) {
    case 'TextLiteral':
      return result(node, literal(node.value), { kind: 'text', constants: [{ value: node.value, node }] });
    case 'NumberLiteral': {
      const value = node.negative ? -node.value : node.value;
      return result(node, literal(value), {
        kind: Number.isInteger(value) ? 'integer' : 'number',
        constants: [{ value, node }],
      });
    }
    case 'BooleanLiteral': {
      const value = node.value === 'true';
      return result(node, literal(value), { kind: 'boolean', constants: [{ value, node }] });
    }
    case 'EmptyLiteral':
      return result(node, literal(null), { kind: 'empty' });
    case 'FieldPath': {
      const { ir, type } = bindPath(node, scope);
      return result(node, ir, type);
    }
    case 'TextTemplate': {
      const values = node.values.map((value) => pure(value, scope, 'inside a text'));
      const parts = node.texts.flatMap((text, i) => [
        ...(text ? [text] : []),
        ...(values[i] ? [values[i].ir] : []),
      ]);
      return result(node, { kind: 'template', parts }, { kind: 'text' });
    }
    case 'NegateExpression': {
      const value = pure(node.value, scope, 'behind a minus sign');
      if (value.ir.kind === 'literal' && typeof value.ir.value === 'number') {
        const negative = -value.ir.value;
        return result(node, literal(negative), { ...value.type, constants: [{ value: negative, node }] });
      }
      checkOperands('-', [value], scope);
      return result(
        node,
        { kind: 'negate', value: value.ir },
        { kind: value.type.kind === 'integer' ? 'integer' : 'number' },
      );
    }
    case 'NotExpression':
      return result(node, { kind: 'not', value: bindCondition(node.value, scope).ir }, boolean);
    case 'BinaryExpression':
      return bindBinary(node, scope);
    case 'InExpression': {
      const value = pure(node.value, scope, 'before in');
      const items = node.items.map((item) => pure(item, scope, 'in a list of values'));
      for (const item of items) checkOperands('==', [value, item], scope);
      return result(node, { kind: 'in', value: value.ir, items: items.map((item) => item.ir) }, boolean);
    }
    case 'EmptyTest': {
      const value = pure(node.value, scope, 'before is empty');
      return result(node, { kind: 'isEmpty', value: value.ir, negated: node.negated }, boolean);
    }
    case 'IfExpression': {
      const condition = bindCondition(node.condition, scope);
      const then = bind(node.then, scope);
      const otherwise = bind(node.else, scope);
      // oxlint-disable-next-line unicorn/no-thenable -- the member that the mapping's form has
      const ir: Expr = { kind: 'if', condition: condition.ir, then: then.ir, else: otherwise.ir };
      return result(node, ir, eitherOf(then.type, otherwise.type), [
        ...then.deferrals,
        ...otherwise.deferrals,
      ]);
    }
    case 'PipeExpression':
      return bindPipe(node, scope);
    case 'CallExpression':
      return bindCall(node, [], scope);
    case 'ViaExpression': {
      const value = pure(node.value, scope, 'before via');
      const name = nameOf(node.table);
      const table = scope.tables.get(name);
      if (!table && name) scope.report({ kind: 'unknownTable', node, property: 'table', name });
      return result(
        node,
        { kind: 'via', value: value.ir, table: name },
        table ? tableType(table, value.type) : any,
      );
    }
    case 'RefRecord':
      return bindRefRecord(node, scope);
    case 'RefThis':
      return bindRefThis(node, scope);
    case 'RefParent':
      return bindRefParent(node, scope);
    case 'OwnerExpression':
      return bindOwner(node, scope);
    case 'MigrationUser':
      return bindMigrationUser(node);
    case 'FileExpression':
      return bindFile(node, scope);
    default:
      // Lists and records are parsed in the values of tests only.
      return result(node, literal(null), any);
  }
}

/** An expression that must be known without the load: an operand, an argument, a condition. */
export function pure(node: Expression, scope: ExpressionScope, where: string): Bound {
  const bound = bind(node, scope);
  for (const deferral of bound.deferrals) {
    scope.report({ kind: 'misplacedDeferred', node: deferral.node, what: where });
  }
  return { ...bound, deferrals: [] };
}

export function bindCondition(node: Expression, scope: ExpressionScope): Bound {
  const bound = pure(node, scope, 'in a condition');
  if (!['boolean', 'any'].includes(bound.type.kind)) {
    scope.report({ kind: 'notTrueOrFalse', node, type: bound.type });
  }
  return bound;
}

function bindBinary(node: BinaryExpression, scope: ExpressionScope): Bound {
  const { operator } = node;
  if (operator === '??') {
    const left = bind(node.left, scope);
    const right = bind(node.right, scope);
    const ir: Expr = { kind: 'binary', operator, left: left.ir, right: right.ir };
    return result(node, ir, eitherOf(left.type, right.type), [...left.deferrals, ...right.deferrals]);
  }
  const logical = operator === 'and' || operator === 'or';
  const side = (operand: Expression) =>
    logical ? bindCondition(operand, scope) : pure(operand, scope, `beside ${operator}`);
  const left = side(node.left);
  const right = side(node.right);
  if (!logical) checkOperands(operator, [left, right], scope);
  const ir: Expr = { kind: 'binary', operator, left: left.ir, right: right.ir };
  return result(node, ir, operationType(operator, left.type, right.type));
}

const literal = (value: string | number | boolean | null): Expr => ({ kind: 'literal', value });

function result(node: Expression, ir: Expr, type: Type, deferrals: readonly Deferral[] = []): Bound {
  return { node, ir, type, deferrals };
}
