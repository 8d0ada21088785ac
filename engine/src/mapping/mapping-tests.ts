/** Runs a mapping's own tests: given source records through the transform, without any connection. */
import type { SourceRecord } from '../connectors/source.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Value } from '../values.ts';
import { asText } from './coerce.ts';
import { isDeferred, type DraftValue, type TransformResult } from './draft.ts';
import { equal } from './evaluate/compare.ts';
import type { Mapping, MappingTest } from './ir.ts';
import { prepareRemainder } from './split.ts';
import type { MappingTestResult } from './test-result.ts';
import { prepareMap, type PreparedMap, type TransformWorld } from './transform.ts';

type Made = Exclude<TransformResult, { kind: 'out' }> & { readonly object: string };
type Expectation = MappingTest['expect'][number];

/** With a destination catalog values are converted and checked as in a run; without it they stay as the lines make them. */
export function runMappingTests(mapping: Mapping, destination?: SchemaCatalog): readonly MappingTestResult[] {
  const prepared = mapping.maps.map((map) =>
    prepareMap(mapping, map, destination?.object(map.destinationObject)),
  );
  return mapping.tests.map((test) => {
    const made = resultsOf(mapping, prepared, test);
    const failures = test.expect.flatMap((expectation) => judge(expectation, made));
    const line = `${test.at.file}:${test.at.line}`;
    return { name: test.name, line, passed: failures.length === 0, failures };
  });
}

function resultsOf(mapping: Mapping, prepared: readonly PreparedMap[], test: MappingTest): readonly Made[] {
  const records = test.given.map(({ object, values }, index) => ({
    object,
    record: { id: asText(values.id ?? index + 1), values, at: `given ${index + 1}` },
  }));
  const world: TransformWorld = {
    through: (object, id, field) =>
      records.find((given) => given.object === object && given.record.id === id)?.record.values[field] ??
      null,
  };
  return records.flatMap(({ object, record }) => [
    ...prepared
      .filter(({ map }) => map.sourceObject === object)
      .flatMap((map) => applied(map, record, world)),
    ...leftOver(mapping, object, record, world),
  ]);
}

function applied(prepared: PreparedMap, record: SourceRecord, world: TransformWorld): readonly Made[] {
  const elements = prepared.map.each ? prepared.elements(record, world) : [undefined];
  return elements.flatMap((element) => {
    const result = prepared.apply(record, world, element);
    return result.kind === 'out' ? [] : [{ ...result, object: prepared.map.destinationObject }];
  });
}

/** A record that no branch of a split takes is held (or skipped) as each of what the branches would have made. */
function leftOver(
  mapping: Mapping,
  object: string,
  record: SourceRecord,
  world: TransformWorld,
): readonly Made[] {
  return mapping.splits
    .filter((split) => split.sourceObject === object && split.otherwise)
    .flatMap((split) => {
      const result = prepareRemainder(mapping, split)(record, world);
      if (result.kind === 'out') return [];
      const branches = mapping.maps.filter((map) => map.split?.id === split.id && !map.each);
      return [...new Set(branches.map((map) => map.destinationObject))].map((destination) => ({
        ...result,
        object: destination,
      }));
    });
}

function judge(expectation: Expectation, all: readonly Made[]): readonly string[] {
  const made = all.filter(({ object }) => object === expectation.object);
  const { object } = expectation;
  switch (expectation.kind) {
    case 'none':
      return made.length === 0 ? [] : [`expected no ${object}, but there is ${described(made)}`];
    case 'outcome':
      return made.some(({ kind }) => kind === expectation.outcome)
        ? []
        : [`expected ${object} ${expectation.outcome}, but there is ${described(made)}`];
    case 'record': {
      const drafts = made.flatMap((one) => (one.kind === 'draft' ? [one.draft.values] : []));
      if (drafts.length === 0) return [`expected ${object}, but there is ${described(made)}`];
      const differing = drafts.map((values) => differences(object, expectation.fields, values));
      const best = differing.toSorted((a, b) => a.length - b.length)[0] ?? [];
      return differing.some((list) => list.length === 0) ? [] : best;
    }
  }
}

function differences(
  object: string,
  expected: Extract<Expectation, { kind: 'record' }>['fields'],
  values: Readonly<Record<string, DraftValue>>,
): readonly string[] {
  return expected.flatMap(({ field, value }) => {
    if (!Object.hasOwn(values, field)) return [`${object}.${field}: no line writes it`];
    const actual = sourceName(values[field] ?? null);
    return equal(actual, value)
      ? []
      : [`${object}.${field}: expected ${JSON.stringify(value)}, but it is ${JSON.stringify(actual)}`];
  });
}

/** What is settled only once it is loaded is compared by what it names: the id, the user, the name, the path. */
function sourceName(value: DraftValue): Value {
  if (!isDeferred(value)) return value;
  switch (value.deferred) {
    case 'ref':
    case 'owner':
      return value.value;
    case 'named':
      return value.name;
    case 'file':
      return value.path;
    case 'choice':
      return sourceName(value.options[0] ?? null);
    case 'this':
    case 'parent':
    case 'migrationUser':
      return value.deferred;
  }
}

function described(made: readonly Made[]): string {
  if (made.length === 0) return 'none';
  return made
    .map((one) => (one.kind === 'draft' ? `one that is loaded` : `one ${one.kind}: ${one.reason}`))
    .join(', ');
}
