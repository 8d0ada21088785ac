import { URI, type LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import { features } from '@migmap/language/features/module';
import { sharedFeatures } from '@migmap/language/features/shared';
import { createLanguageServices, type MigmapLspServices } from '@migmap/language/lsp';
import { context } from '../language/check.ts';

export interface Opened {
  readonly services: MigmapLspServices;
  readonly document: LangiumDocument;
  /** The text without its marks. */
  readonly text: string;
  /** Where `¦` stood. */
  readonly cursor: Position;
}

/** The editor's services with a checked document, and others beside it; `¦` in the text marks a place. */
export async function open(marked: string, files: Readonly<Record<string, string>> = {}): Promise<Opened> {
  const { shared, migmap } = createLanguageServices(
    { contextFor: () => context },
    { features, sharedFeatures },
  );
  const at = Math.max(0, marked.indexOf('¦'));
  const text = marked.replaceAll('¦', '');
  const add = (name: string, content: string) => {
    const made = shared.workspace.LangiumDocumentFactory.fromString(content, URI.parse(`file:///w/${name}`));
    shared.workspace.LangiumDocuments.addDocument(made);
    return made;
  };
  for (const [name, content] of Object.entries(files)) add(name, content);
  const document = add('main.migmap', text);
  await shared.workspace.DocumentBuilder.build(shared.workspace.LangiumDocuments.all.toArray(), {
    validation: true,
  });
  return { services: migmap, document, text, cursor: document.textDocument.positionAt(at) };
}
