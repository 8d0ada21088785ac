import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import { written } from '../../schema/names.ts';
import type { Side } from '../../schema/views.ts';
import { sortKey } from './sort.ts';

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

/** Destination objects that take records, the one called like the source object first. */
export function destinationObjects(side: Side, source: string | undefined): CompletionValueItem[] {
  const discovered = new Map(side.catalog?.index.objects.map((o) => [o.name, o]));
  return side
    .objectNames()
    .filter((name) => discovered.get(name)?.createable ?? true)
    .map((name) => item(name, name === source ? 0 : 1, discovered.get(name)?.label));
}

function item(name: string, rank: number, description: string | undefined): CompletionValueItem {
  return {
    label: written(name),
    kind: CompletionItemKind.Class,
    labelDetails: { description },
    sortText: sortKey(rank, name),
  };
}
