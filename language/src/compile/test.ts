import type { MappingTest as MappingTestIr } from '@migmap/engine/mapping/ir';
import { literalValue } from '../bind/literal.ts';
import type { Program } from '../bind/program.ts';
import type { ExpectedValue, GivenValue, MappingTest } from '../generated/ast.ts';
import type { Side } from '../schema/views.ts';
import { spanOf, type FileNaming } from './span.ts';

type Step = MappingTestIr['expect'][number];

export function compileTest(test: MappingTest, program: Program, fileName: FileNaming): MappingTestIr {
  const given: MappingTestIr['given'][number][] = [];
  const expect: Step[] = [];
  for (const step of test.steps) {
    const name = step.object.$refText;
    if (step.$type === 'Given') {
      const values = fieldValues(program.sources, name, step.values);
      given.push({
        object: program.sources.object(name)?.name ?? name,
        values: Object.fromEntries(values.map(({ field, value }) => [field, value])),
      });
      continue;
    }
    const object = program.destinations.object(name)?.name ?? name;
    if (step.$type === 'ExpectNone') expect.push({ kind: 'none', object });
    else if (step.outcome) expect.push({ kind: 'outcome', object, outcome: step.outcome });
    else
      expect.push({ kind: 'record', object, fields: fieldValues(program.destinations, name, step.values) });
  }
  return { name: test.name, given, expect, at: spanOf(test, fileName) };
}

function fieldValues(side: Side, object: string, values: readonly (GivenValue | ExpectedValue)[]) {
  const view = side.object(object);
  return values.map(({ field, value }) => {
    const found = view?.field(field.$refText);
    return { field: found?.kind === 'found' ? found.field.name : field.$refText, value: literalValue(value) };
  });
}
