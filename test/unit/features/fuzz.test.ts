import assert from 'node:assert/strict';
import { ResponseError } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import { selectionRanges } from '@migmap/language/features/selection-ranges';
import { open, type Opened } from './editor.ts';
import { randomEdits } from './random-edits.ts';
import { random } from './random.ts';
import { mappings } from './texts.ts';

/** Edits of each text. FUZZ_EDITS=2000 looks further, FUZZ_SEED elsewhere. */
const edits = Number(process.env['FUZZ_EDITS'] ?? 10);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const options = { tabSize: 2, insertSpaces: true };

/** Asks everything an editor asks, somewhere in the text. */
async function askEverything({ services, document }: Opened, next: () => number): Promise<void> {
  const { lsp, shared } = services;
  const textDocument = { uri: document.uri.toString() };
  const position = document.textDocument.positionAt(
    Math.floor(next() * document.textDocument.getText().length),
  );
  const range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  const at = { textDocument, position };
  const diagnostics = (document.diagnostics ?? []) as Diagnostic[];
  await lsp.CompletionProvider!.getCompletion(document, at);
  await lsp.HoverProvider!.getHoverContent(document, at);
  await lsp.DefinitionProvider!.getDefinition(document, at);
  await lsp.ReferencesProvider!.findReferences(document, { ...at, context: { includeDeclaration: true } });
  await lsp.DocumentHighlightProvider!.getDocumentHighlight(document, at);
  await lsp.SignatureHelp!.provideSignatureHelp(document, at);
  await lsp.DocumentSymbolProvider!.getSymbols(document, { textDocument });
  await lsp.FoldingRangeProvider!.getFoldingRanges(document, { textDocument });
  await lsp.SemanticTokenProvider!.semanticHighlight(document, { textDocument });
  await lsp.Formatter!.formatDocument(document, { textDocument, options });
  await lsp.Formatter!.formatDocumentOnType(document, { ...at, ch: next() < 0.5 ? '\n' : '}', options });
  await lsp.CodeActionProvider!.getCodeActions(document, { textDocument, range, context: { diagnostics } });
  await lsp.CodeLensProvider!.provideCodeLens(document, { textDocument });
  await lsp.InlayHintProvider!.getInlayHints(document, { textDocument, range });
  await lsp.DocumentLinkProvider!.getDocumentLinks(document, { textDocument });
  for (const item of (await lsp.CallHierarchyProvider!.prepareCallHierarchy(document, at)) ?? []) {
    await lsp.CallHierarchyProvider!.outgoingCalls({ item });
    await lsp.CallHierarchyProvider!.incomingCalls({ item });
  }
  selectionRanges(document, [position]);
  await shared.lsp.WorkspaceSymbolProvider!.getSymbols({ query: 'a' });
  try {
    await lsp.RenameProvider!.rename(document, { ...at, newName: 'renamed' });
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
  }
}

describe('the language under random edits', function () {
  this.timeout(Math.max(60_000, edits * 2_000));
  const printed: unknown[][] = [];
  const { error } = console;
  // Langium catches what a check throws and prints it.
  before(() => (console.error = (...args) => printed.push(args)));
  after(() => (console.error = error));

  for (const [index, [name, original]] of Object.entries(mappings()).entries()) {
    it(`answers everything about ${name}`, async () => {
      const opened = await open(original);
      const next = random(seed + index);
      let count = 0;
      printed.length = 0;
      for (const text of randomEdits(original, seed * 1000 + index)) {
        if ((count += 1) > edits) break;
        try {
          await opened.retype(text);
          await askEverything(opened, next);
          assert.deepEqual(printed, []);
        } catch (cause) {
          throw new Error(`Edit ${count} of seed ${seed} broke something:\n${text.slice(0, 3000)}`, {
            cause,
          });
        }
      }
    });
  }
});
