import assert from 'node:assert/strict';
import { compileExpr } from '@migmap/engine/mapping/evaluate';
import { doesNotFit } from '@migmap/engine/mapping/functions/signature';
import { arity, functionNames, signatureOf } from '@migmap/engine/mapping/functions/signatures';
import { Misfit } from '@migmap/engine/mapping/misfit';
import { emptyWorld } from '@migmap/engine/mapping/transform';
import { mappingOf } from './build.ts';
import { parseExpr } from './parse-expr.ts';

describe('functions', () => {
  for (const name of functionNames) {
    const signature = signatureOf(name);
    assert.ok(signature);
    describe(name, () => {
      for (const [expression, expected, given = {}] of signature.examples) {
        it(`${expression} gives ${expected === doesNotFit ? 'a misfit' : JSON.stringify(expected)}`, () => {
          const evaluate = compileExpr(parseExpr(expression), { mapping: mappingOf([]) });
          const result = evaluate({ record: given, world: emptyWorld });
          if (expected === doesNotFit) assert.ok(result instanceof Misfit, JSON.stringify(result));
          else assert.deepEqual(result, expected);
        });
      }
      it('has examples, and one of a misfit only where it is partial', () => {
        assert.ok(signature.examples.length > 0);
        const misfits = signature.examples.some(([, result]) => result === doesNotFit);
        assert.ok(!misfits || signature.partial);
      });
      it('has required parameters before optional ones and at most one rest, last', () => {
        const ranks = signature.parameters.map((p) => (p.rest ? 2 : p.optional ? 1 : 0));
        assert.deepEqual(
          ranks,
          ranks.toSorted((a, b) => a - b),
        );
        assert.ok(arity(signature).min >= 1);
      });
    });
  }
});
