import type { Pipeline, Stage } from '@migmap/engine/schema/types';
import type { BoundPipelines, Program } from '../bind/program.ts';
import { entryLine, insertEntriesFix, numbered } from './entries.ts';
import { profileOf, uncovered } from './profile.ts';
import type { Fix, Issue, Rule } from './rule.ts';
import { count, insertLinesFix, list, plural } from './text.ts';

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
      yield { node: block.node, message, fixes: entryFixes(block, pipeline) };
      continue;
    }
    const open = pipeline.stages
      .filter((s) => !entry.stages.some((e) => e.source === s.name))
      .map((s) => s.name);
    if (!open.length) continue;
    const message = `The source's pipeline "${pipeline.name}" also has ${list(open.map((s) => `"${s}"`))}, so records there are held. Add ${open.length === 1 ? 'a line' : 'lines'}.`;
    const lines = pipeline.stages.filter((s) => open.includes(s.name)).map((s) => lineFor(s, block));
    const fix = insertLinesFix(
      `Add ${plural(lines.length, 'stage')} to ${pipeline.name}`,
      entry,
      lines.map((l) => l.text),
      numbered(lines.map((l) => l.snippet)),
    );
    yield { node: entry, property: 'source', message, fixes: fix ? [fix] : [] };
  }
}

function lineFor({ name, probability }: Stage, block: BoundPipelines) {
  const names = block.destinationStage?.schema?.values?.map((v) => v.label) ?? [];
  return entryLine(name, names, probability === undefined ? '' : ` at ${probability}%`);
}

/** The whole pipeline with its stages. */
function entryFixes(block: BoundPipelines, { name, stages }: Pipeline): Fix[] {
  const types = block.destination?.schema?.recordTypes?.filter((type) => type.active) ?? [];
  const values = block.destinationPipeline?.schema?.values ?? [];
  const head = entryLine(
    name,
    [...types, ...values].map((v) => v.label),
  );
  const lines = stages.map((stage) => lineFor(stage, block));
  const whole = (part: 'text' | 'snippet') => [
    `${head[part]} {`,
    ...lines.map((line) => `  ${line[part]}`),
    '}',
  ];
  const fix = insertEntriesFix(`Add pipeline ${name}`, block.node, whole('text'), whole('snippet'));
  return fix ? [fix] : [];
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
