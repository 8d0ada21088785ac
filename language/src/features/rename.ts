import { CstUtils, type AstNode, type LangiumDocument } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  ResponseError,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { written } from '../schema/names.ts';

/** Renames what the mapping itself names, in every file; what a system calls its objects and fields is not ours to change. */
export class OwnNames extends DefaultRenameProvider {
  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    this.#refuseForeign(document, params);
    return super.rename(document, { ...params, newName: written(params.newName.replaceAll('`', '')) });
  }

  override prepareRename(document: LangiumDocument, params: TextDocumentPositionParams) {
    this.#refuseForeign(document, params);
    return super.prepareRename(document, params);
  }

  #refuseForeign(document: LangiumDocument, { position }: TextDocumentPositionParams): void {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const target = leaf && this.references.findDeclarations(leaf)[0];
    const owner = target && ownerOf(target);
    if (owner) throw new ResponseError(LSPErrorCodes.RequestFailed, `${owner} cannot be renamed here.`);
  }
}

/** Whose name it is, where it is not the mapping's. */
function ownerOf(target: AstNode): string | undefined {
  if (target.$type === 'SchemaObject' || target.$type === 'SchemaField') {
    return 'A name that the system gave';
  }
  return target.$type === 'FunctionDefinition' ? 'A function of the language' : undefined;
}
