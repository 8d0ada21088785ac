import assert from 'node:assert/strict';
import { threeWay, type FieldRules, type Sides } from '@migmap/engine/delta/three-way';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { field } from '../../support/engine/fake-schema.ts';

const fields = new Map<string, FieldSchema>(
  [
    field('Text', 'text'),
    field('Mail', 'email'),
    field('Sum', 'number', { scale: 2 }),
    field('When', 'datetime'),
    field('Fixed', 'text', { updateable: false }),
    field('Pick', 'picklist', {
      values: [
        { value: '1', label: 'Warm' },
        { value: '2', label: 'Cold' },
      ],
    }),
  ].map((f) => [f.name, f]),
);
const rules: FieldRules = {
  fields,
  updateable: (f) => fields.get(f)?.updateable === true,
  fillsOnly: false,
  anothers: () => false,
};

const table: [
  string,
  Sides,
  'writes' | 'keeps' | 'agrees' | 'both' | 'destination' | 'unknown' | 'fixed',
  Partial<FieldRules>?,
][] = [
  ['the source alone changed', sides('Text', 'a', 'b', 'a'), 'writes'],
  ['the source was emptied', sides('Text', 'a', null, 'a'), 'writes'],
  ['a person changed it alone', sides('Text', 'a', 'a', 'p'), 'destination'],
  ['both changed it', sides('Text', 'a', 'b', 'p'), 'both'],
  ['a person emptied it and the source changed it', sides('Text', 'a', 'b', null), 'both'],
  ['both changed it to the same', sides('Text', 'a', 'b', 'b'), 'agrees'],
  ['white space is no edit', sides('Text', 'a ', 'b', ' a'), 'writes'],
  ['case of an address is no edit', sides('Mail', 'Ada@x.org', 'b@x.org', 'ada@x.org'), 'writes'],
  ['the writing of a number is no edit', sides('Sum', 1.5, 2, '1.50'), 'writes'],
  [
    'a zone is no edit',
    sides('When', '2026-01-01T10:00:00Z', '2026-01-02T00:00:00Z', '2026-01-01T11:00:00+01:00'),
    'writes',
  ],
  ['a label is its value', sides('Pick', 'Warm', 'Cold', '1'), 'writes'],
  ['another value is an edit', sides('Pick', 'Warm', 'Cold', '3'), 'both'],
  ['never written and empty there', sides('Text', undefined, 'b', null), 'writes'],
  ['never written and full there', sides('Text', undefined, 'b', 'p'), 'unknown'],
  [
    'never written, full, and the map only fills',
    sides('Text', undefined, 'b', 'p'),
    'keeps',
    { fillsOnly: true },
  ],
  ['never written and empty here', sides('Text', undefined, null, 'p'), 'keeps'],
  [
    'written last by another record of the source',
    sides('Text', 'a', 'b', 'a'),
    'keeps',
    { anothers: () => true },
  ],
  ['changed, and the destination takes no change', sides('Fixed', 'a', 'b', 'a'), 'fixed'],
  ['not changed, and the destination writes it otherwise', sides('Fixed', 'a', 'a', 'A'), 'keeps'],
];

function sides(
  name: string,
  sent: Sides['ours'][string] | undefined,
  ours: Sides['ours'][string],
  theirs: Sides['ours'][string],
): Sides {
  return {
    ours: { [name]: ours },
    theirs: { [name]: theirs },
    sent: sent === undefined ? {} : { [name]: sent },
  };
}

describe('three ways', () => {
  for (const [what, given, expected, other] of table)
    it(`${what}: ${expected}`, () => {
      const { write, conflicts, agreed } = threeWay(given, { ...rules, ...other });
      const told = [
        ...Object.keys(write).map(() => 'writes'),
        ...Object.keys(agreed).map(() => 'agrees'),
        ...conflicts.map((c) => c.kind),
      ];
      assert.deepEqual(told, expected === 'keeps' ? [] : [expected]);
    });
});
