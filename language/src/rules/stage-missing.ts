import type { BoundPipelines, Program } from '../bind/program.ts';
import { nearest, quoted } from '../schema/names.ts';
import type { Issue, Rule } from './rule.ts';
import { list, replaceFix } from './text.ts';

export const stageMissing: Rule = {
  code: 'MM304',
  name: 'stage-missing',
  severity: 'warning',
  *check(program) {
    for (const block of program.pipelines) {
      const pipelines = pipelineNames(block, program);
      for (const entry of block.node.entries) {
        if (entry.destination === undefined) continue;
        if (pipelines && !pipelines.has(entry.destination)) {
          yield missing(block, entry, 'pipeline', [...pipelines.keys()]);
          continue;
        }
        const stages = stageNames(block, pipelines?.get(entry.destination));
        for (const stage of entry.stages) {
          if (stages && stage.destination !== undefined && !stages.includes(stage.destination))
            yield missing(block, stage, 'stage', stages);
        }
      }
    }
  },
};

function missing(
  block: BoundPipelines,
  node:
    BoundPipelines['node']['entries'][number] | BoundPipelines['node']['entries'][number]['stages'][number],
  what: string,
  names: readonly string[],
): Issue {
  const near = nearest(node.destination, names);
  const hint = near.length
    ? ` Did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`
    : ` It has ${list(names.map((n) => `"${n}"`))}.`;
  const creates = block.otherwise?.kind === 'create';
  const message = creates
    ? `The destination has no ${what} "${node.destination}" yet; it stands in the manifest and is made where the destination's API can.`
    : `The destination has no ${what} "${node.destination}".${hint} It stands in the manifest: make it there before the load and run discovery, or the records that need it are held.`;
  const place = { node, property: 'destination' };
  const fixes = near.map((name) => replaceFix(`Change to "${name}"`, place, quoted(name)));
  return { ...place, severity: creates ? 'info' : undefined, message, fixes };
}

/** Pipelines of the destination by every name they go by, with the stages each allows where the system tells. */
function pipelineNames(
  block: BoundPipelines,
  program: Program,
): Map<string, readonly string[] | undefined> | undefined {
  const names = new Map<string, readonly string[] | undefined>();
  const { schema } = block.destinationPipeline ?? {};
  const object = block.destination;
  if (!schema || !object) return undefined;
  for (const type of schema.kind === 'reference' ? (object.schema?.recordTypes ?? []) : []) {
    if (!type.active) continue;
    names.set(type.label, type.stages).set(type.name, type.stages);
  }
  for (const pipeline of program.destinations.catalog?.index.pipelines ?? []) {
    if (pipeline.object !== object.name) continue;
    const stages = pipeline.stages.map((stage) => stage.name);
    if (!names.has(pipeline.name)) names.set(pipeline.name, stages);
  }
  for (const { value, label } of schema.values ?? []) names.set(label, undefined).set(value, undefined);
  return names.size ? names : undefined;
}

function stageNames(
  block: BoundPipelines,
  ofPipeline: readonly string[] | undefined,
): readonly string[] | undefined {
  const values = block.destinationStage?.schema?.values?.filter((v) => v.active !== false);
  if (!values?.length) return ofPipeline;
  const allowed = ofPipeline
    ? values.filter((v) => ofPipeline.includes(v.value) || ofPipeline.includes(v.label))
    : values;
  return [...new Set(allowed.flatMap((v) => [v.label, v.value]))];
}
