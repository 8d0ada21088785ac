import { AstUtils, type AstNode } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { FieldSchema } from '@migmap/engine/schema/types';
import {
  isBinaryExpression,
  isFieldLine,
  isFieldPath,
  isInExpression,
  isPipelineEntry,
  isPipelines,
  isValueTable,
  isViaExpression,
  type DestinationPath,
  type Expression,
  type Pipelines,
  type ValueTable,
} from '../../generated/ast.ts';
import type { Program } from '../../bind/program.ts';
import { quoted } from '../../schema/names.ts';
import type { ObjectView } from '../../schema/views.ts';
import { destinationsAt, lineField, outwards, sourcesAt } from '../place/enclosing.ts';

/** A value that a text may be: what stands on the wire or what a person reads, and what is known of it. */
interface KnownText {
  readonly text: string;
  readonly note?: string;
}

/** Texts that make sense in quotes at a node: picklist values, values seen in the source, stages. */
export function texts(node: AstNode, property: string, program: Program): CompletionValueItem[] {
  return knownTexts(node, property, program).map(({ text, note }, index) => ({
    label: quoted(text),
    kind: CompletionItemKind.EnumMember,
    labelDetails: { description: note },
    // As the systems order them, or the most frequent first; a source field of the same name is likelier still.
    sortText: `1${String(index).padStart(5, '0')}`,
  }));
}

function knownTexts(node: AstNode, property: string, program: Program): KnownText[] {
  for (const around of outwards(node)) {
    if (isValueTable(around)) return tableTexts(around, property, program);
    if (isPipelineEntry(around) || isPipelines(around)) return pipelineTexts(node, property, program);
    if (isBinaryExpression(around) && (around.operator === '==' || around.operator === '!=')) {
      return [around.left, around.right].flatMap((side) => seen(side, program));
    }
    if (isInExpression(around)) return seen(around.value, program);
    if (isFieldLine(around)) break;
  }
  return destinationValues(destinationsAt(node, program), lineField(node));
}

/** Left: what the source holds and no line covers yet. Right: what the fields that are written through the table take. */
function tableTexts(table: ValueTable, property: string, program: Program): KnownText[] {
  const uses = program.files.flatMap((file) =>
    AstUtils.streamAllContents(file.node)
      .filter((node) => isViaExpression(node) && node.table?.$refText === table.name)
      .toArray(),
  );
  const found =
    property === 'source'
      ? uses.flatMap((use) => (isViaExpression(use) ? seen(use.value, program) : []))
      : uses.flatMap((use) => destinationValues(destinationsAt(use, program), lineField(use)));
  const covered = new Set(property === 'source' ? table.entries.map((e) => e.source) : []);
  return distinct(found).filter(({ text }) => !covered.has(text));
}

function pipelineTexts(node: AstNode, property: string, program: Program): KnownText[] {
  const block = AstUtils.getContainerOfType(node, isPipelines);
  const entry = AstUtils.getContainerOfType(node, isPipelineEntry);
  if (!block) return [];
  const pipelines = program.sources.catalog?.index.pipelines ?? [];
  // Inside the braces of an entry stand stages.
  const inEntry = entry && node !== entry;
  if (property === 'source') {
    const listed = inEntry
      ? pipelines.filter((p) => p.name === entry.source).flatMap((p) => p.stages)
      : pipelines;
    return listed.map((p) => ({ text: p.name, note: inEntry ? 'stage' : 'pipeline' }));
  }
  return inEntry ? stages(block, program) : recordTypes(block, program);
}

function recordTypes(block: Pipelines, program: Program): KnownText[] {
  const types = objectsOf(block.destinationPipeline, program).flatMap(
    (object) => object.schema?.recordTypes ?? [],
  );
  if (types.length > 0)
    return types.filter((t) => t.active).map((t) => ({ text: t.label, note: 'record type' }));
  return destinationValues(
    objectsOf(block.destinationPipeline, program),
    block.destinationPipeline.field?.$refText,
  );
}

function stages(block: Pipelines, program: Program): KnownText[] {
  return destinationValues(
    objectsOf(block.destinationStage, program),
    block.destinationStage.field?.$refText,
  );
}

function objectsOf(path: DestinationPath, program: Program): ObjectView[] {
  const object = program.destinations.object(path.object?.$refText ?? '');
  return object ? [object] : [];
}

function destinationValues(objects: readonly ObjectView[], field: string | undefined): KnownText[] {
  if (field === undefined) return [];
  const values = objects.flatMap((object) => {
    const found = object.field(field);
    return found.kind === 'found' ? picklist(found.field.schema) : [];
  });
  return distinct(values);
}

/** What discovery saw in the source field that an expression reads. */
function seen(expression: Expression | undefined, program: Program): KnownText[] {
  if (!expression || !isFieldPath(expression)) return [];
  const name = expression.segments.at(-1)?.target?.$refText;
  if (name === undefined) return [];
  return distinct(
    sourcesAt(expression, program).flatMap((object) => {
      const found = object.field(name);
      if (found.kind !== 'found') return [];
      const values = program.context.profile?.objects
        .find((o) => o.object === object.name)
        ?.fields.find((f) => f.field === found.field.name)?.values;
      const counted = values?.map((v) => ({
        text: v.value,
        note: `${v.count.toLocaleString('en-US')} records`,
      }));
      return counted ?? picklist(found.field.schema);
    }),
  );
}

function picklist(field: FieldSchema | undefined): KnownText[] {
  return (field?.values ?? [])
    .filter((v) => v.active !== false)
    .map((v) => ({ text: v.label, note: v.value === v.label ? undefined : v.value }));
}

function distinct(found: readonly KnownText[]): KnownText[] {
  return [...new Map(found.map((known) => [known.text, known])).values()];
}
