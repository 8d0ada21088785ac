import type { AstNode } from 'langium';
import type { CompletionContext, CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import {
  isEachLine,
  isExport,
  isFieldLine,
  isKeyLine,
  isObjectMap,
  isSkipObject,
  isSplit,
  type MigmapFile,
} from '../../generated/ast.ts';
import { written } from '../../schema/names.ts';
import type { ObjectView } from '../../schema/views.ts';
import { destinationNames, lineField, outwards, siblingLines, sourceNames } from '../place/enclosing.ts';
import { fieldsBehind } from '../place/path.ts';
import { views, type Project } from '../place/project.ts';
import { destinationFields } from './destination-fields.ts';
import { functions } from './functions.ts';
import { destinationObjects, sourceObjects } from './objects.ts';
import { sortKey } from './sort.ts';
import { sourceFields } from './source-fields.ts';

/** Where a name is being written: the grammar rule, the property of it, and a node there. */
export interface Slot {
  readonly rule: string;
  readonly property: string;
  readonly node: AstNode;
}

type Offer = (slot: Slot, context: CompletionContext, project: Project) => CompletionValueItem[];

/** What can be named in each slot of the grammar. */
const bySlot: Readonly<Record<string, Offer>> = {
  'FieldLine.field': (slot, context, project) => fieldsToWrite(slot, context, project, !assigned(context)),
  'KeyLine.destination': (slot, context, project) => fieldsToWrite(slot, context, project, false),
  'MatchLine.fields': (slot, context, project) => fieldsToWrite(slot, context, project, false),
  'DestinationPath.field': (slot, context, project) => fieldsToWrite(slot, context, project, false),
  'ExpectedValue.field': (slot, context, project) => fieldsToWrite(slot, context, project, false),
  'PathSegment.target': fieldsToRead,
  'SourcePath.field': fieldsToRead,
  'GivenValue.field': fieldsToRead,
  'RefRecord.field': fieldsToRead,
  'ValuesOfArgument.field': fieldsToRead,
  'CallExpression.function': () => functions(false),
  'PipedCall.function': () => functions(true),
  'Translated.table': (_, __, { tables }) => names(tables, CompletionItemKind.Enum),
  'UseLine.fragment': (_, __, { fragments }) => names(fragments, CompletionItemKind.Interface),
};

const sourceObjectSlots = new Set([
  'ObjectMap.source',
  'Split.source',
  'Export.source',
  'SkipObject.object',
  'Given.object',
  'SourcePath.object',
  'RefRecord.object',
  'ValuesOfArgument.object',
]);

export function offers(slot: Slot, context: CompletionContext, project: Project): CompletionValueItem[] {
  const name = `${slot.rule}.${slot.property}`;
  const offer = bySlot[name];
  if (offer) return offer(slot, context, project);
  if (sourceObjectSlots.has(name)) return sourceObjects(project.sources, decided(project.file), project.profile);
  return destinationObjects(project.destinations, sourceNames(slot.node)[0]);
}

function fieldsToWrite(
  { node }: Slot,
  context: CompletionContext,
  project: Project,
  line: boolean,
): CompletionValueItem[] {
  const sources = views(project.sources, sourceNames(node)).flatMap((object) => object.fields);
  return views(project.destinations, destinationNames(node)).flatMap((object) =>
    destinationFields({ object, sources, line, taken: line ? taken(node, context, object) : new Set() }),
  );
}

function fieldsToRead({ node }: Slot, context: CompletionContext, project: Project): CompletionValueItem[] {
  const before = context.textDocument.getText().slice(0, context.tokenOffset);
  const target = targetField(node, project);
  const behind = fieldsBehind(before, node, project);
  if (behind) return sourceFields({ ...behind, profile: undefined, target });
  const fields = views(project.sources, sourceNames(node)).flatMap((object) => {
    const profile = project.profile?.objects.find((o) => o.object === object.name);
    return sourceFields({ object: object.name, fields: object.fields, profile, target });
  });
  return [...fields, ...aliases(node)];
}

/** API names of the fields that other lines of the block write, those of the fragments it uses aside: a line may replace them. */
function taken(node: AstNode, context: CompletionContext, object: ObjectView): ReadonlySet<string> {
  const lines = siblingLines(node).filter((line) => {
    const own = line.$cstNode;
    return !own || own.offset > context.offset || own.end < context.tokenOffset;
  });
  const written = lines.flatMap((line) => {
    if (isFieldLine(line)) return [line.field?.$refText];
    return isKeyLine(line) ? [line.destination?.$refText] : [];
  });
  const fields = written.map((name) => (name === undefined ? undefined : object.field(name)));
  return new Set(fields.flatMap((found) => (found?.kind === 'found' ? [found.field.name] : [])));
}

/** The value stands there already; only the name is being changed. */
function assigned({ textDocument, tokenEndOffset, offset }: CompletionContext): boolean {
  return /^\w*[ \t]*=(?!=)/.test(textDocument.getText().slice(Math.max(tokenEndOffset, offset)));
}

function targetField(node: AstNode, { destinations }: Project) {
  const name = lineField(node);
  if (name === undefined) return undefined;
  const found = views(destinations, destinationNames(node)).map((object) => object.field(name))[0];
  return found?.kind === 'found' ? found.field.schema : undefined;
}

/** Names that `as` gives around a node. */
function aliases(node: AstNode): CompletionValueItem[] {
  return [...outwards(node)].flatMap((around) => {
    const named = isObjectMap(around) || isSplit(around) || isExport(around) || isEachLine(around);
    const name = named ? around.alias?.name : undefined;
    return name ? [{ label: written(name), kind: CompletionItemKind.Variable, sortText: sortKey(1, name) }] : [];
  });
}

function names(nodes: readonly { readonly name: string }[], kind: CompletionItemKind): CompletionValueItem[] {
  return nodes.map(({ name }) => ({ label: written(name), kind, sortText: sortKey(0, name) }));
}

/** Source objects that a statement has decided on. */
function decided(file: MigmapFile | undefined): ReadonlySet<string> {
  const found = (file?.statements ?? []).flatMap((statement) => {
    if (isObjectMap(statement) || isSplit(statement) || isExport(statement)) return [statement.source?.$refText];
    return isSkipObject(statement) ? [statement.object?.$refText] : [];
  });
  return new Set(found.filter((name) => name !== undefined));
}
