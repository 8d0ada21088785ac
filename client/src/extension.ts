import type { ExtensionContext } from 'vscode';
import { startLanguageClient } from './features/language-client.ts';
import { registerDestination } from './features/destination.ts';
import { registerDiscover } from './features/discover.ts';
import { registerGraph } from './features/graph/command.ts';
import { registerManifest } from './features/manifest.ts';
import { registerPages } from './features/pages.ts';
import { registerPreview } from './features/preview/command.ts';
import { registerRun } from './features/run/command.ts';
import { registerReport } from './features/report/command.ts';
import { createReportViewer } from './features/report/panel.ts';
import { registerSecrets } from './features/secrets.ts';
import { registerStart } from './features/start/command.ts';
import { registerTests } from './features/tests.ts';
import { registerSignOff } from './features/signoff/command.ts';
import { createContext } from './infrastructure/context.ts';

let stop: (() => Promise<void>) | undefined;

export async function activate(extension: ExtensionContext): Promise<void> {
  const language = startLanguageClient(extension);
  stop = language.stop;
  const context = createContext(extension, language);

  registerDestination(context);
  registerDiscover(context);
  registerGraph(context);
  registerManifest(context);
  registerPages(context);
  registerPreview(context);
  const openReport = createReportViewer();
  registerRun(context, openReport);
  registerReport(context, openReport);
  registerSignOff(context);
  registerSecrets(context);
  registerStart(context);
  registerTests(context);
  await language.started;
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
