import { html, type Html } from './html.ts';

/** Where a page's script and style come from, and what lets them run. */
export interface PageParts {
  readonly nonce: string;
  /** The webview's own origin, for the content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** A page in a webview: its own script and style may be used, nothing else may run or be fetched. */
export function pageOf({ nonce, cspSource, script, style }: PageParts, title: string, body: Html): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width" />
        <link rel="stylesheet" href="${style}" />
        <title>${title}</title>
      </head>
      <body>
        ${body}
        <script nonce="${nonce}" src="${script}"></script>
      </body>
    </html>`.text;
}
