import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { isRequired, requiredLine } from '../../rules/required-lines.ts';
import { fieldName } from '../../schema/lookup.ts';
import type { DestinationFieldsOptions } from './destination-fields.ts';
import { sortKey } from './sort.ts';

/** A line for each required field that no line writes yet, with tab stops. */
export function requiredSnippets(
  fields: readonly FieldSchema[],
  sources: readonly FieldSchema[],
): readonly string[] {
  return fields.filter(isRequired).map((field, index) => requiredLine(field, sources).snippet(index + 1));
}

/** All of them as one item, where there are several: the first that is offered in a new block. */
export function allRequired({
  object,
  taken,
  covered,
  sources,
  line,
}: DestinationFieldsOptions): CompletionValueItem[] {
  const missing = object.fields.filter(
    (field) => isRequired(field) && !taken.has(field.name) && !covered.has(field.name),
  );
  if (!line || missing.length < 2) return [];
  return [
    {
      label: missing.map((field) => fieldName(field, object.fields)).join(', '),
      kind: CompletionItemKind.Snippet,
      labelDetails: { description: `all that ${object.name} requires` },
      sortText: sortKey(0, ''),
      insertText: requiredSnippets(missing, sources).join('\n'),
      insertTextFormat: InsertTextFormat.Snippet,
    },
  ];
}
