import { URI, type LangiumDocument } from 'langium';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { importUri } from './bind/analysis.ts';
import { compile } from './compile/compile.ts';
import type { MigmapFile } from './generated/ast.ts';
import type { LanguageHost } from './host.ts';
import type { Fix, Severity, TextRange } from './rules/rule.ts';
import { createLanguage, type Language } from './services.ts';

export type { LanguageHost, MigrationContext } from './host.ts';
export type { Fix, Severity, TextRange } from './rules/rule.ts';

export interface Diagnostic {
  /** As the host calls the file. */
  readonly file: string;
  readonly uri: string;
  /** 0-based. */
  readonly range: TextRange;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly docUrl?: string;
  readonly fixes: readonly Fix[];
}

export interface CheckResult {
  /** Of the file and everything it imports, by file and position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Only where no diagnostic is an error. */
  readonly mapping?: Mapping;
}

export interface Checker {
  /**
   * Parses, checks and compiles the file with this URI. Its text is `text` or comes from the host's `readFile`, as that of its
   * imports does. Throws where there is no such file.
   */
  check(uri: string, text?: string): Promise<CheckResult>;
}

/** A checker for many files. Nothing of one call is left for the next but the parser; calls follow each other. */
export function createChecker(host: LanguageHost): Checker {
  const language = createLanguage(host);
  let last: Promise<unknown> = Promise.resolve();
  return {
    check(uri, text) {
      const result = last.then(() => check(language, host, uri, text));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** Checks one file; see `Checker.check`. */
export function checkFile(uri: string, host: LanguageHost, text?: string): Promise<CheckResult> {
  return createChecker(host).check(uri, text);
}

async function check(
  language: Language,
  host: LanguageHost,
  uri: string,
  text: string | undefined,
): Promise<CheckResult> {
  const source = text ?? (await host.readFile?.(uri));
  if (source === undefined) throw new Error(`There is no file ${fileNameOf(host, uri)} to check.`);
  const { DocumentBuilder, LangiumDocuments } = language.shared.workspace;
  await DocumentBuilder.update([], LangiumDocuments.all.map((document) => document.uri).toArray());
  const root = await load(language, host, uri, source);
  const documents = LangiumDocuments.all.toArray();
  await DocumentBuilder.build(documents, { validation: true });
  const diagnostics = documents.flatMap((document) => diagnosticsOf(document, host));
  const program = language.migmap.Analysis.programOf(root);
  if (diagnostics.some((d) => d.severity === 'error') || !program.files[0]?.node.migration)
    return { diagnostics };
  return { diagnostics, mapping: compile(program, (file) => fileNameOf(host, file)) };
}

/** Adds a file and, depth first, what it imports; a missing import is the checks' business. */
async function load(
  language: Language,
  host: LanguageHost,
  uri: string,
  text: string,
): Promise<LangiumDocument> {
  const { LangiumDocuments, LangiumDocumentFactory } = language.shared.workspace;
  const document = LangiumDocumentFactory.fromString<MigmapFile>(text, URI.parse(uri));
  LangiumDocuments.addDocument(document);
  for (const { path } of document.parseResult.value.imports) {
    if (!path) continue;
    const imported = importUri(uri, path);
    if (LangiumDocuments.hasDocument(imported)) continue;
    const importedText = await host.readFile?.(imported.toString());
    if (importedText !== undefined) await load(language, host, imported.toString(), importedText);
  }
  return document;
}

const severities = ['error', 'error', 'warning', 'info', 'hint'] as const;

function diagnosticsOf(document: LangiumDocument, host: LanguageHost): Diagnostic[] {
  const uri = document.uri.toString();
  const found = (document.diagnostics ?? []).map((d): Diagnostic => {
    const { fixes } = (d.data ?? {}) as { fixes?: readonly Fix[] };
    return {
      file: fileNameOf(host, uri),
      uri,
      range: d.range,
      severity: severities[d.severity ?? 1] ?? 'error',
      code: String(d.code ?? ''),
      message: typeof d.message === 'string' ? d.message : d.message.value,
      docUrl: d.codeDescription?.href,
      fixes: fixes ?? [],
    };
  });
  return found.toSorted(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function fileNameOf(host: LanguageHost, uri: string): string {
  return host.fileName?.(uri) ?? decodeURIComponent(uri.split('/').at(-1) ?? uri);
}
