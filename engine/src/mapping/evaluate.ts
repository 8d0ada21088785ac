import { isEmpty, type Value } from '../values.ts';
import { asNumber, dig } from './coerce.ts';
import { equal } from './evaluate/compare.ts';
import { file, migrationUser, orElse, owner, ref } from './evaluate/deferred.ts';
import { binary, condition } from './evaluate/operators.ts';
import { pipelinePart } from './evaluate/pipelines.ts';
import { settled, type Evaluate } from './evaluate/scope.ts';
import { valueTable } from './evaluate/tables.ts';
import { template } from './evaluate/template.ts';
import { through } from './evaluate/through.ts';
import { callerOf } from './functions/call.ts';
import type { Expr, Mapping } from './ir.ts';
import { Misfit } from './misfit.ts';

/** Where an expression stands: its mapping's tables and pipelines, and the names of the enclosing `each` elements. */
export interface ExprContext {
  readonly mapping: Pick<Mapping, 'tables' | 'pipelines'>;
  readonly elements?: readonly string[];
}

/** Compiles an expression once for many records. Throws for a mapping that contradicts itself (an unknown table). */
export function compileExpr(expr: Expr, context: ExprContext): Evaluate {
  const compile = (inner: Expr): Evaluate => compileExpr(inner, context);
  switch (expr.kind) {
    case 'literal':
      return () => expr.value;
    case 'field':
      return field(
        expr.path,
        context.elements?.find((name) => name === expr.scope),
      );
    case 'through':
      return through(compile(expr.value), expr);
    case 'template':
      return template(expr.parts.map((part) => (typeof part === 'string' ? part : compile(part))));
    case 'not': {
      const holds = condition(compile(expr.value));
      return (scope) => {
        const truth = holds(scope);
        return truth instanceof Misfit ? truth : !truth;
      };
    }
    case 'negate':
      return strict(compile(expr.value), negated);
    case 'binary': {
      const [left, right] = [compile(expr.left), compile(expr.right)];
      return expr.operator === '??' ? orElse(left, right) : binary(expr.operator, left, right);
    }
    case 'in':
      return isIn(compile(expr.value), expr.items.map(compile));
    case 'isEmpty':
      return strict(compile(expr.value), (value) => isEmpty(value) !== expr.negated);
    case 'if': {
      const holds = condition(compile(expr.condition));
      const [then, otherwise] = [compile(expr.then), compile(expr.else)];
      return (scope) => {
        const truth = holds(scope);
        return truth instanceof Misfit ? truth : truth ? then(scope) : otherwise(scope);
      };
    }
    case 'call':
      return call(expr.name, expr.args.map(compile));
    case 'via': {
      const { tables } = context.mapping;
      const table = Object.hasOwn(tables, expr.table) ? tables[expr.table] : undefined;
      if (!table) throw new Error(`The mapping uses a value table "${expr.table}" that it does not have.`);
      return strict(compile(expr.value), valueTable(table));
    }
    case 'pipeline': {
      const block = context.mapping.pipelines[expr.block];
      if (!block) throw new Error(`The mapping uses a pipelines block ${expr.block} that it does not have.`);
      return pipelinePart(block, expr.part);
    }
    case 'ref':
      return ref(expr.target, expr.target.kind === 'record' ? compile(expr.target.value) : undefined);
    case 'owner':
      return owner(compile(expr.value));
    case 'migrationUser':
      return () => migrationUser;
    case 'file':
      return file(
        compile(expr.path),
        expr.over && { megabytes: expr.over.megabytes, link: compile(expr.over.link) },
      );
  }
}

function field(path: readonly string[], element: string | undefined): Evaluate {
  if (element !== undefined) return ({ elements }) => dig(elements?.[element], path);
  return ({ record }) => dig(record, path);
}

function strict(evaluate: Evaluate, operation: (value: Value) => Value | Misfit): Evaluate {
  return (scope) => {
    const value = settled(evaluate(scope));
    return value instanceof Misfit ? value : operation(value);
  };
}

function negated(value: Value): Value | Misfit {
  if (isEmpty(value)) return null;
  const number = asNumber(value);
  return number === undefined ? new Misfit('is no number', value) : 0 - number;
}

function isIn(value: Evaluate, items: readonly Evaluate[]): Evaluate {
  return (scope) => {
    const wanted = settled(value(scope));
    if (wanted instanceof Misfit) return wanted;
    for (const item of items) {
      const candidate = settled(item(scope));
      if (candidate instanceof Misfit) return candidate;
      if (equal(wanted, candidate)) return true;
    }
    return false;
  };
}

function call(name: string, args: readonly Evaluate[]): Evaluate {
  const invoke = callerOf(name, args.length);
  return (scope) => {
    const values: Value[] = [];
    for (const arg of args) {
      const value = settled(arg(scope));
      if (value instanceof Misfit) return value;
      values.push(value);
    }
    return invoke(values);
  };
}
