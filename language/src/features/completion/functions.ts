import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import {
  arity,
  functionNames,
  signatureOf,
  signatureText,
} from '@migmap/engine/mapping/functions/signatures';
import { describeFunction } from '../describe/function.ts';
import { sortKey } from './sort.ts';

/** Every function with its signature; behind a pipe its first argument is there already, and `called` says that its parentheses are. */
export function functions(piped: boolean, called: boolean): CompletionValueItem[] {
  return functionNames.map((name) => {
    const signature = signatureOf(name)!;
    const { min, max } = arity(signature);
    const bare = called || (piped && min <= 1);
    const empty = !piped && max === 0;
    return {
      label: name,
      kind: CompletionItemKind.Function,
      labelDetails: {
        detail: signatureText(name, signature).slice(name.length),
        description: signature.group,
      },
      documentation: { kind: 'markdown', value: describeFunction(name, signature) },
      sortText: sortKey(piped ? 0 : 3, name),
      insertText: bare ? name : empty ? `${name}()` : `${name}($1)`,
      ...(!bare && !empty && { insertTextFormat: InsertTextFormat.Snippet }),
    } satisfies CompletionValueItem;
  });
}
