import type { Command } from 'vscode-languageserver-types';

/** Asks for what can be written where an inserted snippet has put the cursor. */
export const suggestNext = (title: string): Command => ({
  title,
  command: 'editor.action.triggerSuggest',
});
