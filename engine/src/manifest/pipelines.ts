import type { PipelineMap } from '../mapping/ir.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { ManifestEntry } from './types.ts';

/** Pipelines and stages that a `pipelines` block writes to, each once, in the order of the block. */
export function pipelineEntries(block: PipelineMap, destination: SchemaCatalog | undefined): ManifestEntry[] {
  const object = destination?.object(block.destinationObject);
  const common = {
    object: block.destinationObject,
    differences: [],
    line: `${block.at.file}:${block.at.line}`,
  };
  const known = destination !== undefined && object !== undefined;
  const state = (there: boolean) => (known ? (there ? 'present' : 'missing') : 'unknown');
  const entries = block.pipelines.flatMap((pipeline): ManifestEntry[] => [
    {
      ...common,
      what: 'pipeline',
      name: pipeline.destination,
      field: block.destinationPipelineField,
      state: state(hasPipeline(pipeline.destination, block, destination, object)),
    },
    ...pipeline.stages.map((stage): ManifestEntry => ({
      ...common,
      state: state(hasStage(stage.destination, pipeline.destination, block, destination, object)),
      ...(object?.recordTypes ? undefined : atAnother(stage, pipeline.destination, block, destination)),
      what: 'stage',
      name: stage.destination,
      field: block.destinationStageField,
      pipeline: pipeline.destination,
      ...(stage.probability !== undefined && { probability: stage.probability }),
    })),
  ]);
  return [...new Map(entries.map((e) => [`${e.what} ${e.pipeline ?? ''} ${e.name}`, e])).values()];
}

/**
 * A stage that is there with another probability than the mapping states: reports would weigh its deals otherwise. Stages that
 * record types share have one probability for all of them, so nothing is wrong there.
 */
function atAnother(
  wanted: PipelineMap['pipelines'][number]['stages'][number],
  pipeline: string,
  { destinationObject }: PipelineMap,
  destination: SchemaCatalog | undefined,
): Pick<ManifestEntry, 'state' | 'differences'> | undefined {
  const there = destination?.index.pipelines
    ?.find((p) => p.object === destinationObject && [p.name, p.id].includes(pipeline))
    ?.stages.find((stage) => [stage.name, stage.id].includes(wanted.destination));
  if (there?.probability === undefined || wanted.probability === undefined) return undefined;
  return there.probability === wanted.probability
    ? undefined
    : { state: 'different', differences: [`is at ${there.probability} %, not ${wanted.probability} %`] };
}

function hasPipeline(
  name: string,
  { destinationObject, destinationPipelineField }: PipelineMap,
  destination: SchemaCatalog | undefined,
  object: ObjectSchema | undefined,
): boolean {
  return (
    (object?.recordTypes ?? []).some(
      (type) => type.active && [type.name, type.label, type.id].includes(name),
    ) ||
    (destination?.index.pipelines ?? []).some(
      (p) => p.object === destinationObject && [p.name, p.id].includes(name),
    ) ||
    fieldAllows(object, destinationPipelineField, name)
  );
}

function hasStage(
  name: string,
  pipeline: string,
  { destinationObject, destinationStageField }: PipelineMap,
  destination: SchemaCatalog | undefined,
  object: ObjectSchema | undefined,
): boolean {
  const type = object?.recordTypes?.find((t) => [t.name, t.label, t.id].includes(pipeline));
  if (type?.stages) return type.stages.includes(name);
  const ofPipeline = destination?.index.pipelines?.find(
    (p) => p.object === destinationObject && [p.name, p.id].includes(pipeline),
  );
  if (ofPipeline) return ofPipeline.stages.some((stage) => [stage.name, stage.id].includes(name));
  return fieldAllows(object, destinationStageField, name);
}

function fieldAllows(object: ObjectSchema | undefined, field: string, value: string): boolean {
  const values = object?.fields.find((f) => f.name === field)?.values ?? [];
  return values.some((v) => v.active !== false && (v.value === value || v.label === value));
}
