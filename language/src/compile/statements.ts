import type { OwnerRule, PipelineMap, Split, ValueTable as ValueTableIr } from '@migmap/engine/mapping/ir';
import type { Unmatched, ValueTable } from '../generated/ast.ts';
import type { BoundOwners, BoundPipelines, BoundSplit, Program } from '../bind/program.ts';
import { spanOf, type FileNaming } from './span.ts';

export function compileOwners(owners: BoundOwners, fileName: FileNaming): OwnerRule {
  const { source, destination, unmatched } = owners.node;
  return {
    sourceObject: owners.source?.name ?? source.object.$refText,
    sourceField: owners.sourceField?.name ?? source.field.$refText,
    destinationObject: owners.destination?.name ?? destination.object.$refText,
    destinationField: owners.destinationField?.name ?? destination.field.$refText,
    unmatched: compileUnmatched(unmatched),
    at: spanOf(owners.node, fileName),
  };
}

function compileUnmatched(node: Unmatched | undefined): OwnerRule['unmatched'] {
  if (node?.kind === 'use') return { kind: 'use', email: node.email ?? '' };
  return { kind: node?.kind ?? 'hold' };
}

export function compileTable(table: ValueTable, program: Program, fileName: FileNaming): ValueTableIr {
  return {
    name: table.name,
    entries: table.entries.map(({ source, destination }) => ({ source, destination })),
    otherwise: program.tableFallbacks.get(table.name) ?? { kind: 'hold' },
    at: spanOf(table, fileName),
  };
}

export function compilePipelines(bound: BoundPipelines, program: Program, fileName: FileNaming): PipelineMap {
  const { node } = bound;
  return {
    sourceObject: bound.source?.name ?? node.pipeline.object.$refText,
    sourcePipelineField: bound.sourcePipeline?.name ?? node.pipeline.field.$refText,
    sourceStageField: bound.sourceStage?.name ?? node.stage.field.$refText,
    destinationObject: bound.destination?.name ?? node.destinationPipeline.object.$refText,
    destinationPipelineField: bound.destinationPipeline?.name ?? node.destinationPipeline.field.$refText,
    destinationStageField: bound.destinationStage?.name ?? node.destinationStage.field.$refText,
    pipelines: withMissing(
      bound,
      program,
      node.entries.map((entry) => ({
        source: entry.source,
        destination: entry.destination,
        stages: entry.stages.map(({ source, destination, probability }) => ({
          source,
          destination,
          probability,
        })),
      })),
    ),
    otherwise: bound.otherwise ?? { kind: 'hold' },
    at: spanOf(node, fileName),
  };
}

/** `otherwise create`: what discovery found in the source and no line covers is to be there under the same name. */
function withMissing(
  { otherwise, source }: BoundPipelines,
  { context }: Program,
  written: PipelineMap['pipelines'],
): PipelineMap['pipelines'] {
  if (otherwise?.kind !== 'create') return written;
  const found = (context.source?.index.pipelines ?? []).filter(({ object }) => object === source?.name);
  const missing = (name: string): PipelineMap['pipelines'][number]['stages'] => {
    const known = new Set(written.find((p) => p.source === name)?.stages.map((stage) => stage.source));
    return (found.find((p) => p.name === name)?.stages ?? [])
      .filter((stage) => !known.has(stage.name))
      .map((stage) => ({ source: stage.name, destination: stage.name, probability: stage.probability }));
  };
  return [
    ...written.map((pipeline) => ({
      ...pipeline,
      stages: [...pipeline.stages, ...missing(pipeline.source)],
    })),
    ...found
      .filter(({ name }) => !written.some((pipeline) => pipeline.source === name))
      .map(({ name }) => ({ source: name, destination: name, stages: missing(name) })),
  ];
}

export function compileSplit(split: BoundSplit, fileName: FileNaming): Split {
  const { id, sourceName, otherwise, node } = split;
  return { id, sourceObject: sourceName, otherwise, at: spanOf(node, fileName) };
}
