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
} from '../../generated/ast.ts';
import type { Program } from '../../bind/program.ts';
import { written } from '../../schema/names.ts';
import type { ObjectView } from '../../schema/views.ts';
import { destinationsAt, lineField, outwards, siblingLines, sourcesAt } from '../place/enclosing.ts';
import { fieldsBehind } from '../place/path.ts';
import { allRequired } from './all-required.ts';
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

type Offer = (slot: Slot, context: CompletionContext, program: Program) => CompletionValueItem[];

/** What can be named in each slot of the grammar. */
const bySlot: Readonly<Record<string, Offer>> = {
  'FieldLine.field': (slot, context, program) => fieldsToWrite(slot, context, program, !assigned(context)),
  'KeyLine.destination': (slot, context, program) => fieldsToWrite(slot, context, program, false),
  'MatchLine.fields': (slot, context, program) => fieldsToWrite(slot, context, program, false),
  'DestinationPath.field': (slot, context, program) => fieldsToWrite(slot, context, program, false),
  'ExpectedValue.field': (slot, context, program) => fieldsToWrite(slot, context, program, false),
  'PathSegment.target': fieldsToRead,
  'SourcePath.field': fieldsToRead,
  'GivenValue.field': fieldsToRead,
  'RefRecord.field': fieldsToRead,
  'ValuesOfArgument.field': fieldsToRead,
  // What a function gives has no fields to go on to.
  'CallExpression.function': (_, context) =>
    followedBy('.', context) ? [] : functions(false, followedBy('(', context)),
  'PipedCall.function': (_, context) => functions(true, followedBy('(', context)),
  'Translated.table': (_, __, { tables }) => names(tables.keys(), CompletionItemKind.Enum),
  'UseLine.fragment': (_, __, { fragments }) => names(fragments.keys(), CompletionItemKind.Interface),
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

/** Destination objects that a block of lines follows. */
const blockSlots = new Set([
  'ObjectMap.destination',
  'Branch.destination',
  'OtherwiseBranch.destination',
  'EachLine.destination',
]);

export function offers(slot: Slot, context: CompletionContext, program: Program): CompletionValueItem[] {
  const name = `${slot.rule}.${slot.property}`;
  const offer = bySlot[name];
  if (offer) return offer(slot, context, program);
  if (sourceObjectSlots.has(name))
    return sourceObjects(program.sources, decided(program), program.context.profile);
  const sources = sourcesAt(slot.node, program);
  return destinationObjects({
    side: program.destinations,
    source: sources[0]?.name,
    block: blockSlots.has(name) && !braceFollows(context) ? { sources: fieldsFor(slot, sources) } : undefined,
  });
}

function braceFollows({ textDocument, tokenEndOffset, offset }: CompletionContext): boolean {
  return /^\s*\{/.test(textDocument.getText().slice(Math.max(tokenEndOffset, offset)));
}

/** Fields of the record that the elements of a list belong to are hardly meant. */
function fieldsFor({ rule }: Slot, sources: readonly ObjectView[]) {
  return rule === 'EachLine' ? [] : sources.flatMap((source) => source.fields);
}

function fieldsToWrite(
  { node }: Slot,
  context: CompletionContext,
  program: Program,
  line: boolean,
): CompletionValueItem[] {
  const sources = sourcesAt(node, program).flatMap((object) => object.fields);
  const covered = fromFragments(node, program);
  return destinationsAt(node, program).flatMap((object) => {
    const taken = line ? takenIn(node, context, object) : new Set<string>();
    const options = { object, sources, line, taken, covered };
    return [...allRequired(options), ...destinationFields(options)];
  });
}

function fieldsToRead({ node }: Slot, context: CompletionContext, program: Program): CompletionValueItem[] {
  if (followedBy('(', context)) return [];
  const before = context.textDocument.getText().slice(0, context.tokenOffset);
  const target = targetField(node, program);
  const behind = fieldsBehind(before, node, program);
  if (behind) return sourceFields({ ...behind, profile: undefined, target });
  const fields = sourcesAt(node, program).flatMap((object) => {
    const profile = program.context.profile?.objects.find((o) => o.object === object.name);
    return sourceFields({ object: object.name, fields: object.fields, profile, target });
  });
  return [...fields, ...aliases(node)];
}

/** API names of the fields that other lines of the block write, those of the fragments it uses aside: a line may replace them. */
function takenIn(node: AstNode, context: CompletionContext, object: ObjectView): ReadonlySet<string> {
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

/** API names of the fields that the fragments of the block write. */
function fromFragments(node: AstNode, program: Program): ReadonlySet<string> {
  const blocks = new Set(outwards(node));
  const lines = program.maps.find((map) => blocks.has(map.node))?.lines ?? [];
  return new Set(lines.filter((line) => line.from).flatMap((line) => line.field?.name ?? []));
}

/** The name alone is being changed: what it is the name of stands behind it already. */
function followedBy(sign: string, { textDocument, tokenEndOffset, offset }: CompletionContext): boolean {
  return textDocument.getText().startsWith(sign, Math.max(tokenEndOffset, offset));
}

/** The value stands there already; only the name is being changed. */
function assigned({ textDocument, tokenEndOffset, offset }: CompletionContext): boolean {
  return /^\w*[ \t]*=(?!=)/.test(textDocument.getText().slice(Math.max(tokenEndOffset, offset)));
}

function targetField(node: AstNode, program: Program) {
  const name = lineField(node);
  if (name === undefined) return undefined;
  const found = destinationsAt(node, program).map((object) => object.field(name))[0];
  return found?.kind === 'found' ? found.field.schema : undefined;
}

/** Names that `as` gives around a node. */
function aliases(node: AstNode): CompletionValueItem[] {
  return [...outwards(node)].flatMap((around) => {
    const named = isObjectMap(around) || isSplit(around) || isExport(around) || isEachLine(around);
    const name = named ? around.alias?.name : undefined;
    return name
      ? [{ label: written(name), kind: CompletionItemKind.Variable, sortText: sortKey(1, name) }]
      : [];
  });
}

function names(found: Iterable<string>, kind: CompletionItemKind): CompletionValueItem[] {
  return [...found].map((name) => ({ label: written(name), kind, sortText: sortKey(0, name) }));
}

/** Source objects that a statement has decided on. */
function decided({ files }: Program): ReadonlySet<string> {
  const statements = files.flatMap((file) => file.node.statements);
  const found = statements.flatMap((statement) => {
    if (isObjectMap(statement) || isSplit(statement) || isExport(statement))
      return [statement.source?.$refText];
    return isSkipObject(statement) ? [statement.object?.$refText] : [];
  });
  return new Set(found.filter((name) => name !== undefined));
}
