import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver/node';
import type { FaultListener } from './contexts.ts';

/** Shows what is wrong with `migmap.json` or a schema in that file itself. */
export function publishFaults(connection: Connection): FaultListener {
  return (path, fault) => {
    const diagnostics = fault === undefined ? [] : fault.split('\n').map(diagnosticOf);
    connection
      .sendDiagnostics({ uri: pathToFileURL(path).href, diagnostics })
      .catch((error: unknown) => connection.console.error(String(error)));
  };
}

/** `/home/a/migmap.json:3:5 what is wrong`; the place may be missing. */
function diagnosticOf(line: string): Diagnostic {
  const [, row, column, message] = /^.*?:(\d+):(\d+):? (.*)$/.exec(line) ?? [];
  const start = { line: Number(row ?? 1) - 1, character: Number(column ?? 1) - 1 };
  return {
    range: { start, end: { ...start, character: start.character + 1 } },
    severity: DiagnosticSeverity.Error,
    source: 'migmap',
    message: message ?? line,
  };
}
