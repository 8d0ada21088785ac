/** What needs a person: closed gates, held and refused records, flags, owners, warnings. */
import type { RunReport } from '../types.ts';
import { number, plural } from '../format.ts';
import { html, type Markup } from './markup.ts';

export function gates(report: RunReport): Markup | undefined {
  const shut = report.gates.filter((gate) => !gate.open);
  if (shut.length === 0) return undefined;
  return html`<section>
    <h2>Closed gates</h2>
    ${shut.map(
      (gate) =>
        html`<div class="notice care">
          <h3>${gate.gate}</h3>
          <ul>
            ${gate.reasons.map((reason) => html`<li>${reason}</li>`)}
          </ul>
          ${gate.remedy && html`<p><b>To go on:</b> ${gate.remedy}</p>`}
        </div>`,
    )}
  </section>`;
}

const urgency = ['failed', 'held', 'merged', 'skipped'] as const;

export function reasons(report: RunReport): Markup | undefined {
  const rows = report.phases
    .flatMap((phase) => phase.reasons.map((reason) => ({ phase, ...reason })))
    .toSorted((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || b.count - a.count);
  if (rows.length === 0) return undefined;
  return html`<section>
    <h2>Held, refused, merged and left out</h2>
    <p class="lead">
      By reason, with the line of the mapping that decided and a few source rows; the complete lists are in
      the files below.
    </p>
    <table class="reasons">
      <thead>
        <tr>
          <th>State</th>
          <th class="right">Records</th>
          <th>Reason</th>
          <th>Phase</th>
          <th>Mapping line</th>
          <th>For example</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td><span class="pill ${row.state}">${row.state}</span></td>
              <td class="right">${number(row.count)}</td>
              <td>${row.reason}${row.field && html` <code>${row.field}</code>`}</td>
              <td>${row.phase.source} → ${row.phase.destination}</td>
              <td class="place">${row.line && html`<code>${row.line}</code>`}</td>
              <td class="samples">
                ${row.samples.slice(0, 3).map((sample) => html`<code>${sample}</code>`)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function flags(report: RunReport): Markup | undefined {
  const rows = report.phases.flatMap((phase) => phase.flags.map((flag) => ({ phase, ...flag })));
  if (rows.length === 0) return undefined;
  return html`<section>
    <h2>Loaded, and worth a look</h2>
    <table>
      <thead>
        <tr>
          <th class="right">Records</th>
          <th>Why</th>
          <th>Phase</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td class="right">${number(row.count)}</td>
              <td>${row.why}</td>
              <td>${row.phase.source} → ${row.phase.destination}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function owners(report: RunReport): Markup {
  const { matched, unmatched } = report.owners;
  const verdict =
    unmatched.length === 0
      ? `${plural(matched, 'owner')} matched to a user of the destination. The queue is empty.`
      : `${plural(matched, 'owner')} matched; ${plural(unmatched.length, 'owner has', 'owners have')} no user in the destination.`;
  return html`<section>
    <h2>Owners</h2>
    <p class="lead">${verdict}</p>
    ${
      unmatched.length > 0 &&
      html`<table>
        <thead>
          <tr>
            <th>Owner in the source</th>
            <th class="right">Records</th>
          </tr>
        </thead>
        <tbody>
          ${unmatched.map(
            (owner) =>
              html`<tr>
                <td>${owner.email}</td>
                <td class="right">${number(owner.records)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
  </section>`;
}

export function warnings(report: RunReport): Markup | undefined {
  if (report.warnings.length === 0) return undefined;
  return html`<section>
    <h2>Warnings</h2>
    <ul class="warnings">
      ${report.warnings.map((warning) => html`<li>${warning}</li>`)}
    </ul>
  </section>`;
}
