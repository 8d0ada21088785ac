import type { RunReport } from './types.ts';
import { delta } from './html/delta.ts';
import { facts, head, tiles } from './html/head.ts';
import { html } from './html/markup.ts';
import { flags, gates, owners, reasons, warnings } from './html/people.ts';
import { balance, flow, timing } from './html/phases.ts';
import { files, signatures, sources } from './html/sources.ts';
import { style } from './html/style.ts';

/**
 * The reconciliation report as one page a client can be shown, printed on A4 and signed. Shows what `report.json` holds
 * and nothing else; it loads nothing and runs nothing.
 */
export function reportHtml(report: RunReport): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${report.mapping.name}: migration report ${report.run}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          ${head(report)} ${tiles(report)} ${gates(report)} ${flow(report)} ${balance(report)}
          ${delta(report)} ${reasons(report)} ${flags(report)} ${owners(report)} ${sources(report)}
          ${warnings(report)} ${timing(report)} ${facts(report)} ${files(report)} ${signatures(report)}
          <footer>Made by Migmap from the journal of run ${report.run}.</footer>
        </main>
      </body>
    </html> `;
  return page.text;
}
