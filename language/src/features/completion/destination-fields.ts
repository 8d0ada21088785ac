import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { readableName } from '@migmap/engine/schema/readable-name';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { nothing } from '../../rules/required-lines.ts';
import { escaped, stop } from '../../rules/snippet.ts';
import { fieldName } from '../../schema/lookup.ts';
import { written } from '../../schema/names.ts';
import type { ObjectView } from '../../schema/views.ts';
import { describeField } from '../describe/field.ts';
import { traits, typeText } from '../describe/type-text.ts';
import { likest } from '../place/likeness.ts';
import { sortKey } from './sort.ts';
import { suggestNext } from './suggest-next.ts';

export interface DestinationFieldsOptions {
  readonly object: ObjectView;
  /** API names that lines of the block write already. */
  readonly taken: ReadonlySet<string>;
  /** API names that a fragment of the block writes: they may be replaced, but nothing requires it. */
  readonly covered: ReadonlySet<string>;
  /** Fields of the source object, to find the one that belongs here. */
  readonly sources: readonly FieldSchema[];
  /** A whole line is offered (`Name = name`), not the name alone. */
  readonly line: boolean;
}

/** Fields that a line may write: required ones first, then those that a source field is called like. Never a read-only one. */
export function destinationFields(options: DestinationFieldsOptions): CompletionValueItem[] {
  const { object, taken, covered, sources, line } = options;
  return object.fields
    .filter((field) => (field.createable || field.updateable) && !taken.has(field.name))
    .map((field) => {
      const source = likest(field, sources);
      const rank = covered.has(field.name) ? 3 : field.required ? 0 : source ? 1 : 2;
      const name = fieldName(field, object.fields);
      return {
        label: name,
        kind: CompletionItemKind.Field,
        labelDetails: { detail: ` ${typeText(field)}`, description: field.label },
        detail: [typeText(field), ...traits(field)].join(' · '),
        documentation: { kind: 'markdown', value: describeField(object.name, field) },
        sortText: sortKey(rank, readableName(field)),
        ...(line && {
          insertText: `${escaped(name)} = ${stop(1, source ? written(source.name) : nothing)}`,
          insertTextFormat: InsertTextFormat.Snippet,
          command: suggestNext('Complete the value'),
        }),
      } satisfies CompletionValueItem;
    });
}
