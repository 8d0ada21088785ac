/** What needs a person: closed gates, held and refused records, flags, owners, warnings. */
import type { RunReport } from '../types.ts';
import { gateTitles } from '../gate-titles.ts';
import { cut, number, plural } from '../format.ts';
import { html, type Markup } from './markup.ts';
import { route } from './route.ts';

const gateStates: Readonly<Record<RunReport['gates'][number]['state'], { says: string; tone: string }>> = {
  open: { says: 'open', tone: 'good' },
  held: { says: 'open, some records wait', tone: 'care' },
  closed: { says: 'closed', tone: 'bad' },
  waiting: { says: 'not come to', tone: '' },
};

export function gates(report: RunReport): Markup | undefined {
  if (report.gates.length === 0) return undefined;
  const told = report.gates.filter((gate) => gate.state === 'closed' || gate.state === 'held');
  return html`<section>
    <h2>Gates</h2>
    <p class="lead">What a load has to pass, in order. A closed gate stops it, and says what opens it.</p>
    <ol class="gates">
      ${report.gates.map(({ gate, state }) => {
        const { says, tone } = gateStates[state];
        return html`<li>${gateTitles[gate] ?? gate}: <b class="${tone}">${says}</b></li>`;
      })}
    </ol>
    ${told.map(
      (gate) =>
        html`<div class="notice ${gateStates[gate.state].tone}">
          <h3>${gateTitles[gate.gate] ?? gate.gate}</h3>
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
    <div class="wide">
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col" class="right">Records</th>
            <th scope="col">Reason</th>
            <th scope="col">Phase</th>
            <th scope="col">Mapping line</th>
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <td><span class="pill ${row.state}">${row.state}</span></td>
                <td class="right">${number(row.count)}</td>
                <td><bdi>${cut(row.reason)}</bdi>${row.field && html` <code>${row.field}</code>`}</td>
                <td>${route(row.phase)}</td>
                <td class="place">${row.line && html`<code>${row.line}</code>`}</td>
                <td class="samples">
                  ${row.samples.slice(0, 3).map((sample) => html`<code>${sample}</code>`)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

export function flags(report: RunReport): Markup | undefined {
  const rows = report.phases.flatMap((phase) => phase.flags.map((flag) => ({ phase, ...flag })));
  if (rows.length === 0) return undefined;
  return html`<section>
    <h2>Loaded, and worth a look</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col" class="right">Records</th>
            <th scope="col">Why</th>
            <th scope="col">Phase</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <td class="right">${number(row.count)}</td>
                <td>${row.why}</td>
                <td>${route(row.phase)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
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
      html`<div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Owner in the source</th>
              <th scope="col" class="right">Records</th>
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
        </table>
      </div>`
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
