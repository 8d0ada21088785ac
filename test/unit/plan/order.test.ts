import assert from 'node:assert/strict';
import type { ObjectMap } from '@migmap/engine/mapping/ir';
import { RequiredCycleError } from '@migmap/engine/plan/order';
import { planLoad } from '@migmap/engine/plan/plan';
import { loadPlan } from '@migmap/engine/plan/types';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { field, lines, mappingOf, objectMap, objectSchema } from '../mapping/build.ts';

/** `A.b` points at B; `A.b!` must be given when A is made. One map per object, source and destination named alike. */
interface Case {
  readonly name: string;
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly order?: readonly string[];
  readonly phases: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'parents before children',
    objects: { Deal: ['Account'], Account: [] },
    phases: ['Account', 'Deal'],
  },
  { name: 'the place in the file breaks ties', objects: { B: [], A: [] }, phases: ['B', 'A'] },
  {
    name: "the destination's order breaks ties first",
    objects: { B: [], A: [] },
    order: ['A'],
    phases: ['A', 'B'],
  },
  {
    name: 'references win over the order',
    objects: { A: ['B'], B: [] },
    order: ['A', 'B'],
    phases: ['B', 'A'],
  },
  { name: 'a self-reference is linked later', objects: { A: ['A'] }, phases: ['A (Aref: A)'] },
  {
    name: 'an optional cycle is opened at the first in order',
    objects: { Contact: ['Account'], Account: ['Contact'] },
    order: ['Account', 'Contact'],
    phases: ['Account (Contactref: Contact)', 'Contact'],
  },
  {
    name: 'a required reference is never the one deferred',
    objects: { A: ['B!'], B: ['A'] },
    order: ['A', 'B'],
    phases: ['B (Aref: A)', 'A'],
  },
  {
    name: 'what points into a cycle waits for it',
    objects: { Task: ['Account'], Account: ['Contact'], Contact: ['Account'] },
    order: ['Task', 'Account', 'Contact'],
    phases: ['Account (Contactref: Contact)', 'Task', 'Contact'],
  },
  {
    name: 'a cycle of three',
    objects: { A: ['B!'], B: ['C!'], C: ['A'] },
    phases: ['C (Aref: A)', 'B', 'A'],
  },
];

describe('load order', () => {
  for (const { name, objects, order = [], phases } of cases) {
    it(name, () => {
      const plan = planOf(objects, order);
      const shown = plan.phases.map(({ destination, deferred }) =>
        deferred.length === 0
          ? destination
          : `${destination} (${deferred.map((d) => `${d.field}: ${d.on.map((id) => id.split('->')[1]).join('+')}`).join(', ')})`,
      );
      assert.deepEqual(shown, phases);
      assert.deepEqual(loadPlan.parse(plan), plan);
    });
  }

  it('names the fields of a cycle that cannot be opened', () => {
    assert.throws(
      () => planOf({ A: ['B!'], B: ['A!'], C: ['A'] }, []),
      (error) =>
        error instanceof RequiredCycleError &&
        error.cycle.length === 2 &&
        /A->A needs B->B \(Bref\), B->B needs A->A \(Aref\)/.test(error.message),
    );
  });

  it('refuses a required self-reference', () => {
    assert.throws(() => planOf({ A: ['A!'] }, []), RequiredCycleError);
  });

  it('takes only maps whose records the field may point at, and warns of a reference nobody answers', () => {
    const maps = [
      objectMap({ id: 'note', sourceObject: 'Activity', destinationObject: 'ContentNote', fields: [] }),
      objectMap({ id: 'task', sourceObject: 'Activity', destinationObject: 'Task', fields: [] }),
      objectMap({
        id: 'link',
        sourceObject: 'Link',
        destinationObject: 'Link',
        fields: lines({ NoteId: 'ref(activity_id)', GoneId: 'ref(gone_id)' }),
      }),
    ];
    const link = objectSchema('Link', [field('NoteId', { kind: 'reference', references: ['ContentNote'] })]);
    const plan = planLoad({ mapping: mappingOf(maps), destinationCatalog: catalog([link]) });
    assert.deepEqual(plan.phases.find(({ map }) => map === 'link')?.dependsOn, ['note']);
    assert.deepEqual(plan.warnings, [
      'Link.GoneId points at Gone, which no map makes for it: its records will be held.',
    ]);
  });

  it('loads the elements of a list after the records they belong to', () => {
    const element = objectMap({
      id: 'guest',
      sourceObject: 'Meeting',
      destinationObject: 'EventRelation',
      each: { parent: 'event', list: ['attendees'], alias: 'person' },
      fields: lines({ EventId: 'ref(parent)' }),
    });
    const event = objectMap({ id: 'event', sourceObject: 'Meeting', destinationObject: 'Event', fields: [] });
    const plan = planLoad({ mapping: mappingOf([element, event]) });
    assert.deepEqual(
      plan.phases.map(({ map }) => map),
      ['event', 'guest'],
    );
    assert.deepEqual(plan.phases[1]?.dependsOn, ['event']);
  });
});

function planOf(objects: Readonly<Record<string, readonly string[]>>, order: readonly string[]) {
  const maps: ObjectMap[] = [];
  const schemas = Object.entries(objects).map(([name, references]) => {
    const targets = references.map((reference) => reference.replace('!', ''));
    maps.push(
      objectMap({
        sourceObject: name,
        destinationObject: name,
        fields: lines(Object.fromEntries(targets.map((to) => [`${to}ref`, `ref(${to}_id)`]))),
      }),
    );
    const fields = references.map((reference): FieldSchema =>
      field(`${reference.replace('!', '')}ref`, {
        kind: 'reference',
        references: [reference.replace('!', '')],
        required: reference.endsWith('!'),
      }),
    );
    return objectSchema(name, fields);
  });
  return planLoad({ mapping: mappingOf(maps), destinationCatalog: catalog(schemas), rules: { order } });
}

function catalog(objects: Parameters<typeof catalogOf>[1]) {
  const index = {
    formatVersion: 1,
    system: 'salesforce',
    connection: 'local',
    discoveredAt: '2026-01-01T00:00:00.000Z',
    objects: [],
  } as const;
  return catalogOf(index, objects);
}
