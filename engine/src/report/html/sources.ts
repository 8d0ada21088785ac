/** Every object of the source and its fate, and the files that hold the details. */
import type { RunReport } from '../types.ts';
import { number, plural, time } from '../format.ts';
import { html, type Markup } from './markup.ts';

export function sources(report: RunReport): Markup | undefined {
  if (report.sources.length === 0) return undefined;
  return html`<section>
    <h2>The source, object by object</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col" class="right">Records</th>
            <th scope="col" class="right">Unreadable rows</th>
            <th scope="col">Fate</th>
            <th scope="col">Why</th>
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
    </div>
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

/** Two columns to sign on paper; what was signed with a command stands in the first. */
export function signatures(report: RunReport): Markup {
  const { signoff, verification } = report;
  const line = ([label, value]: readonly [string, string?]) =>
    html`<div class="line"><span>${label}</span>${value && html`<b>${value}</b>`}</div>`;
  const party = (title: string, name?: string, date?: string) =>
    html`<div class="party">
      <h3>${title}</h3>
      ${([['Name', name], ['Date', date], ['Signature']] as const).map(line)}
    </div>`;
  return html`<section class="signatures">
    <h2>Sign-off</h2>
    <p class="lead">
      Signed for run <code>${report.run}</code> of mapping <code class="hash">${report.mapping.hash}</code>:
      the numbers above are accepted, and every held or failed record is known to both sides.
    </p>
    <p>${verification ? verified(verification) : 'This run has not been read back and compared yet.'}</p>
    ${
      verification &&
      verification.problems.length > 0 &&
      html`<ul>
        ${verification.problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>`
    }
    ${signoff?.accepted && html`<p><b>Accepted all the same:</b> ${signoff.accepted.why}</p>`}
    <div class="parties">
      ${party('For the client', signoff?.by, signoff && time(signoff.at))}${party('For the migration team')}
    </div>
  </section>`;
}

function verified({
  at,
  compared,
  sample,
  differing,
  clean,
}: NonNullable<RunReport['verification']>): string {
  const how = sample === null ? 'every record' : `a sample of ${number(sample)} of each map`;
  const what = clean
    ? 'all is as the mapping says'
    : `${plural(differing, 'value differs', 'values differ')} or records are missing`;
  return `Read back and compared on ${time(at)}, ${how}: ${plural(compared, 'record')}, and ${what}.`;
}
