import assert from 'node:assert/strict';
import type { Expr, Mapping } from '@migmap/engine/mapping/ir';
import { mappingHash } from '@migmap/engine/mapping/hash';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { schemaHash } from '@migmap/engine/schema/hash';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import { field } from '../../support/engine/fake-schema.ts';
import { at, from, literal, mapping, objectMap } from '../../support/engine/mapping.ts';

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

/** What one org, or another, has given its own ids to. */
interface Ids {
  readonly custom: string;
  readonly gold: string;
  readonly sales: string;
  readonly first: string;
  readonly type: string;
}
const one: Ids = { custom: 'a'.repeat(40), gold: '11', sales: '1', first: '5', type: '012A' };
const two: Ids = { custom: 'b'.repeat(40), gold: '97', sales: '8', first: '31', type: '012B' };

const source = [object('A', [field('x', 'text', { length: 12 }), field('y', 'number')])];

function destination(ids: Ids, change: (fields: FieldSchema[]) => FieldSchema[] = (f) => f): ObjectSchema[] {
  const fields = [
    field('z', 'text', { length: 80 }),
    field('unused', 'text'),
    field(ids.custom, 'picklist', {
      label: 'Tier',
      opaqueName: true,
      opaqueValues: true,
      restricted: true,
      values: [
        { value: ids.gold, label: 'Gold' },
        { value: `${ids.gold}1`, label: 'Tin' },
      ],
    }),
    field('pipeline', 'picklist', {
      opaqueValues: true,
      restricted: true,
      values: [
        { value: ids.sales, label: 'Sales' },
        { value: `${ids.sales}0`, label: 'Other' },
      ],
    }),
    field('stage', 'picklist', {
      opaqueValues: true,
      restricted: true,
      dependsOn: 'pipeline',
      values: [
        { value: ids.first, label: 'First', within: ids.sales },
        { value: `${ids.first}0`, label: 'First', within: `${ids.sales}0` },
      ],
    }),
    field('RecordTypeId', 'reference', { references: ['RecordType'] }),
  ];
  const recordTypes = [
    { id: ids.type, name: 'Big', label: 'Big deal', active: true, stages: ['First', 'Never'] },
    { id: `${ids.type}2`, name: 'Small', label: 'Small deal', active: true },
  ];
  return [object('B', change(fields), { recordTypes }), object('C', [field('w', 'text')])];
}

const viaTiers: Expr = { kind: 'via', value: from('x'), table: 'Tiers' };
const plan = (ids: Ids): Mapping =>
  mapping(
    [
      objectMap('A', 'B', {
        z: from('x'),
        [ids.custom]: viaTiers,
        pipeline: { kind: 'pipeline', block: 0, part: 'pipeline' },
        stage: { kind: 'pipeline', block: 0, part: 'stage' },
        RecordTypeId: literal('Big deal'),
      }),
    ],
    {
      tables: {
        Tiers: {
          name: 'Tiers',
          entries: [{ source: 'g', destination: 'Gold' }],
          otherwise: { kind: 'hold' },
          at: at(),
        },
      },
      pipelines: [
        {
          sourceObject: 'A',
          sourcePipelineField: 'x',
          sourceStageField: 'y',
          destinationObject: 'B',
          destinationPipelineField: 'pipeline',
          destinationStageField: 'stage',
          pipelines: [{ source: 'S', destination: 'Sales', stages: [{ source: 'f', destination: 'First' }] }],
          otherwise: { kind: 'hold' },
          at: at(),
        },
      ],
    },
  );

const edited =
  (name: string, change: Partial<FieldSchema>) =>
  (fields: FieldSchema[]): FieldSchema[] =>
    fields.map((f) => (f.name === name ? { ...f, ...change } : f));
const hash = (s = source, d = destination(one), when?: string, ids = one) =>
  schemaHash(plan(ids), catalog(s, when), catalog(d, when));

describe('schema hash', () => {
  it('and mapping hash are the same for two orgs of one shape, whatever their ids', () => {
    assert.equal(hash(source, destination(two), undefined, two), hash());
    const of = (ids: Ids) => mappingHash(plan(ids), catalog(destination(ids)));
    assert.equal(of(two), of(one));
  });

  const same: [string, string][] = [
    ['the time of discovery', hash(source, destination(one), '2027-01-01T00:00:00Z')],
    ['the order of fields', hash([object('A', source[0]!.fields.toReversed())])],
    ['an object that the mapping does not touch', hash(source, [destination(one)[0]!])],
    ['where a file was read from', hash([object('A', source[0]!.fields, { origin: { file: 'a.csv' } })])],
    ['how long the data of the source is', hash([object('A', [field('x', 'text'), field('y', 'number')])])],
    [
      'a field that the mapping does not write',
      hash(source, destination(one, edited('unused', { length: 9 }))),
    ],
    [
      'a new optional field',
      hash(
        source,
        destination(one, (f) => [...f, field('new', 'text')]),
      ),
    ],
    [
      'a value that no table gives',
      hash(source, destination(one, edited(one.custom, { values: [{ value: '11', label: 'Gold' }] }))),
    ],
    [
      'another pipeline',
      hash(source, destination(one, edited('pipeline', { values: [{ value: '1', label: 'Sales' }] }))),
    ],
    [
      'a stage of the same name in another pipeline',
      hash(
        source,
        destination(one, edited('stage', { values: [{ value: '5', label: 'First', within: '1' }] })),
      ),
    ],
    [
      'a stage of a record type that no pipeline gives',
      hash(
        source,
        destination(one).map((o) => ({
          ...o,
          ...(o.recordTypes && { recordTypes: [{ ...o.recordTypes[0]!, stages: ['First'] }] }),
        })),
      ),
    ],
    [
      'a record type that the mapping does not name',
      hash(
        source,
        destination(one).map((o) => ({ ...o, ...(o.recordTypes && { recordTypes: [o.recordTypes[0]!] }) })),
      ),
    ],
  ];
  for (const [what, other] of same) it(`does not depend on: ${what}`, () => assert.equal(other, hash()));

  const different: [string, string][] = [
    ['a length', hash(source, destination(one, edited('z', { length: 40 })))],
    ['a type', hash(source, destination(one, edited('z', { kind: 'longtext' })))],
    [
      'a field that is gone',
      hash(
        source,
        destination(one, (f) => f.slice(1)),
      ),
    ],
    ['a field that cannot be written', hash(source, destination(one, edited('z', { createable: false })))],
    [
      'a new required field',
      hash(
        source,
        destination(one, (f) => [...f, field('new', 'text', { required: true })]),
      ),
    ],
    [
      'a value that a table gives',
      hash(source, destination(one, edited(one.custom, { values: [{ value: '11', label: 'Silver' }] }))),
    ],
    [
      'the pipeline of a stage',
      hash(
        source,
        destination(one, edited('stage', { values: [{ value: '5', label: 'First', within: '10' }] })),
      ),
    ],
    [
      'the stages of a record type',
      hash(
        source,
        destination(one).map((o) => ({
          ...o,
          ...(o.recordTypes && { recordTypes: [{ ...o.recordTypes[0]!, stages: ['Last'] }] }),
        })),
      ),
    ],
    ['a new field of the source', hash([object('A', [...source[0]!.fields, field('n', 'text')])])],
    ['a type in the source', hash([object('A', [field('x', 'date'), field('y', 'number')])])],
    ['a source object that is gone', hash([])],
  ];
  for (const [what, other] of different) it(`changes with: ${what}`, () => assert.notEqual(other, hash()));
});
