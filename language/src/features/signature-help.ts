import { CstUtils, type LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { SignatureHelp, SignatureHelpOptions, SignatureHelpParams } from 'vscode-languageserver';
import { signatureOf, signatureText } from '@migmap/engine/mapping/functions/signatures';

/**
 * The signature of the call around the cursor. Read from the tokens before it, since a call that is being typed is not
 * a whole expression yet.
 */
export class CallSignatures implements SignatureHelpProvider {
  get signatureHelpOptions(): SignatureHelpOptions {
    return { triggerCharacters: ['(', ','] };
  }

  provideSignatureHelp(document: LangiumDocument, params: SignatureHelpParams): SignatureHelp | undefined {
    const root = document.parseResult.value.$cstNode;
    if (!root) return undefined;
    const offset = document.textDocument.offsetAt(params.position);
    const tokens = CstUtils.streamCst(root)
      .filter((node) => !('content' in node) && !node.hidden && node.end <= offset)
      .map((node) => node.text)
      .toArray();
    const call = enclosingCall(tokens);
    const signature = call && signatureOf(call.name);
    if (!call || !signature) return undefined;
    const { parameters } = signature;
    // Of `x |> f(y)` the first argument stands before the pipe.
    const active = call.argument + (call.piped ? 1 : 0);
    return {
      signatures: [
        {
          label: signatureText(call.name, signature),
          documentation: signature.doc,
          parameters: parameters.map((p) => ({
            label: p.rest ? `…${p.name}` : p.optional ? `${p.name}?` : p.name,
            documentation: p.doc,
          })),
        },
      ],
      activeSignature: 0,
      activeParameter: parameters.at(-1)?.rest ? Math.min(active, parameters.length - 1) : active,
    };
  }
}

interface OpenCall {
  readonly name: string;
  readonly argument: number;
  readonly piped: boolean;
}

/** Walks back to the nearest parenthesis that is still open. */
export function enclosingCall(tokens: readonly string[]): OpenCall | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === ')' || token === ']') depth++;
    else if (token === '[') depth--;
    else if (token === '{' || token === '}' || token === '=') {
      if (depth === 0) return undefined;
    } else if (token === ',' && depth === 0) argument++;
    else if (token === '(' && depth-- === 0) {
      const name = tokens[i - 1];
      return name === undefined ? undefined : { name, argument, piped: tokens[i - 2] === '|>' };
    }
  }
  return undefined;
}
