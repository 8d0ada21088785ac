import type { AstNode, LangiumDocument } from 'langium';
import type { DocumentSymbolProvider } from 'langium/lsp';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import {
  isBranch,
  isCustomObject,
  isEachLine,
  isExport,
  isFieldLine,
  isFieldsBlock,
  isFragment,
  isMappingTest,
  isMigmapFile,
  isMigration,
  isObjectMap,
  isOtherwiseBranch,
  isOwners,
  isPipelines,
  isSkipObject,
  isSplit,
  isValueTable,
} from '../generated/ast.ts';

interface Outlined {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly children?: readonly AstNode[];
}

/** The outline: statements under the names a reader knows them by (`Contact → Lead`), lines under their maps. */
export class OutlineProvider implements DocumentSymbolProvider {
  getSymbols(document: LangiumDocument): DocumentSymbol[] {
    const file = document.parseResult.value;
    if (!isMigmapFile(file)) return [];
    return [...(file.migration ? [file.migration] : []), ...file.statements].flatMap(symbolOf);
  }
}

function symbolOf(node: AstNode): DocumentSymbol[] {
  const outlined = outline(node);
  const range = node.$cstNode?.range;
  if (!outlined || !range) return [];
  const { name, detail, kind, children = [] } = outlined;
  const selectionRange = { start: range.start, end: range.start };
  // An editor refuses a symbol without a name, which an unfinished line may have.
  return [{ name: name || '…', detail, kind, range, selectionRange, children: children.flatMap(symbolOf) }];
}

function outline(node: AstNode): Outlined | undefined {
  if (isMigration(node)) {
    return { name: node.name, detail: `${node.source} → ${node.destination}`, kind: SymbolKind.Module };
  }
  if (isOwners(node)) return { name: 'owners', kind: SymbolKind.Interface };
  if (isValueTable(node))
    return { name: node.name, detail: count(node.entries, 'value'), kind: SymbolKind.Enum };
  if (isPipelines(node)) {
    return { name: 'pipelines', detail: node.entries.map((e) => e.source).join(', '), kind: SymbolKind.Enum };
  }
  if (isFieldsBlock(node)) {
    return {
      name: `fields ${text(node.object)}`,
      detail: count(node.fields, 'field'),
      kind: SymbolKind.Struct,
    };
  }
  if (isCustomObject(node)) {
    return { name: `object ${node.name}`, detail: count(node.fields, 'field'), kind: SymbolKind.Struct };
  }
  if (isObjectMap(node)) {
    return {
      name: `${text(node.source)} → ${text(node.destination)}`,
      detail: node.condition?.$cstNode && `where ${node.condition.$cstNode.text}`,
      kind: SymbolKind.Class,
      children: node.lines,
    };
  }
  if (isSplit(node)) {
    const children = [...node.branches, ...(node.otherwise ? [node.otherwise] : [])];
    return { name: `split ${text(node.source)}`, kind: SymbolKind.Namespace, children };
  }
  if (isBranch(node)) {
    const detail = `when ${node.condition?.$cstNode?.text ?? ''}`;
    return { name: `→ ${text(node.destination)}`, detail, kind: SymbolKind.Class, children: node.lines };
  }
  if (isOtherwiseBranch(node)) {
    const name = node.destination ? `→ ${text(node.destination)}` : 'otherwise';
    return { name, detail: 'otherwise', kind: SymbolKind.Class, children: node.lines };
  }
  if (isEachLine(node)) {
    const name = `each ${node.list?.$cstNode?.text ?? ''} → ${text(node.destination)}`;
    return { name, kind: SymbolKind.Array, children: node.lines };
  }
  if (isFragment(node)) return { name: node.name, kind: SymbolKind.Interface, children: node.lines };
  if (isFieldLine(node)) {
    return { name: text(node.field), detail: node.value?.$cstNode?.text, kind: SymbolKind.Field };
  }
  if (isExport(node))
    return { name: `export ${text(node.source)}`, detail: node.path, kind: SymbolKind.File };
  if (isSkipObject(node))
    return { name: `skip ${text(node.object)}`, detail: node.why, kind: SymbolKind.Null };
  if (isMappingTest(node)) return { name: node.name, detail: 'test', kind: SymbolKind.Event };
  return undefined;
}

function text(reference: { readonly $refText: string } | undefined): string {
  return reference?.$refText ?? '';
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
