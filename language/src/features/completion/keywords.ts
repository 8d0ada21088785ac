import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';

/** Words that go on with an expression; at the start of a line a reader expects a new one. */
const continuing = new Set(['via', 'in', 'is', 'and', 'or', 'else']);
/** Words that begin a line of a map. */
const beginning = new Set(['key', 'match', 'use', 'each', 'skip', 'flag']);

/** Words with parentheses. */
const calls = new Set(['ref', 'owner', 'file', 'migration_user']);

/** Words that are hardly ever wanted bare. */
const snippets: Readonly<Record<string, string>> = {
  map: 'map ${1:Source} -> ${2:Destination} {\n\t$0\n}',
  split: 'split ${1:Source} {\n\twhen ${2:condition} -> ${3:Destination} {\n\t\t$0\n\t}\n\totherwise hold\n}',
  values: 'values ${1:Name} {\n\t"$2" => "$3"\n\totherwise hold\n}',
  fragment: 'fragment ${1:Name} {\n\t$0\n}',
  fields: 'fields ${1:Object} {\n\t${2:Name__c} : ${3:Text(80)} "${4:Label}"\n}',
  ref: 'ref(${1:reference})',
  owner: 'owner(${1:user})',
  file: 'file(${1:path})',
  migration_user: 'migration_user()',
};

export interface KeywordPlace {
  /** Nothing but blanks stands before it on its line. */
  readonly firstOnLine: boolean;
  /** It follows an opening brace. */
  readonly afterBrace: boolean;
  /** What stands behind it on its line. */
  readonly rest: string;
}

export function keyword(word: string, place: KeywordPlace): CompletionValueItem | undefined {
  if (!/\p{L}/u.test(word)) return undefined;
  if (place.firstOnLine && continuing.has(word)) return undefined;
  if (!startsLine(place) && beginning.has(word)) return undefined;
  // What a snippet would bring stands there already, and the word alone is being changed.
  const alone = calls.has(word) ? place.rest.startsWith('(') : place.rest.trim() !== '';
  const snippet = alone ? undefined : snippets[word];
  return {
    label: word,
    kind: CompletionItemKind.Keyword,
    sortText: `5${word}`,
    ...(snippet && { insertText: snippet, insertTextFormat: InsertTextFormat.Snippet }),
  };
}

/** A new line of a map may begin here. */
export function startsLine(place: KeywordPlace): boolean {
  return place.firstOnLine || place.afterBrace;
}
