/**
 * Reads enough of the language's expressions for tests of the engine, which knows no syntax: literals, names, paths,
 * calls, pipes, `ref(f of Obj.field)`, `owner(f)`, `??`, comparison, `and`/`or`.
 */
import type { BinaryOperator, Expr } from '@migmap/engine/mapping/ir';

const token =
  /\s*(?:("(?:[^"\\]|\\.)*")|(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(\|>|\?\?|[=!<>]=|[-+*/<>(),]))/y;

export function parseExpr(text: string): Expr {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = () => tokens[next];
  const take = (expected?: string): string => {
    const found = tokens[next++];
    if (found === undefined || (expected !== undefined && found !== expected)) {
      throw new Error(`Expected ${expected ?? 'more'} at token ${next} of: ${text}`);
    }
    return found;
  };

  // Loosest first, each level binding looser than the next.
  const levels: readonly (readonly string[])[] = [
    ['or'],
    ['and'],
    ['==', '!=', '<', '<=', '>', '>='],
    ['??'],
    ['|>'],
    ['+', '-'],
    ['*', '/'],
  ];
  const level = (depth: number): Expr => {
    const operators = levels[depth];
    if (!operators) return via();
    let left = level(depth + 1);
    for (let operator = peek(); operator !== undefined && operators.includes(operator); operator = peek()) {
      take();
      const right = level(depth + 1);
      left =
        operator === '|>'
          ? piped(left, right)
          : { kind: 'binary', operator: operator as BinaryOperator, left, right };
    }
    return left;
  };
  const via = (): Expr => {
    const value = primary();
    if (peek() !== 'via') return value;
    take();
    return { kind: 'via', value, table: take() };
  };
  const primary = (): Expr => {
    const word = take();
    if (word === '(') {
      const inner = level(0);
      take(')');
      return inner;
    }
    if (word === '-') return { kind: 'negate', value: primary() };
    if (word.startsWith('"')) return { kind: 'literal', value: JSON.parse(word) as string };
    if (/^\d/.test(word)) return { kind: 'literal', value: Number(word) };
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'empty') return { kind: 'literal', value: null };
    if (peek() === '(') return called(word);
    const path = word.split('.');
    return path.length > 1 && path[0] === 'person'
      ? { kind: 'field', scope: 'person', path: path.slice(1) }
      : { kind: 'field', path };
  };
  const called = (name: string): Expr => {
    take('(');
    if (name === 'ref') return reference();
    const args: Expr[] = [];
    while (peek() !== ')') {
      args.push(level(0));
      if (peek() === ',') take();
    }
    take(')');
    const [first = { kind: 'literal', value: null }] = args;
    if (name === 'owner') return { kind: 'owner', value: first };
    if (name === 'file') return { kind: 'file', path: first };
    return name === 'migration_user' ? { kind: 'migrationUser' } : { kind: 'call', name, args };
  };
  /** `ref(company_id)` is taken to point at `Company`. */
  const reference = (): Expr => {
    const value = level(0);
    if (value.kind === 'field' && value.path[0] === 'parent' && peek() === ')') {
      take();
      return { kind: 'ref', target: { kind: 'parent' } };
    }
    const [object, field] = peek() === 'of' ? (take(), take().split('.')) : [guessed(value), undefined];
    take(')');
    return {
      kind: 'ref',
      target: { kind: 'record', objects: [object ?? ''], value, ...(field !== undefined && { field }) },
    };
  };

  const result = level(0);
  if (next < tokens.length) throw new Error(`More than an expression: ${text}`);
  return result;
}

function guessed(value: Expr): string {
  const name = value.kind === 'field' ? (value.path.at(-1) ?? '') : '';
  return name.charAt(0).toUpperCase() + name.replace(/_id$/, '').slice(1);
}

function piped(left: Expr, right: Expr): Expr {
  if (right.kind === 'call') return { ...right, args: [left, ...right.args] };
  if (right.kind === 'field') return { kind: 'call', name: right.path.join('.'), args: [left] };
  throw new Error('A pipe leads into a function.');
}

function tokensOf(text: string): readonly string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match) throw new Error(`Not understood: ${text}`);
    found.push(match[0].trim());
  }
  return found;
}
