import { AstUtils, type AstNode } from 'langium';
import type { SourceSpan } from '@migmap/engine/mapping/ir';

/** How a file is called in reports, by its URI. */
export type FileNaming = (uri: string) => string;

export function spanOf(node: AstNode, fileName: FileNaming): SourceSpan {
  const start = node.$cstNode?.range.start ?? { line: 0, character: 0 };
  const uri = AstUtils.findRootNode(node).$document?.uri.toString() ?? '';
  return { file: fileName(uri), line: start.line + 1, column: start.character + 1 };
}
