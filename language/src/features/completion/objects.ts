import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { escaped } from '../../rules/snippet.ts';
import { written } from '../../schema/names.ts';
import type { Side } from '../../schema/views.ts';
import { requiredSnippets } from './all-required.ts';
import { sortKey } from './sort.ts';
import { suggestNext } from './suggest-next.ts';

/** Source objects, the ones that no statement has decided on first. */
export function sourceObjects(
  side: Side,
  decided: ReadonlySet<string>,
  profile: SourceProfile | undefined,
): CompletionValueItem[] {
  return side.objectNames().map((name) => {
    const records = profile?.objects.find((o) => o.object === name)?.records;
    return item(
      name,
      decided.has(name) ? 1 : 0,
      records === undefined ? undefined : `${records.toLocaleString('en-US')} records`,
    );
  });
}

export interface DestinationObjectsOptions {
  readonly side: Side;
  /** The source object of the records, where one is named. */
  readonly source: string | undefined;
  /** The block of lines is not there yet and comes along: with the required ones, from these source fields. */
  readonly block: { readonly sources: readonly FieldSchema[] } | undefined;
}

/** Destination objects that take records, the one called like the source object first. */
export function destinationObjects({
  side,
  source,
  block,
}: DestinationObjectsOptions): CompletionValueItem[] {
  const discovered = new Map(side.catalog?.index.objects.map((o) => [o.name, o]));
  return side
    .objectNames()
    .filter((name) => discovered.get(name)?.createable ?? true)
    .map((name) => {
      const alike = name === source;
      const plain = item(name, alike ? 0 : 1, discovered.get(name)?.label);
      if (!block) return plain;
      // An object's fields are read from the disk: those of one, not of all that are offered. The others are asked for next.
      const object = alike ? side.object(name) : undefined;
      const lines = requiredSnippets(object?.fields ?? [], block.sources).map((line) => `\t${line}\n`);
      return {
        ...plain,
        insertText: `${escaped(plain.label)} {\n${lines.join('')}\t$0\n}`,
        insertTextFormat: InsertTextFormat.Snippet,
        command: suggestNext('Complete the block'),
      };
    });
}

function item(name: string, rank: number, description: string | undefined) {
  return {
    label: written(name),
    kind: CompletionItemKind.Class,
    labelDetails: { description },
    sortText: sortKey(rank, name),
  } satisfies CompletionValueItem;
}
