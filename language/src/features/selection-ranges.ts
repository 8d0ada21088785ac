import { CstUtils, type CstNode, type LangiumDocument } from 'langium';
import type { Position, SelectionRange } from 'vscode-languageserver';

/** Around each position: word, value, line, block, statement, file. */
export function selectionRanges(document: LangiumDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf =
      root &&
      (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset));
    return rangeAround(leaf) ?? { range: { start: position, end: position } };
  });
}

/** Only what is wider than the step before; one part of the tree often has the range of another. */
function rangeAround(node: CstNode | undefined): SelectionRange | undefined {
  if (!node) return undefined;
  let wider: CstNode | undefined = node.container;
  while (wider && wider.length <= node.length) wider = wider.container;
  const parent = rangeAround(wider);
  return { range: node.range, ...(parent && { parent }) };
}
