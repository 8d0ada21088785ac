import {
  AstUtils,
  CstUtils,
  GrammarAST,
  type AstNode,
  type CstNode,
  type LangiumDocument,
  type LeafCstNode,
} from 'langium';
import type { Position } from 'vscode-languageserver';
import { isFieldPath } from '../../generated/ast.ts';

/** A name in the text, and what it is a name for: `slotKinds` tells by node type and property. */
export interface Named {
  readonly node: AstNode;
  readonly property: string;
  /** Without backticks. */
  readonly name: string;
  readonly cst: CstNode;
}

/** The word or sign at a place; no white space, no comment. */
export function leafAt(document: LangiumDocument, position: Position): LeafCstNode | undefined {
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, document.textDocument.offsetAt(position));
  return leaf?.hidden ? undefined : leaf;
}

/** What a leaf is a property of; a name in backticks is a leaf within a rule of its own. `undefined` for a keyword. */
export function namedBy(leaf: LeafCstNode): Named | undefined {
  for (let cst: CstNode | undefined = leaf; cst && cst.offset === leaf.offset; cst = cst.container) {
    const assignment = AstUtils.getContainerOfType(cst.grammarSource, GrammarAST.isAssignment);
    if (assignment && cst.end === leaf.end)
      return { node: cst.astNode, property: assignment.feature, name: cst.text.replaceAll('`', ''), cst };
  }
  return undefined;
}

/** `person.` before the second segment of `person.email`. */
export function pathBefore(segment: AstNode): string {
  const path = segment.$container;
  if (!isFieldPath(path)) return '';
  const before = path.segments.slice(0, segment.$containerIndex ?? 0);
  return before.map((s) => `${s.target.$refText}.`).join('');
}
