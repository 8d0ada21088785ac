/** Every object of the source and its fate, and the files that hold the details. */
import type { RunReport } from '../types.ts';
import { number } from '../format.ts';
import { html, type Markup } from './markup.ts';

export function sources(report: RunReport): Markup | undefined {
  if (report.sources.length === 0) return undefined;
  return html`<section>
    <h2>The source, object by object</h2>
    <table>
      <thead>
        <tr>
          <th>Object</th>
          <th class="right">Records</th>
          <th class="right">Unreadable rows</th>
          <th>Fate</th>
          <th>Why</th>
        </tr>
      </thead>
      <tbody>
        ${report.sources.map(
          (object) =>
            html`<tr>
              <td><b>${object.object}</b></td>
              <td class="right">${number(object.records)}</td>
              <td class="right">
                ${object.badRows > 0 ? html`<b class="no">${number(object.badRows)}</b>` : html`<span class="none">–</span>`}
              </td>
              <td><span class="fate ${object.fate}">${object.fate}</span></td>
              <td>${object.why ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function files(report: RunReport): Markup | undefined {
  const entries = Object.entries(report.files);
  if (entries.length === 0) return undefined;
  return html`<section>
    <h2>Files of this run</h2>
    <dl class="facts">
      ${entries.map(
        ([name, path]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><code>${path}</code></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

export function signatures(report: RunReport): Markup {
  const line = (label: string) => html`<div class="line"><span>${label}</span></div>`;
  const party = (title: string) =>
    html`<div class="party">
      <h3>${title}</h3>
      ${['Name', 'Date', 'Signature'].map(line)}
    </div>`;
  return html`<section class="signatures">
    <h2>Sign-off</h2>
    <p class="lead">
      Signed for run <code>${report.run}</code> of mapping <code class="hash">${report.mapping.hash}</code>:
      the numbers above are accepted, and every held or failed record is known to both sides.
    </p>
    <div class="parties">${party('For the client')}${party('For the migration team')}</div>
  </section>`;
}
