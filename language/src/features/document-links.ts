import { GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import { importUri } from '../bind/analysis.ts';
import { isMigmapFile } from '../generated/ast.ts';

/** The path of an import opens the file. */
export class ImportLinks implements DocumentLinkProvider {
  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const file = document.parseResult.value;
    if (!isMigmapFile(file)) return [];
    return file.imports.flatMap((node) => {
      const cst = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
      if (!cst || !node.path) return [];
      const { start, end } = cst.range;
      const inside = {
        start: { ...start, character: start.character + 1 },
        end: { ...end, character: end.character - 1 },
      };
      return [{ range: inside, target: importUri(document.uri.toString(), node.path).toString() }];
    });
  }
}
