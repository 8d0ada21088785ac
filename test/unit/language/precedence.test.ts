import assert from 'node:assert/strict';
import type { BinaryOperator, Expr } from '@migmap/engine/mapping/ir';
import { checkText } from './check.ts';

/** The tree with a bracket around every operation. */
function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return JSON.stringify(expr.value);
    case 'field':
      return [...(expr.scope === undefined ? [] : [expr.scope]), ...expr.path].join('.');
    case 'binary':
      return `(${shape(expr.left)} ${expr.operator} ${shape(expr.right)})`;
    case 'not':
      return `(not ${shape(expr.value)})`;
    case 'negate':
      return `(- ${shape(expr.value)})`;
    case 'in':
      return `(${shape(expr.value)} in [${expr.items.map(shape).join(', ')}])`;
    case 'isEmpty':
      return `(${shape(expr.value)} is ${expr.negated ? 'not ' : ''}empty)`;
    case 'if':
      return `(if ${shape(expr.condition)} then ${shape(expr.then)} else ${shape(expr.else)})`;
    case 'call':
      return `${expr.name}(${expr.args.map(shape).join(', ')})`;
    case 'via':
      return `(${shape(expr.value)} via ${expr.table})`;
    case 'template':
      return `"${expr.parts.map((part) => (typeof part === 'string' ? part : `{${shape(part)}}`)).join('')}"`;
    default:
      return expr.kind;
  }
}

/** Without schemas every name goes, and operands need not suit, so that the tree alone is looked at. */
async function parse(expression: string): Promise<string> {
  const text = `values T { otherwise keep } map A as r -> B { X = ${expression} }`;
  const { mapping, diagnostics } = await checkText(text, { context: { severities: { MM213: 'off' } } });
  assert.ok(mapping, `${expression}: ${diagnostics.map((d) => d.message).join('; ')}`);
  return shape(mapping.maps[0]!.fields[0]!.value);
}

/** Tightest first, as docs/language.md says. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['*', '/'],
  ['+', '-'],
  ['??'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['and'],
  ['or'],
];

describe('precedence', () => {
  for (const [i, tighter] of levels.entries()) {
    for (const looser of levels.slice(i + 1).flat()) {
      for (const tight of tighter) {
        it(`${tight} binds tighter than ${looser}`, async () => {
          assert.equal(await parse(`a ${tight} b ${looser} c`), `((a ${tight} b) ${looser} c)`);
          assert.equal(await parse(`a ${looser} b ${tight} c`), `(a ${looser} (b ${tight} c))`);
        });
      }
    }
    for (const operator of tighter) {
      it(`${operator} goes from left to right`, async () => {
        assert.equal(await parse(`a ${operator} b ${operator} c`), `((a ${operator} b) ${operator} c)`);
      });
    }
  }

  const table: readonly (readonly [expression: string, tree: string])[] = [
    ['- a.b * c', '((- a.b) * c)'],
    ['- a via T', '((- a) via T)'],
    ['a via T * b', '((a via T) * b)'],
    ['a * b via T', '(a * (b via T))'],
    ['a via T via T', '((a via T) via T)'],
    ['a + b |> trim', 'trim((a + b))'],
    ['a |> trim |> truncate(3)', 'truncate(trim(a), 3)'],
    ['a |> trim ?? b |> lower', '(trim(a) ?? lower(b))'],
    ['a ?? b |> plus_minutes(30)', '(a ?? plus_minutes(b, 30))'],
    ['a ?? b == c', '((a ?? b) == c)'],
    ['a ?? b in ["x", "y"]', '((a ?? b) in ["x", "y"])'],
    ['a ?? b is not empty', '((a ?? b) is not empty)'],
    ['not a == b', '(not (a == b))'],
    ['not a is empty and b', '((not (a is empty)) and b)'],
    ['not not a', '(not (not a))'],
    ['a is empty or b is empty and c', '((a is empty) or ((b is empty) and c))'],
    ['if a then b else c ?? d', '(if a then b else (c ?? d))'],
    ['if a or b then c else if d then e else f', '(if (a or b) then c else (if d then e else f))'],
    ['(a ?? b) |> trim', 'trim((a ?? b))'],
    ['a * (b + c)', '(a * (b + c))'],
    ['a - -1', '(a - -1)'],
    ['r.a.b', 'a.b'],
    ['"{a} and {b ?? "c"}!"', '"{a} and {(b ?? "c")}!"'],
    ['"\\{a\\} \\"b\\" \\\\"', '"{a} \\"b\\" \\\\"'],
  ];
  for (const [expression, tree] of table) {
    it(`${expression} is ${tree}`, async () => assert.equal(await parse(expression), tree));
  }
});
