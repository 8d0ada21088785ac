import type { Mapping, ObjectMap, PipelineMap } from '../../mapping/ir.ts';
import { walk } from '../../mapping/walk.ts';
import { valuesOfLine } from '../../mapping/writes.ts';
import { readableName } from '../../schema/readable-name.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/types.ts';
import type { Finding } from './gate.ts';

/** The values that the mapping itself gives, and its pipelines' stages, must be values that the destination takes. */
export function valuesGate(mapping: Mapping, schemas: ReadonlyMap<string, ObjectSchema>): Finding {
  const reasons = new Set<string>();
  for (const map of mapping.maps) {
    const schema = schemas.get(map.destinationObject);
    if (schema === undefined) continue;
    for (const reason of [...lineValues(mapping, map, schema), ...pipelineValues(mapping, map, schema)])
      reasons.add(reason);
  }
  return {
    closes: [...reasons],
    remedy:
      'Add the missing values or stages to the destination, or map to ones that it has, then run `migmap discover`.',
  };
}

/** Texts and table results of a line of a restricted picklist; the stages of a pipeline are looked at with their pipeline. */
function* lineValues(mapping: Mapping, map: ObjectMap, schema: ObjectSchema): Generator<string> {
  for (const line of map.fields) {
    const field = schema.fields.find((f) => f.name === line.field);
    if (!restricted(field) || line.value.kind === 'pipeline') continue;
    for (const value of valuesOfLine(mapping, line).named)
      if (!takes(field, value))
        yield `${line.at.file}:${line.at.line}: ${schema.name}.${readableName(field)} does not take "${value}"${from(line)}.`;
  }
}

function from({ value }: ObjectMap['fields'][number]): string {
  return value.kind === 'via' ? ` (table ${value.table})` : '';
}

function* pipelineValues(mapping: Mapping, map: ObjectMap, schema: ObjectSchema): Generator<string> {
  const used = new Set<number>();
  for (const line of map.fields)
    for (const e of walk(line.value)) if (e.kind === 'pipeline') used.add(e.block);
  for (const n of used) {
    const block = mapping.pipelines[n];
    if (block === undefined || block.destinationObject !== schema.name) continue;
    yield* missingStages(block, schema);
  }
}

function* missingStages(block: PipelineMap, schema: ObjectSchema): Generator<string> {
  const at = `${block.at.file}:${block.at.line}`;
  const stageField = schema.fields.find((f) => f.name === block.destinationStageField);
  const pipelineField = schema.fields.find((f) => f.name === block.destinationPipelineField);
  for (const pipeline of block.pipelines) {
    const type = schema.recordTypes?.find(
      (t) => t.active && (t.label === pipeline.destination || t.name === pipeline.destination),
    );
    const known =
      schema.recordTypes === undefined ? takes(pipelineField, pipeline.destination) : type !== undefined;
    if (!known)
      yield `${at}: ${schema.name} has no "${pipeline.destination}" (${block.destinationPipelineField}).`;
    for (const stage of pipeline.stages) {
      const allowed = type?.stages === undefined || type.stages.includes(stage.destination);
      const within = valueOf(pipelineField, pipeline.destination);
      if ((restricted(stageField) && !takes(stageField, stage.destination, within)) || !allowed)
        yield `${at}: "${pipeline.destination}" of ${schema.name} has no stage "${stage.destination}".`;
    }
  }
}

function restricted(field: FieldSchema | undefined): field is FieldSchema {
  return field?.restricted === true && field.values !== undefined;
}

/** `within`: the value of the field that this one depends on, where it does. */
function takes(field: FieldSchema | undefined, value: string, within?: string): boolean {
  if (field?.values === undefined) return true;
  return field.values.some(
    (v) =>
      v.active !== false &&
      (same(v.value, value) || same(v.label, value)) &&
      (within === undefined || v.within === undefined || v.within === within),
  );
}

/** The wire value of a picklist's value, named by it or by its label. */
function valueOf(field: FieldSchema | undefined, name: string): string | undefined {
  return field?.values?.find((v) => v.value === name || v.label === name)?.value;
}

/** As a load converts it: but for case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
