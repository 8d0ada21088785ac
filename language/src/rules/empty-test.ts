import type { Expr } from '@migmap/engine/mapping/ir';
import type { BoundMap, Program } from '../bind/program.ts';
import { isGiven, type Given, type MappingTest } from '../generated/ast.ts';
import { written } from '../schema/names.ts';
import type { Fix, FixEdit, Rule } from './rule.ts';
import { insertLinesFix } from './text.ts';

export const emptyTest: Rule = {
  code: 'MM701',
  name: 'empty-test',
  severity: 'warning',
  needsWholeText: true,
  *check(program) {
    for (const node of program.tests) {
      const expects = node.steps.some((step) => step.$type !== 'Given');
      const gives = node.steps.some((step) => step.$type === 'Given');
      if (expects && gives) continue;
      const missing = gives
        ? 'expects nothing, so it always holds. Add expect …'
        : 'gives no record. Add given OBJECT { … }';
      const fixes = gives ? expectFixes(node, program) : givenFixes(node, program);
      yield { node, property: 'name', message: `This test ${missing}.`, fixes };
    }
  },
};

/** What the maps of the records that are given make of them: fields that take a value as it stands. */
function expectFixes(node: MappingTest, program: Program): Fix[] {
  return node.steps.filter(isGiven).flatMap((given) => {
    const name = program.environments.get(given)?.[0]?.source?.name;
    const maps = program.maps.filter((map) => !map.each && map.sourceName === name);
    return [...new Map(maps.map((map) => [map.destinationName, map])).values()].flatMap((map) => {
      const line = `expect ${written(map.destinationName)} { ${valuesOf(map, given).join('  ')} }`;
      return insertLinesFix(`Add expect ${map.destinationName}`, node, [line]) ?? [];
    });
  });
}

function valuesOf({ lines, source }: BoundMap, { values }: Given): string[] {
  return lines.flatMap(({ field, value }) => {
    const given = values.find((v) => v.field && isField(value.ir, source?.field(v.field.$refText)));
    const text = given?.value?.$cstNode?.text;
    return field && text !== undefined ? [`${written(field.name)} = ${text}`] : [];
  });
}

function isField(ir: Expr, found: ReturnType<NonNullable<BoundMap['source']>['field']> | undefined): boolean {
  if (ir.kind !== 'field' || ir.scope !== undefined || ir.path.length !== 1) return false;
  return found?.kind === 'found' && found.field.name === ir.path[0];
}

/** A record of an object that the expected ones are made from, or of any that is mapped. */
function givenFixes(node: MappingTest, program: Program): Fix[] {
  const expected = new Set(
    node.steps.flatMap((step) => program.environments.get(step)?.[0]?.destination?.name ?? []),
  );
  const maps = program.maps.filter((map) => !expected.size || expected.has(map.destinationName));
  return [...new Map(maps.map((map) => [map.sourceName, map.source])).entries()].flatMap(([name, source]) => {
    const line = `given ${written(name)} { ${written(source?.schema?.idField ?? 'id')} = "1" }`;
    const fix = beforeSteps(`Add given ${name}`, node, line);
    return fix ? [fix] : [];
  });
}

/** What is given stands before what is expected. */
function beforeSteps(title: string, node: MappingTest, line: string): Fix | undefined {
  const start = node.steps[0]?.$cstNode?.range.start;
  const fix = insertLinesFix(title, node, [line]);
  if (!start || !fix) return fix;
  const edit: FixEdit = {
    uri: fix.edits[0]!.uri,
    range: { start, end: start },
    newText: `${line}\n${' '.repeat(start.character)}`,
  };
  return { title, edits: [edit] };
}
