import { commands, window, type ExtensionContext, type LogOutputChannel, type Uri } from 'vscode';
import type { LanguageFeature } from '../features/language-client.ts';
import { Problem } from './problem.ts';

/** What every feature is given. */
export interface MigmapContext {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly language: LanguageFeature;
  /** Registers a command; what it throws is shown to the person, and the details go to the log. */
  command(id: string, execute: (argument: Uri | undefined) => Promise<void>): void;
}

export function createContext(extension: ExtensionContext, language: LanguageFeature): MigmapContext {
  const { log } = language;
  return {
    extension,
    log,
    language,
    command(id, execute) {
      const guarded = async (argument: unknown) => {
        try {
          await execute(isUri(argument) ? argument : undefined);
        } catch (error) {
          await showProblem(error, log);
        }
      };
      extension.subscriptions.push(commands.registerCommand(id, guarded));
    },
  };
}

async function showProblem(error: unknown, log: LogOutputChannel): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const message = error instanceof Error ? error.message : String(error);
  const actions = error instanceof Problem ? error.actions : [];
  const chosen = await window.showErrorMessage(message, ...actions.map((a) => a.title), 'Show Log');
  if (chosen === 'Show Log') log.show();
  await actions.find((a) => a.title === chosen)?.run();
}

function isUri(value: unknown): value is Uri {
  return typeof value === 'object' && value !== null && 'fsPath' in value;
}
