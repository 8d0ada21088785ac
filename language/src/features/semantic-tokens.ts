import type { AstNode } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver-types';
import {
  isAlias,
  isBranch,
  isCallExpression,
  isEachLine,
  isExport,
  isFieldDeclaration,
  isFieldLine,
  isFieldsBlock,
  isKeyLine,
  isMatchLine,
  isObjectMap,
  isOtherwiseBranch,
  isPathSegment,
  isRefThis,
  isSkipObject,
  isSplit,
  isUseLine,
  isViaExpression,
} from '../generated/ast.ts';

/**
 * Colours names by what they stand for. The TextMate grammar has coloured the rest; it cannot tell a keyword from a
 * field that is called like one.
 */
export class NameColours extends AbstractSemanticTokenProvider {
  protected override highlightElement(node: AstNode, accept: SemanticTokenAcceptor): void {
    if (isFieldLine(node)) accept({ node, property: 'field', type: SemanticTokenTypes.property });
    else if (isKeyLine(node)) accept({ node, property: 'destination', type: SemanticTokenTypes.property });
    else if (isMatchLine(node)) accept({ node, property: 'fields', type: SemanticTokenTypes.property });
    else if (isFieldDeclaration(node)) {
      accept({
        node,
        property: 'name',
        type: SemanticTokenTypes.property,
        modifier: SemanticTokenModifiers.declaration,
      });
    } else if (isPathSegment(node)) accept({ node, property: 'target', type: SemanticTokenTypes.variable });
    else if (isAlias(node)) accept({ node, property: 'name', type: SemanticTokenTypes.parameter });
    else if (isCallExpression(node))
      accept({ node, property: 'function', type: SemanticTokenTypes.function });
    else if (isViaExpression(node)) accept({ node, property: 'table', type: SemanticTokenTypes.enum });
    else if (isUseLine(node)) accept({ node, property: 'fragment', type: SemanticTokenTypes.interface });
    else if (isObjectMap(node)) {
      accept({ node, property: 'source', type: SemanticTokenTypes.class });
      accept({ node, property: 'destination', type: SemanticTokenTypes.class });
    } else if (isSplit(node) || isExport(node)) {
      accept({ node, property: 'source', type: SemanticTokenTypes.class });
    } else if (isBranch(node) || isOtherwiseBranch(node) || isEachLine(node) || isRefThis(node)) {
      accept({ node, property: 'destination', type: SemanticTokenTypes.class });
    } else if (isFieldsBlock(node) || isSkipObject(node)) {
      accept({ node, property: 'object', type: SemanticTokenTypes.class });
    }
  }
}
