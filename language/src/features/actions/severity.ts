import type { LangiumDocument } from 'langium';
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { LanguageHost } from '../../host.ts';
import { rules } from '../../rules/all.ts';
import { syntaxCode } from '../../rules/validator.ts';
import { withRule } from './config-edit.ts';
import { workspaceEdit } from './edits.ts';

const choices = [
  { severity: 'off', title: (code: string) => `Turn ${code} off in migmap.json`, number: undefined },
  { severity: 'info', title: (code: string) => `Make ${code} an information in migmap.json`, number: 3 },
  { severity: 'warning', title: (code: string) => `Make ${code} a warning in migmap.json`, number: 2 },
  { severity: 'error', title: (code: string) => `Make ${code} an error in migmap.json`, number: 1 },
] as const;

/** A rule can be given another severity for the project, unless what it finds has no meaning at all. */
export function severityActions(
  document: LangiumDocument,
  diagnostics: readonly Diagnostic[],
  host: LanguageHost,
): CodeAction[] {
  const codes = new Map(diagnostics.map((d) => [String(d.code ?? ''), d]));
  codes.delete(syntaxCode);
  for (const { code, firm } of rules) if (firm) codes.delete(code);
  const config = codes.size ? host.configFile?.(document.uri.toString()) : undefined;
  if (!config) return [];
  return [...codes].flatMap(([code, diagnostic]) => {
    if (!/^MM\d{3}$/.test(code)) return [];
    return choices.flatMap(({ severity, title, number }): CodeAction[] => {
      const edit = number === diagnostic.severity ? undefined : withRule(config.text, code, severity);
      if (!edit) return [];
      return [
        {
          title: title(code),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          edit: workspaceEdit([{ uri: config.uri, ...edit }], false),
        },
      ];
    });
  });
}
