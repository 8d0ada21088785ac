/** Completion at the places of the examples: it never fails, and who accepts an item in the place of a name has a text that parses. */
import assert from 'node:assert/strict';
import { AstUtils, GrammarAST, URI } from 'langium';
import { CompletionItemKind, type CompletionItem, type InsertReplaceEdit } from 'vscode-languageserver-types';
import { features } from '@migmap/language/features/module';
import { createLanguageServices } from '@migmap/language/lsp';
import { partsOf } from '@migmap/language/parser/statements';
import { exampleNames, openExample, type Example } from '../../support/example.ts';

/** COMPLETION_STEP=1 asks at every offset. */
const step = Number(process.env['COMPLETION_STEP'] ?? 23);

for (const name of exampleNames) {
  describe(`completion in ${name}, at every ${step === 1 ? '' : `${step}th `}offset`, function () {
    this.timeout(step === 1 ? 3_600_000 : 120_000);
    let example: Example;
    before(async () => (example = await openExample(name)));
    after(() => example.remove());

    it('neither fails nor inserts what does not belong there', async () => {
      const { shared, migmap } = createLanguageServices({ contextFor: () => example.context }, { features });
      await shared.lsp.LanguageServer.initialize({
        processId: null,
        rootUri: null,
        capabilities: {
          textDocument: {
            completion: { completionItem: { insertReplaceSupport: true, snippetSupport: true } },
          },
        },
      });
      const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
      for (const [file, text] of example.texts)
        LangiumDocuments.addDocument(LangiumDocumentFactory.fromString(text, URI.parse(`file:///w/${file}`)));
      await DocumentBuilder.build(LangiumDocuments.all.toArray(), { validation: true });

      const parses = (text: string, offset: number): boolean => {
        let from = 0;
        const part = partsOf(text).find((one) => (from += one.length) >= offset) ?? '';
        const { lexerErrors, parserErrors } = migmap.parser.LangiumParser.parse(part);
        return lexerErrors.length + parserErrors.length === 0;
      };
      const words = new Set(
        AstUtils.streamAllContents(migmap.Grammar)
          .filter(GrammarAST.isKeyword)
          .map(({ value }) => value),
      );
      let asked = 0;
      let accepted = 0;
      for (const document of LangiumDocuments.all) {
        const text = document.textDocument.getText();
        for (let offset = asked % step; offset <= text.length; offset += step) {
          asked++;
          const position = document.textDocument.positionAt(offset);
          const textDocument = { uri: document.uri.toString() };
          const list = await migmap.lsp.CompletionProvider!.getCompletion(document, {
            textDocument,
            position,
          });
          // Most are of a kind; what is checked differs from place to place.
          const items = (list?.items ?? []).filter((_, index) => step === 1 || (index + asked) % 3 === 0);
          for (const item of items) {
            const { insert, replace, newText } = item.textEdit as InsertReplaceEdit;
            const [start, end] = [replace.start, replace.end].map((at) => document.textDocument.offsetAt(at));
            const where = `${item.label} at ${JSON.stringify(`${text.slice(offset - 30, offset)}¦${text.slice(offset, offset + 20)}`)}`;
            assert.ok(start! <= offset && offset <= end! && replace.start.line === replace.end.line, where);
            assert.deepEqual(insert, { start: replace.start, end: position }, where);
            if (start === end || !fits(item, text.slice(start, end), text.slice(end), words)) continue;
            accepted++;
            const after = text.slice(0, start) + filled(newText) + text.slice(end);
            assert.ok(
              parses(after, start! + 1),
              `${where} leaves a text with syntax errors:\n${filled(newText)}`,
            );
          }
        }
      }
      assert.ok(asked > 300 && accepted > 100, `${accepted} items accepted at ${asked} places`);
    });
  });
}

/** Instead of a word of the language something else asks for other words behind it, and a line of another kind is another line. */
function fits(
  { kind, label }: CompletionItem,
  replaced: string,
  behind: string,
  words: Set<string>,
): boolean {
  if (kind === CompletionItemKind.Keyword || words.has(replaced)) return label === replaced;
  return kind !== CompletionItemKind.Field || /^[ \t]*(?:=|,|\r?\n|\}|\))/.test(behind);
}

/** As it stands when each tab stop without a proposal has been filled. */
function filled(snippet: string): string {
  return snippet
    .replaceAll(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, (_, proposal: string) => proposal || 'x')
    .replaceAll(/(?<!\\)\$\d+/g, 'x')
    .replaceAll(/\\([$}\\])/g, '$1');
}
