import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import { actionKinds } from './actions/provider.ts';

/** Says what Langium's own server does not: the kinds of code actions, so that an editor can run them on saving, and selection ranges. */
export class MigmapLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    return {
      ...result,
      capabilities: {
        ...result.capabilities,
        codeActionProvider: { codeActionKinds: [...actionKinds] },
        selectionRangeProvider: true,
      },
    };
  }
}
