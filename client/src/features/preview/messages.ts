/** What the page tells the extension. Shared by both, so that the compiler checks the conversation. */
export type PreviewMessage =
  /** A line of the mapping was chosen: `main.migmap:41`. */
  { readonly kind: 'open'; readonly line: string } | { readonly kind: 'refresh' };
