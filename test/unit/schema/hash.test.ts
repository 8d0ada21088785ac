import assert from 'node:assert/strict';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { schemaHash } from '@migmap/engine/schema/hash';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';

const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  label: name,
  kind: 'text',
  createable: true,
  updateable: true,
  ...more,
});
const object = (
  name: string,
  fields: readonly FieldSchema[],
  more: Partial<ObjectSchema> = {},
): ObjectSchema => ({
  name,
  label: name,
  createable: true,
  updateable: true,
  deletable: true,
  idField: 'id',
  fields,
  ...more,
});
const catalog = (objects: readonly ObjectSchema[], discoveredAt = '2026-01-01T00:00:00Z') =>
  catalogOf({ formatVersion: 1, system: 's', connection: 'c', discoveredAt, objects: [] }, objects);
const at = { file: 'm', line: 1, column: 1 };
const mapping = {
  maps: [
    { id: 'A->B', sourceObject: 'A', destinationObject: 'B', fields: [], flags: [], skippedFields: [], at },
  ],
  exports: [],
} as unknown as Mapping;

const source = [object('A', [field('x'), field('y')])];
const destination = [object('B', [field('z', { length: 80 })]), object('C', [field('w')])];
const hash = (s = source, d = destination, when?: string) =>
  schemaHash(mapping, catalog(s, when), catalog(d, when));

describe('schema hash', () => {
  const same: [string, string][] = [
    ['time of discovery', hash(source, destination, '2027-01-01T00:00:00Z')],
    ['order of fields', hash([object('A', [field('y'), field('x')])])],
    ['an object that the mapping does not touch', hash(source, [destination[0]!])],
    ['where a file was read from', hash([object('A', source[0]!.fields, { origin: { file: 'a.csv' } })])],
  ];
  for (const [what, other] of same) it(`does not depend on: ${what}`, () => assert.equal(other, hash()));

  const different: [string, string][] = [
    ['a length', hash(source, [object('B', [field('z', { length: 40 })])])],
    ['a new field', hash([object('A', [field('x'), field('y'), field('n')])])],
    ['an object that is gone', hash(source, [])],
  ];
  for (const [what, other] of different) it(`changes with: ${what}`, () => assert.notEqual(other, hash()));
});
