import assert from 'node:assert/strict';
import { mappingHash } from '@migmap/engine/mapping/hash';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { lines, mappingOf, objectMap, valueTable } from './build.ts';

const map = objectMap({ fields: lines({ Name: 'name' }) });
const base = mappingOf([map], { tables: { at: valueTable('at', { a: 'b' }, { kind: 'hold' }) } });

describe('mapping hash', () => {
  const same: [string, Mapping][] = [
    ['members in another order', Object.fromEntries(Object.entries(base).toReversed()) as unknown as Mapping],
    ['another place in the file', { ...base, maps: [{ ...map, at: { file: 'b', line: 9, column: 9 } }] }],
    [
      'other tests',
      { ...base, tests: [{ name: 't', given: [], expect: [], at: { file: 'a', line: 1, column: 1 } }] },
    ],
  ];
  for (const [what, mapping] of same) {
    it(`does not change with ${what}`, () => assert.equal(mappingHash(mapping), mappingHash(base)));
  }
  const different: [string, Mapping][] = [
    ['an expression', { ...base, maps: [{ ...map, fields: lines({ Name: 'title' }) }] }],
    [
      'a value table, whatever its name',
      { ...base, tables: { at: valueTable('at', { a: 'c' }, { kind: 'hold' }) } },
    ],
    ['the order of maps', { ...base, maps: [objectMap({ id: 'x', fields: [] }), map] }],
  ];
  for (const [what, mapping] of different) {
    it(`changes with ${what}`, () => assert.notEqual(mappingHash(mapping), mappingHash(base)));
  }
  it('is a SHA-256', () => assert.match(mappingHash(base), /^[0-9a-f]{64}$/));
});
