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
import type { MigmapServices } from '../../services.ts';
import { ClientOptions } from '../client-options.ts';
import { programAt } from '../place/program.ts';
import { commandActions } from './commands.ts';
import { fixAllEdits, fixesOf, workspaceEdit } from './edits.ts';
import { settingActions, severityActions } from './severity.ts';
import { suppressActions } from './suppress.ts';

/** Every safe fix of a file at once, as `editor.codeActionsOnSave` names it. */
export const fixAllKind = 'source.fixAll.migmap';
export const actionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind];

/** Diagnostics carry their fixes; each becomes an action. Then what holds for every rule: off on this line, and its severity in the project. */
export class FixActions implements CodeActionProvider {
  private readonly services: MigmapServices;
  private readonly host: LanguageHost;
  private readonly options: ClientOptions;

  constructor(services: MigmapLspServices) {
    this.services = services;
    this.host = services.Host;
    this.options = new ClientOptions(services.shared);
  }

  getCodeActions(document: LangiumDocument, { context }: CodeActionParams): CodeAction[] {
    const wanted = (kind: string) =>
      !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const { diagnostics } = context;
    return [
      ...(wanted(CodeActionKind.QuickFix) ? this.quickFixes(document, diagnostics) : []),
      ...(wanted(fixAllKind) && context.only ? fixAll(document) : []),
    ];
  }

  private quickFixes(document: LangiumDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const mapping = () => programAt(this.services, document).files[0]?.uri;
    return [
      ...diagnostics.flatMap((diagnostic) => this.fixes(diagnostic)),
      ...(diagnostics.length ? commandActions(diagnostics, (c) => this.options.has(c), mapping()) : []),
      ...suppressActions(document, diagnostics, this.options.snippets),
      ...settingActions(document, diagnostics, this.host),
      ...severityActions(document, diagnostics, this.host),
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
}

function fixAll(document: LangiumDocument): CodeAction[] {
  const edits = fixAllEdits(document.diagnostics ?? []);
  return edits.length
    ? [{ title: 'Fix what is safe to fix', kind: fixAllKind, edit: workspaceEdit(edits, false) }]
    : [];
}
