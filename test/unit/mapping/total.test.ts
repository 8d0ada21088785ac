/** Nothing that a source may contain makes the transform throw. Random values from a fixed seed. */
import assert from 'node:assert/strict';
import { converterTo } from '@migmap/engine/mapping/convert/convert';
import { compileExpr } from '@migmap/engine/mapping/evaluate';
import { callerOf } from '@migmap/engine/mapping/functions/call';
import { arity, functionNames, signatureOf } from '@migmap/engine/mapping/functions/signatures';
import type { BinaryOperator } from '@migmap/engine/mapping/ir';
import { Misfit } from '@migmap/engine/mapping/misfit';
import { emptyWorld } from '@migmap/engine/mapping/transform';
import { fieldKinds } from '@migmap/engine/schema/types';
import { isEmpty, type Value } from '@migmap/engine/values';
import { field, mappingOf, objectSchema } from './build.ts';

const runs = 400;

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const oddTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '😀'.repeat(40),
  '9'.repeat(400),
  '-',
  '.',
  ',',
  '1e999',
  '-0',
  '0x10',
  'NaN',
  '2026-02-29',
  '2024-02-29T24:00:00Z',
  '9999-12-31T23:59:59.999-12:00',
  '0000-01-01T00:00:00+14:00',
  '10000-01-01',
  '31.12.2025',
  '[',
  '[1,',
  '["a"]',
  '{"a":1}',
  '<p',
  '<p>'.repeat(50),
  '&#x110000;',
  '&amp',
  'a@b',
  '@',
  'a@b.c',
  'http://',
  'https://[',
  'file:///x',
  '+1',
  '+49 30 901820',
  'ünï@exämple.org',
  '__proto__',
  'constructor',
  '(',
  '\\',
  'Europe/Berlin',
  'dd.MM.yyyy',
  'US',
  'a;b;;c',
  '\n\n',
  'true',
  'NO',
];

function randomValue(random: () => number, depth = 0): Value {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const kind = Math.floor(random() * (depth > 2 ? 5 : 7));
  switch (kind) {
    case 0:
      return null;
    case 1:
      return random() < 0.5;
    case 2:
      return (
        pick([0, -0, 1, -1, 0.1, 1e21, -1e-9, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, random() * 1000]) ??
        0
      );
    case 3:
      return pick(oddTexts) ?? '';
    case 4:
      return Array.from({ length: Math.floor(random() * 12) }, () =>
        String.fromCharCode(Math.floor(random() * 0x300)),
      ).join('');
    case 5:
      return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth + 1));
    default:
      return { [pick(['a', 'email', '__proto__', 'deferred']) ?? 'a']: randomValue(random, depth + 1) };
  }
}

describe('the transform is total', () => {
  for (const name of functionNames) {
    it(`${name} over random arguments`, () => {
      const signature = signatureOf(name);
      assert.ok(signature);
      const random = randomOf(functionNames.indexOf(name) + 1);
      const { min, max } = arity(signature);
      for (let run = 0; run < runs; run++) {
        const count = min + Math.floor(random() * (Math.min(max, min + 2) - min + 1));
        const args = Array.from({ length: count }, () => randomValue(random));
        const call = () => callerOf(name, count)(args);
        assert.doesNotThrow(call, `${name}(${JSON.stringify(args)})`);
        const result = call();
        if (result instanceof Misfit) {
          assert.ok(signature.partial, `${name} is said to fit always: ${result.reason}`);
          assert.notEqual(result.reason, '');
        } else
          assert.ok(
            !isEmpty(result) || result === null,
            `${name}(${JSON.stringify(args)}) is empty, not null`,
          );
      }
    });
  }

  for (const kind of fieldKinds) {
    it(`conversion to ${kind} over random values; what came out goes through unchanged`, () => {
      const random = randomOf(fieldKinds.indexOf(kind) + 101);
      const values = [{ value: 'a', label: 'A' }];
      const schema = field('RecordTypeId', {
        kind,
        length: 20,
        precision: 18,
        scale: 2,
        values,
        restricted: random() < 0.5,
      });
      const convert = converterTo(schema, objectSchema('O', [schema]));
      for (let run = 0; run < runs; run++) {
        const value = randomValue(random);
        if (isEmpty(value)) continue;
        const result = convert(value);
        if (result instanceof Misfit || isEmpty(result)) continue;
        assert.deepEqual(convert(result), result, `${kind} of ${JSON.stringify(value)}`);
      }
    });
  }

  const operators: readonly BinaryOperator[] = [
    '+',
    '-',
    '*',
    '/',
    '==',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'and',
    'or',
    '??',
  ];
  for (const operator of operators) {
    it(`${operator} over random operands`, () => {
      const random = randomOf(operators.indexOf(operator) + 201);
      const compiled = compileExpr(
        {
          kind: 'binary',
          operator,
          left: { kind: 'field', path: ['a'] },
          right: { kind: 'field', path: ['b'] },
        },
        { mapping: mappingOf([]) },
      );
      for (let run = 0; run < runs; run++) {
        const record = { a: randomValue(random), b: randomValue(random) };
        const result = compiled({ record, world: emptyWorld });
        if (operator === '==') {
          const swapped = compiled({ record: { a: record.b, b: record.a }, world: emptyWorld });
          assert.equal(result, swapped, JSON.stringify(record));
        }
      }
    });
  }
});
