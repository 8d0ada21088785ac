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

export function compilePipelines(bound: BoundPipelines, fileName: FileNaming): PipelineMap {
  const { node } = bound;
  return {
    sourceObject: bound.source?.name ?? node.pipeline.object.$refText,
    sourcePipelineField: bound.sourcePipeline?.name ?? node.pipeline.field.$refText,
    sourceStageField: bound.sourceStage?.name ?? node.stage.field.$refText,
    destinationObject: bound.destination?.name ?? node.destinationPipeline.object.$refText,
    destinationPipelineField: bound.destinationPipeline?.name ?? node.destinationPipeline.field.$refText,
    destinationStageField: bound.destinationStage?.name ?? node.destinationStage.field.$refText,
    pipelines: node.entries.map((entry) => ({
      source: entry.source,
      destination: entry.destination,
      stages: entry.stages.map(({ source, destination, probability }) => ({
        source,
        destination,
        probability,
      })),
    })),
    otherwise: bound.otherwise ?? { kind: 'hold' },
    at: spanOf(node, fileName),
  };
}

export function compileSplit(split: BoundSplit, fileName: FileNaming): Split {
  const { id, sourceName, otherwise, node } = split;
  return { id, sourceObject: sourceName, otherwise, at: spanOf(node, fileName) };
}
