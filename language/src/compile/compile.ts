import type { FieldLine, Mapping, ObjectMap } from '@migmap/engine/mapping/ir';
import type { BoundExport, BoundMap, Program } from '../bind/program.ts';
import { compileDeclared } from './declared.ts';
import { compileOwners, compilePipelines, compileSplit, compileTable } from './statements.ts';
import { spanOf, type FileNaming } from './span.ts';
import { compileTest } from './test.ts';

/** The engine's form of a program without errors. Plain data; the same text and schemas give the same mapping. */
export function compile(program: Program, fileName: FileNaming): Mapping {
  const migration = program.files[0]?.node.migration;
  if (!migration) throw new Error('A file without a migration statement does not compile to a mapping.');
  return withoutUndefined({
    name: migration.name,
    source: migration.source,
    destination: migration.destination,
    owners: program.owners && compileOwners(program.owners, fileName),
    tables: Object.fromEntries(
      [...program.tables].map(([name, table]) => [name, compileTable(table, program, fileName)]),
    ),
    pipelines: program.pipelines.map((p) => compilePipelines(p, program, fileName)),
    declaredFields: compileDeclared(program, fileName),
    maps: program.maps.map((map) => compileMap(map, fileName)),
    splits: program.splits.map((split) => compileSplit(split, fileName)),
    exports: program.exports.map((e) => compileExport(e, fileName)),
    skips: program.skips.map(({ node, object }) => ({
      object,
      why: node.why,
      inventory: node.inventory,
      at: spanOf(node, fileName),
    })),
    tests: program.tests.map((test) => compileTest(test, program, fileName)),
  });
}

function compileMap(map: BoundMap, fileName: FileNaming): ObjectMap {
  return {
    id: map.id,
    sourceObject: map.sourceName,
    destinationObject: map.destinationName,
    alias: map.alias,
    where: map.where?.ir,
    split: map.split,
    each: map.each,
    key: map.key && {
      source: map.key.source,
      value: map.key.value,
      destination: map.key.field?.name,
    },
    match: map.match && {
      fields: map.match.fields.flatMap((field) => (field ? [field.name] : [])),
      onConflict: map.match.node.conflict ?? 'fill',
    },
    fields: map.lines.flatMap((line): FieldLine[] =>
      line.field
        ? [
            {
              field: line.field.name,
              value: line.value.ir,
              otherwise: line.otherwise,
              at: spanOf(line.node, fileName),
            },
          ]
        : [],
    ),
    flags: map.flags.map(({ node, when }) => ({ why: node.why, when: when?.ir, at: spanOf(node, fileName) })),
    skippedFields: map.skippedFields.map(({ node, field }) => ({ field, why: node.why })),
    at: spanOf(map.node, fileName),
  };
}

function compileExport(bound: BoundExport, fileName: FileNaming) {
  return {
    sourceObject: bound.sourceName,
    where: bound.where?.ir,
    path: bound.node.path,
    columns: bound.columns.map(({ node, value }) => ({
      name: node.name,
      value: value.ir,
      at: spanOf(node, fileName),
    })),
    at: spanOf(bound.node, fileName),
  };
}

/** Members that are undefined would vanish in JSON; without them the mapping in memory equals the one on disk. */
function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutUndefined(member)])) as T;
}
