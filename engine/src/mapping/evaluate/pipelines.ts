import { isEmpty, type Value } from '../../values.ts';
import { asText } from '../coerce.ts';
import type { PipelineMap } from '../ir.ts';
import { Misfit, quoted } from '../misfit.ts';
import type { Evaluate } from './scope.ts';
import { fallback, lookupKey } from './tables.ts';

/** `RecordTypeId = pipeline`, `StageName = stage`: the destination's name of the record's pipeline or stage. */
export function pipelinePart(block: PipelineMap, part: 'pipeline' | 'stage'): Evaluate {
  const pipelines = new Map(
    block.pipelines.map((pipeline) => [
      lookupKey(pipeline.source),
      {
        destination: pipeline.destination,
        stages: new Map(pipeline.stages.map((stage) => [lookupKey(stage.source), stage.destination])),
      },
    ]),
  );
  return ({ record }) => {
    const pipeline = record[block.sourcePipelineField] ?? null;
    const known = pipelines.get(lookupKey(pipeline));
    if (part === 'pipeline') return known ? known.destination : unknownPipeline(block, pipeline);
    const stage = record[block.sourceStageField] ?? null;
    if (isEmpty(stage)) return null;
    const destination = known?.stages.get(lookupKey(stage));
    if (destination !== undefined) return destination;
    const place = known
      ? `pipeline ${quoted(asText(pipeline))}`
      : `the unknown pipeline ${quoted(asText(pipeline))}`;
    return fallback(block.otherwise, stage, `${quoted(asText(stage))} is no mapped stage of ${place}`);
  };
}

/** `otherwise "x"` names a stage; a pipeline is never guessed from it. */
function unknownPipeline(block: PipelineMap, pipeline: Value): Value | Misfit {
  if (isEmpty(pipeline)) return null;
  const reason = `${quoted(asText(pipeline))} is no mapped pipeline`;
  return block.otherwise.kind === 'value' ? new Misfit(reason) : fallback(block.otherwise, pipeline, reason);
}
