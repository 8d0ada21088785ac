import type { SourceRecord } from '../connectors/source.ts';
import { asText, dig, isList } from '../mapping/coerce.ts';
import { isDeferred, type DraftValue, type Refusal, type TransformResult } from '../mapping/draft.ts';
import type { Expr, Fallback, Mapping, SourceSpan } from '../mapping/ir.ts';
import { Misfit, quoted } from '../mapping/misfit.ts';
import type { MapElement, PreparedMap, TransformWorld } from '../mapping/transform.ts';
import { walk } from '../mapping/walk.ts';
import { readableText } from '../schema/readable-name.ts';
import type { FieldSchema, ObjectSchema } from '../schema/types.ts';
import type { Wanted } from './lookup.ts';
import { show, wantedBy, type ShowContext, type Shown } from './show.ts';
import type { PreviewField, PreviewRecord } from './types.ts';

/** A record (or one element of its list) that a map takes. */
export interface Candidate {
  readonly record: SourceRecord;
  readonly element?: MapElement;
  readonly result: Exclude<TransformResult, { kind: 'out' }>;
}

/** The source records that any line of a candidate points at. */
export function pointedAt(
  prepared: PreparedMap,
  { record, element }: Candidate,
  world: TransformWorld,
  mapping: Mapping,
): readonly Wanted[] {
  const scope = { record: record.values, elements: element?.elements, world };
  return prepared.lines.flatMap((line) => {
    const value = line.apply(scope);
    return value instanceof Misfit ? [] : wantedBy(value, mapping);
  });
}

/** Source beside destination, every line of it, whether the record would be loaded or not. */
export async function previewRecord(
  prepared: PreparedMap,
  { record, element, result }: Candidate,
  destination: ObjectSchema | undefined,
  world: TransformWorld,
  context: ShowContext,
): Promise<PreviewRecord> {
  const scope = { record: record.values, elements: element?.elements, world };
  const fields: PreviewField[] = [];
  let outcome: PreviewRecord['outcome'] = result.kind === 'draft' ? 'load' : result.kind;
  let reason = result.kind === 'draft' ? undefined : because(result);
  const others = Object.fromEntries(prepared.lines.map((line) => [line.field, line.apply(scope)]));
  for (const [index, line] of prepared.lines.entries()) {
    const { value: expr, otherwise } = prepared.map.fields[index] ?? {};
    const value = line.apply(scope, others);
    const shown =
      value instanceof Misfit
        ? { text: value.value ?? '', problem: sentence(value) }
        : settledBy(otherwise, await show(value, context));
    // What the transform lets through may still point at something that is not there.
    if (outcome === 'load' && shown.problem !== undefined) {
      outcome = otherwise?.kind === 'skip' ? 'skipped' : 'held';
      reason = `${line.field}: ${shown.problem} (${place(line.at)})`;
    }
    const field = destination?.fields.find(({ name }) => name === line.field);
    fields.push({
      field: line.field,
      label: field?.label ?? line.field,
      line: place(line.at),
      source: expr ? sourceOf(expr, context.mapping, record, element) : [],
      value: value instanceof Misfit ? shown.text : optionLabels(field, value, shown.text),
      ...(shown.problem !== undefined && { problem: shown.problem }),
    });
  }
  return {
    id: record.id,
    at: record.at,
    ...(element && { element: element.name.includes('.') ? element.name : Number(element.name) }),
    outcome,
    ...(reason !== undefined && { reason: readableText(destination ? [destination] : [])(reason) }),
    flags: result.kind === 'draft' ? [...result.draft.flags] : [],
    fields,
  };
}

/** Options as people choose them, where the system keeps ids. */
function optionLabels(field: FieldSchema | undefined, value: DraftValue, text: string): string {
  if (!field?.values || isDeferred(value)) return text;
  const labels = new Map(field.values.map((option) => [option.value, option.label]));
  return isList(value)
    ? value.map((one) => labels.get(asText(one)) ?? asText(one)).join('; ')
    : (labels.get(text) ?? text);
}

/** What `else` writes in place of a reference that points at nothing. */
function settledBy(otherwise: Fallback | undefined, shown: Shown): Shown {
  if (shown.problem === undefined || !otherwise) return shown;
  if (otherwise.kind === 'empty') return { text: '' };
  return otherwise.kind === 'value' ? { text: asText(otherwise.value) } : shown;
}

/** A record that no branch of a split takes: what there is of it. */
export function previewLeftOver({ record, result }: Candidate): PreviewRecord {
  const { id, at, values } = record;
  const source = Object.entries(values).map(([field, value]) => ({ field, value: asText(value) }));
  return {
    id,
    at,
    outcome: result.kind === 'skipped' ? 'skipped' : 'held',
    ...(result.kind !== 'draft' && { reason: because(result) }),
    flags: [],
    fields: [{ field: '', label: '', line: '', source, value: '' }],
  };
}

/** `Email: "ada at" is no e-mail address (main.migmap:41)` */
function because({ field, value, reason, at }: Refusal): string {
  const what = sentence({ reason, value });
  return `${field === undefined ? '' : `${field}: `}${what}${at ? ` (${place(at)})` : ''}`;
}

function sentence({ reason, value }: { readonly reason: string; readonly value?: string }): string {
  return value === undefined ? reason : `${quoted(value)} ${reason}`;
}

function place({ file, line }: SourceSpan): string {
  return `${file}:${line}`;
}

/** The fields that a line reads, each once, in the order of the line. */
function sourceOf(
  expr: Expr,
  mapping: Mapping,
  record: SourceRecord,
  element: MapElement | undefined,
): PreviewField['source'] {
  const found = new Map<string, string>();
  for (const inner of walk(expr)) {
    if (inner.kind === 'field') {
      const { scope, path } = inner;
      const ofElement = scope !== undefined && element !== undefined && scope in element.elements;
      const name = [...(ofElement ? [scope] : []), ...path].join('.');
      found.set(name, asText(dig(ofElement ? element.elements[scope] : record.values, path)));
    } else if (inner.kind === 'pipeline') {
      const block = mapping.pipelines[inner.block];
      const name = inner.part === 'pipeline' ? block?.sourcePipelineField : block?.sourceStageField;
      if (name !== undefined) found.set(name, asText(record.values[name] ?? null));
    }
  }
  return [...found].map(([field, value]) => ({ field, value }));
}
