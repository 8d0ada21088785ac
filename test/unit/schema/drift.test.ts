import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { changesSince, readDrift, writeDrift } from '@migmap/engine/schema/drift';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';

const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  label: name,
  kind: 'text',
  createable: true,
  updateable: true,
  ...more,
});
const object = (...fields: FieldSchema[]): ObjectSchema => ({
  name: 'Account',
  label: 'Account',
  createable: true,
  updateable: true,
  deletable: true,
  idField: 'Id',
  fields,
});
const values = (...names: string[]) => ({ values: names.map((value) => ({ value, label: `The ${value}` })) });

function catalog(discoveredAt: string, ...objects: ObjectSchema[]) {
  const entries = objects.map(({ name, label, fields, createable }) => ({
    name,
    label,
    fields: fields.length,
    createable,
  }));
  const index = {
    formatVersion: 1 as const,
    system: 'crm',
    connection: 'live',
    discoveredAt,
    objects: entries,
  };
  return catalogOf(index, objects);
}

describe('what has changed since a snapshot', () => {
  const cases: readonly [
    title: string,
    before: FieldSchema[],
    after: FieldSchema[] | undefined,
    what: string[],
  ][] = [
    ['nothing', [field('A')], [field('A')], []],
    [
      'more room, more fields, more values',
      [field('A', { length: 5, ...values('x') })],
      [field('A', { length: 9, ...values('x', 'y') }), field('B')],
      [],
    ],
    ['the object is gone', [field('A')], undefined, ['is no longer there']],
    ['a field is gone', [field('A'), field('B')], [field('A')], ['no longer has the field B']],
    [
      'another type',
      [field('A')],
      [field('A', { kind: 'date' })],
      ['has the field A, which is now of type date and was text'],
    ],
    [
      'less room',
      [field('A', { length: 80 })],
      [field('A', { length: 40 })],
      ['has the field A, which now takes 40 characters and took 80'],
    ],
    [
      'read-only',
      [field('A')],
      [field('A', { createable: false })],
      ['has the field A, which can no longer be written'],
    ],
    ['required', [field('A')], [field('A', { required: true })], ['has the field A, which is now required']],
    [
      'a new required field',
      [field('A')],
      [field('A'), field('B', { required: true })],
      ['has a new field B, which is required'],
    ],
    [
      'a new one with a default',
      [field('A')],
      [field('A'), field('B', { required: true, defaulted: true })],
      [],
    ],
    [
      'a value is gone',
      [field('A', values('x', 'y'))],
      [field('A', values('x'))],
      ['has the field A, which no longer has the value "The y"'],
    ],
    [
      'no key any more',
      [field('A', { externalId: true, unique: true })],
      [field('A')],
      ['has the field A, which is no longer unique', 'has the field A, which is no longer an external id'],
    ],
    [
      'points elsewhere',
      [field('A', { kind: 'reference', references: ['B', 'C'] })],
      [field('A', { kind: 'reference', references: ['C'] })],
      ['has the field A, which no longer points at B'],
    ],
  ];
  for (const [title, before, after, what] of cases)
    it(title, () => {
      const live = new Map(after ? [['Account', object(...after)]] : []);
      const found = changesSince(catalog('2026-01-01', object(...before)), ['Account', 'Unknown'], live);
      assert.deepEqual(
        found.map((change) => change.what),
        what,
      );
    });

  it('is kept until another snapshot is taken, and goes when there is nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'migmap-drift-'));
    after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'drift', 'live.json');
    const snapshot = catalog('2026-01-01', object(field('A')));
    const changes = changesSince(snapshot, ['Account'], new Map());
    await writeDrift(file, snapshot, changes, new Date('2026-01-09T00:00:00Z'));
    assert.deepEqual(readDrift(file, snapshot)?.changes, changes);
    assert.equal(readDrift(file, catalog('2026-01-10')), undefined);
    await writeDrift(file, snapshot, []);
    assert.equal(existsSync(file), false);
  });
});
