import assert from 'node:assert/strict';
import { mappingHash } from '@migmap/engine/mapping/hash';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { lines, mappingOf, objectMap, valueTable } from './build.ts';

const map = objectMap({ fields: lines({ Name: 'name' }) });
const base = mappingOf([map], { tables: { at: valueTable('at', { a: 'b' }, { kind: 'hold' }) } });

const nothing = catalogOf(
  { formatVersion: 1, system: 's', connection: 'c', discoveredAt: '', objects: [] },
  [],
);
const hash = (mapping: Mapping) => mappingHash(mapping, nothing);

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
    it(`does not change with ${what}`, () => assert.equal(hash(mapping), hash(base)));
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
    it(`changes with ${what}`, () => assert.notEqual(hash(mapping), hash(base)));
  }
  it('is a SHA-256', () => assert.match(hash(base), /^[0-9a-f]{64}$/));
});
