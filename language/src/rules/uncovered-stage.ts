import type { BoundPipelines, Program } from '../bind/program.ts';
import { profileOf, uncovered } from './profile.ts';
import type { Issue, Rule } from './rule.ts';
import { count, list, plural } from './text.ts';

export const uncoveredStage: Rule = {
  code: 'MM404',
  name: 'uncovered-stage',
  severity: 'warning',
  *check(program) {
    for (const block of program.pipelines) {
      if (block.otherwise && block.otherwise.kind !== 'hold') continue;
      yield* fromIndex(block, program);
      yield* fromData(block, program);
    }
  },
};

/** Stages that discovery found in the source's pipelines. */
function* fromIndex(block: BoundPipelines, program: Program): Generator<Issue> {
  for (const pipeline of program.context.source?.index.pipelines ?? []) {
    if (pipeline.object !== block.source?.name) continue;
    const entry = block.node.entries.find((e) => e.source === pipeline.name);
    if (!entry) {
      const message = `The source's pipeline "${pipeline.name}" (${plural(pipeline.stages.length, 'stage')}) has no entry, so its records are held. Add one.`;
      yield { node: block.node, message };
      continue;
    }
    const open = pipeline.stages
      .filter((s) => !entry.stages.some((e) => e.source === s.name))
      .map((s) => s.name);
    if (!open.length) continue;
    const message = `The source's pipeline "${pipeline.name}" also has ${list(open.map((s) => `"${s}"`))}, so records there are held. Add ${open.length === 1 ? 'a line' : 'lines'}.`;
    yield { node: entry, property: 'source', message };
  }
}

/** Stages that only the data knows: renamed or deleted ones. */
function* fromData(block: BoundPipelines, program: Program): Generator<Issue> {
  const field = block.sourceStage?.name;
  const data = block.source && field !== undefined && profileOf(program, block.source.name, field);
  if (!data) return;
  const known = new Set(block.node.entries.flatMap((entry) => entry.stages.map((stage) => stage.source)));
  for (const { stages } of program.context.source?.index.pipelines ?? [])
    for (const s of stages) known.add(s.name);
  const { values, records } = uncovered(data, (value) => known.has(value));
  if (!values.length) return;
  const shown = list(values.map((v) => `${JSON.stringify(v.value)} (${count(v.count)})`));
  const message = `${plural(records, 'record')} of ${count(data.object.records)} stand in a stage that no pipeline lists and are held: ${shown}. Add lines for them.`;
  yield { node: block.node.stage, property: 'field', message };
}
