import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import type { LanguageHost } from '../../host.ts';
import type { MigmapLspServices } from '../../lsp.ts';
import { ClientOptions } from '../client-options.ts';
import { fixAllEdits, fixesOf, workspaceEdit } from './edits.ts';
import { severityActions } from './severity.ts';

/** Every safe fix of a file at once, as `editor.codeActionsOnSave` names it. */
export const fixAllKind = 'source.fixAll.migmap';
export const actionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind];

export const discoverCommand = 'migmap.discover';
const settledByDiscovery = new Set([
  'MM101',
  'MM102',
  'MM103',
  'MM104',
  'MM206',
  'MM301',
  'MM501',
  'MM502',
  'MM503',
]);

/** Diagnostics carry their fixes; each becomes an action. Then what holds for every rule: its severity. */
export class FixActions implements CodeActionProvider {
  private readonly host: LanguageHost;
  private readonly options: ClientOptions;

  constructor(services: MigmapLspServices) {
    this.host = services.Host;
    this.options = new ClientOptions(services.shared);
  }

  getCodeActions(document: LangiumDocument, { context }: CodeActionParams): CodeAction[] {
    const wanted = (kind: string) =>
      !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    return [
      ...(wanted(CodeActionKind.QuickFix) ? context.diagnostics.flatMap((d) => this.fixes(d)) : []),
      ...(wanted(CodeActionKind.QuickFix) ? this.discovery(context.diagnostics) : []),
      ...(wanted(CodeActionKind.QuickFix) ? severityActions(document, context.diagnostics, this.host) : []),
      ...(wanted(fixAllKind) && context.only ? fixAll(document) : []),
    ];
  }

  private fixes(diagnostic: Diagnostic): CodeAction[] {
    const fixes = fixesOf(diagnostic);
    return fixes.map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: fixes.length === 1,
      edit: workspaceEdit(fix.edits, this.options.snippets),
    }));
  }

  private discovery(diagnostics: readonly Diagnostic[]): CodeAction[] {
    const settled = diagnostics.filter(({ code }) => settledByDiscovery.has(String(code)));
    if (!settled.length || !this.options.has(discoverCommand)) return [];
    const title = 'Run discovery';
    const command = { title, command: discoverCommand };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: settled, command }];
  }
}

function fixAll(document: LangiumDocument): CodeAction[] {
  const edits = fixAllEdits(document.diagnostics ?? []);
  return edits.length
    ? [{ title: 'Fix what is safe to fix', kind: fixAllKind, edit: workspaceEdit(edits, false) }]
    : [];
}
