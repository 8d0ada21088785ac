/** What the page tells the extension. Shared by both, so that the compiler checks the conversation. */
export type GraphMessage =
  /** A node was chosen: `main.migmap#L41`. */
  { readonly kind: 'open'; readonly link: string } | { readonly kind: 'refresh' };
