import { commands, Uri, window, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { LanguageFeature } from '../features/language-client.ts';
import { Problem } from './problem.ts';

/** What every feature is given. */
export interface MigmapContext {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly language: LanguageFeature;
  /** Registers a command; what it throws is shown to the person, and the details go to the log. */
  command(id: string, execute: (argument: Uri | undefined) => Promise<void>): void;
  /** Runs something outside of a command; what it throws is shown likewise. */
  guard(action: () => Promise<void>): void;
}

export function createContext(extension: ExtensionContext, language: LanguageFeature): MigmapContext {
  const { log } = language;
  return {
    extension,
    log,
    language,
    command(id, execute) {
      const guarded = (argument: unknown) => shown(() => execute(uriOf(argument)), log);
      extension.subscriptions.push(commands.registerCommand(id, guarded));
    },
    guard: (action) => void shown(action, log),
  };
}

/** Settles when the work is done; an error message that stays open keeps nobody waiting. */
async function shown(action: () => Promise<void>, log: LogOutputChannel): Promise<void> {
  try {
    await action();
  } catch (error) {
    showProblem(error, log).catch((second: unknown) => log.error(String(second)));
  }
}

async function showProblem(error: unknown, log: LogOutputChannel): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const message = error instanceof Error ? error.message : String(error);
  const actions = error instanceof Problem ? error.actions : [];
  const chosen = await window.showErrorMessage(message, ...actions.map((a) => a.title), 'Show Log');
  if (chosen === 'Show Log') log.show();
  const action = actions.find((a) => a.title === chosen);
  if (action) await shown(() => action.run(), log);
}

/** Menus give a URI, actions of the language server its text, the command palette nothing. */
function uriOf(argument: unknown): Uri | undefined {
  if (typeof argument === 'string') return Uri.parse(argument);
  return isUri(argument) ? argument : undefined;
}

function isUri(value: unknown): value is Uri {
  return typeof value === 'object' && value !== null && 'fsPath' in value;
}
