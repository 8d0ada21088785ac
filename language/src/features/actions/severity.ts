import type { LangiumDocument } from 'langium';
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { LanguageHost } from '../../host.ts';
import { rules } from '../../rules/all.ts';
import { syntaxCode } from '../../rules/validator.ts';
import { withoutRule, withRule } from './config-edit.ts';
import { workspaceEdit } from './edits.ts';

const choices = [
  { severity: 'off', title: (code: string) => `Turn ${code} off in migmap.json`, number: undefined },
  { severity: 'info', title: (code: string) => `Make ${code} an information in migmap.json`, number: 3 },
  { severity: 'warning', title: (code: string) => `Make ${code} a warning in migmap.json`, number: 2 },
  { severity: 'error', title: (code: string) => `Make ${code} an error in migmap.json`, number: 1 },
] as const;

/** Whether a rule may have another severity than its own. */
export const gradable = (code: string): boolean =>
  /^MM\d{3}$/.test(code) && code !== syntaxCode && !firm.has(code);

const firm = new Set(rules.filter((rule) => rule.firm).map((rule) => rule.code));

/** A rule can be given another severity for the project, unless what it finds has no meaning at all. */
export function severityActions(
  document: LangiumDocument,
  diagnostics: readonly Diagnostic[],
  host: LanguageHost,
): CodeAction[] {
  const codes = new Map(diagnostics.filter((d) => gradable(String(d.code))).map((d) => [String(d.code), d]));
  const config = codes.size ? host.configFile?.(document.uri.toString()) : undefined;
  if (!config) return [];
  return [...codes].flatMap(([code, diagnostic]) => {
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

/** What the rules of `migmap.json` say to no effect is taken out there. */
export function settingActions(
  document: LangiumDocument,
  diagnostics: readonly Diagnostic[],
  host: LanguageHost,
): CodeAction[] {
  const wrong = diagnostics.flatMap((diagnostic) => {
    const code = settingOf(diagnostic);
    return code === undefined ? [] : [{ code, diagnostic }];
  });
  const config = wrong.length ? host.configFile?.(document.uri.toString()) : undefined;
  if (!config) return [];
  return wrong.flatMap(({ code, diagnostic }): CodeAction[] => {
    const edit = withoutRule(config.text, code);
    if (!edit) return [];
    const title = `Remove ${code} from the rules of migmap.json`;
    const change = workspaceEdit([{ uri: config.uri, ...edit }], false);
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: change }];
  });
}

function settingOf({ data }: Diagnostic): string | undefined {
  const known = typeof data === 'object' && data !== null && 'setting' in data ? data.setting : undefined;
  return typeof known === 'string' ? known : undefined;
}
