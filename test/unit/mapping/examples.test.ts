/** The functions' examples are sentences of the language, not only calls that the engine understands. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { compileExpr } from '@migmap/engine/mapping/evaluate';
import { doesNotFit } from '@migmap/engine/mapping/functions/signature';
import { functionNames, signatureOf } from '@migmap/engine/mapping/functions/signatures';
import { Misfit } from '@migmap/engine/mapping/misfit';
import { emptyWorld } from '@migmap/engine/mapping/transform';
import { checkFile } from '@migmap/language/checker';

const examples = functionNames.flatMap((name) => signatureOf(name)?.examples ?? []);

describe("the functions' examples in a mapping", () => {
  it('parse, compile and give what they say', async () => {
    const lines = examples.map(([expression], index) => `  F${index} = ${expression}`);
    const text = ['migration T from a to b', 'map X -> Y {', '  key id => K', ...lines, '}'].join('\n');
    const { diagnostics, mapping } = await checkFile(
      'file:///m.migmap',
      { contextFor: () => undefined },
      text,
    );
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.ok(mapping);
    const fields = mapping.maps[0]?.fields ?? [];
    assert.equal(fields.length, examples.length);
    for (const [index, [expression, expected, given = {}]] of examples.entries()) {
      const line = fields[index];
      assert.ok(line);
      const result = compileExpr(line.value, { mapping })({ record: given, world: emptyWorld });
      const fits = expected === doesNotFit ? result instanceof Misfit : isDeepStrictEqual(result, expected);
      assert.ok(fits, `${expression} gives ${JSON.stringify(result)}`);
    }
  });
});
