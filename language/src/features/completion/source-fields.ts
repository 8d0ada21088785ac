import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ObjectProfile } from '@migmap/engine/schema/profile';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { written } from '../../schema/names.ts';
import { describeField, describeProfile } from '../describe/field.ts';
import { typeText } from '../describe/type-text.ts';
import { likeness } from '../place/likeness.ts';
import { sortKey } from './sort.ts';

export interface SourceFieldsOptions {
  /** Name of the object for the documentation. */
  readonly object: string;
  readonly fields: readonly FieldSchema[];
  readonly profile: ObjectProfile | undefined;
  /** The destination field that is being written, where one is. */
  readonly target: FieldSchema | undefined;
}

/** Fields that an expression may read: the ones called like the destination field first. */
export function sourceFields({
  object,
  fields,
  profile,
  target,
}: SourceFieldsOptions): CompletionValueItem[] {
  return fields.map((field) => {
    const seen = profile?.fields.find((f) => f.field === field.name);
    const documentation = [describeField(object, field), profile && seen && describeProfile(seen, profile)];
    return {
      label: written(field.name),
      kind: CompletionItemKind.Variable,
      labelDetails: {
        detail: ` ${typeText(field)}`,
        description:
          profile && seen && profile.records > 0 ? filled(seen.nulls, profile.records) : field.label,
      },
      detail: `${object}.${field.name}`,
      documentation: { kind: 'markdown', value: documentation.filter(Boolean).join('\n\n') },
      sortText: sortKey(target ? 2 - likeness(target, field) : 2, field.name),
    } satisfies CompletionValueItem;
  });
}

function filled(nulls: number, records: number): string {
  return `${Math.round(((records - nulls) / records) * 100)} % filled`;
}
