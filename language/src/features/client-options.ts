import type { LangiumSharedServices } from 'langium/lsp';

/** What the editor said of itself when it started the server. Until then: nothing. */
export class ClientOptions {
  /** It inserts texts with tab stops where an action makes them. */
  snippets = false;
  /** It shows the pages of discovered objects, whose text it asks the server for. */
  pages = false;
  private commands: readonly unknown[] = [];

  constructor({ lsp }: LangiumSharedServices) {
    lsp.LanguageServer.onInitialize(({ capabilities, initializationOptions }) => {
      this.snippets = capabilities.workspace?.workspaceEdit?.snippetEditSupport ?? false;
      const options = initializationOptions as { commands?: unknown; pages?: unknown } | undefined;
      this.pages = options?.pages === true;
      if (Array.isArray(options?.commands)) this.commands = options.commands;
    });
  }

  /** Whether the editor runs a command: it lists those in `initializationOptions.commands`. */
  has(command: string): boolean {
    return this.commands.includes(command);
  }
}
