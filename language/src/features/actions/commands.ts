import { CodeActionKind, DiagnosticSeverity, type CodeAction, type Diagnostic } from 'vscode-languageserver';

export const discoverCommand = 'migmap.discover';
export const manifestCommand = 'migmap.manifest';

/** What a command of the editor could settle: its title, and the findings that it is offered on. */
interface Offered {
  readonly command: string;
  readonly title: string;
  readonly codes: ReadonlySet<string>;
  /** It does nothing for a mapping with errors. */
  readonly wantsNoErrors?: true;
}

const offered: readonly Offered[] = [
  {
    command: manifestCommand,
    title: 'Write the custom-field manifest',
    codes: new Set(['MM301', 'MM302', 'MM304']),
    wantsNoErrors: true,
  },
  {
    command: discoverCommand,
    title: 'Run discovery',
    codes: new Set(['MM101', 'MM102', 'MM103', 'MM104', 'MM206', 'MM301', 'MM501', 'MM502', 'MM503']),
  },
];

/** The commands that help with some of the findings, once each; `mapping` is the URI of the file that is run. */
export function commandActions(
  diagnostics: readonly Diagnostic[],
  runs: (command: string) => boolean,
  mapping: string | undefined,
): CodeAction[] {
  return offered.flatMap(({ command, title, codes, wantsNoErrors }): CodeAction[] => {
    const helped = diagnostics.filter(
      ({ code, severity }) =>
        codes.has(String(code)) && !(wantsNoErrors && severity === DiagnosticSeverity.Error),
    );
    if (!helped.length || !runs(command)) return [];
    const run = { title, command, ...(mapping !== undefined && { arguments: [mapping] }) };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: helped, command: run }];
  });
}
