import { html, markup } from '../../infrastructure/html.ts';

export interface GraphPage {
  readonly name: string;
  /** An `<svg>` element, of our own making. */
  readonly svg: string;
  readonly nonce: string;
  /** The webview's own origin, for the content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** The load order as a page: a node per phase, each a link to its map. */
export function graphPage({ name, svg, nonce, cspSource, script, style }: GraphPage): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width" />
        <link rel="stylesheet" href="${style}" />
        <title>Load order of ${name}</title>
      </head>
      <body>
        <header>
          <h1>Load order of ${name}</h1>
          <p>
            An arrow leads to what is loaded later and waits; a dashed one is linked in a second pass. A click
            on a node opens its map.
          </p>
          <nav>
            <button id="fit" aria-pressed="true">Fit</button>
            <button id="refresh">Refresh</button>
          </nav>
        </header>
        <main class="fit">${markup(svg)}</main>
        <script nonce="${nonce}" src="${script}"></script>
      </body>
    </html>`.text;
}
