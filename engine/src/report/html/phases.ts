/** The phases three ways: as a flow, as a balance that adds up, and by the time they took. */
import type { PhaseReport, RunReport } from '../types.ts';
import { recordStates } from '../../run/states.ts';
import { shareBar, stateBar } from './bar.ts';
import { bytes, duration, number, plural } from '../format.ts';
import { html, type Markup } from './markup.ts';
import { route } from './route.ts';
import { legend, presentStates, shownStates, sum } from './states.ts';

export function flow(report: RunReport): Markup | undefined {
  if (report.phases.length === 0) return undefined;
  return html`<section>
    <h2>What became of every record</h2>
    <p class="lead">
      One bar a phase, in the order of the load. The full width is every source record in scope; even a single
      record shows.
    </p>
    ${legend(report.totals)}
    <div class="flow">
      ${report.phases.map(
        (phase) =>
          html`<div class="lane">
            <div class="from"><b>${phase.source}</b><span>${number(phase.inScope)}</span></div>
            ${stateBar(phase.counts, barLabel(phase))}
            <div class="to"><b>${phase.destination}</b><span>${gained(phase)}</span></div>
          </div>`,
      )}
    </div>
  </section>`;
}

export function balance(report: RunReport): Markup | undefined {
  if (report.phases.length === 0) return undefined;
  const states = presentStates(report.totals);
  const inScope = report.phases.reduce((total, phase) => total + phase.inScope, 0);
  return html`<section>
    <h2>Balance</h2>
    <p class="lead">
      In scope must equal the sum of the states, and the destination must have gained what was created. A
      phase that does not balance stops the run before the next.
    </p>
    <div class="wide">
      <table class="numbers balance">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Phase</th>
            <th scope="col">In scope</th>
            ${states.map(({ state }) => html`<th scope="col"><span class="swatch ${state}"></span>${state}</th>`)}
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">By others</th>
            <th scope="col">Balance</th>
          </tr>
        </thead>
        <tbody>
          ${report.phases.map((phase) => balanceRow(phase, states))}
        </tbody>
        <tfoot>
          <tr>
            <td></td>
            <th scope="row">Total</th>
            <td>${number(inScope)}</td>
            ${states.map(({ state }) => count(report.totals[state]))}
            <td></td>
            <td></td>
            <td></td>
            <td></td>
          </tr>
        </tfoot>
      </table>
    </div>
  </section>`;
}

export function timing(report: RunReport): Markup | undefined {
  if (report.phases.length === 0) return undefined;
  const longest = Math.max(...report.phases.map((phase) => phase.milliseconds));
  return html`<section>
    <h2>Time and use of the API</h2>
    ${report.api && html`<p class="lead">${apiUse(report.api)}</p>`}
    <div class="wide">
      <table class="numbers timing">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col" class="grow">Share of the time</th>
            <th scope="col">Time</th>
            <th scope="col">Records a second</th>
            <th scope="col">Requests</th>
            <th scope="col">Sent</th>
            <th scope="col">Sent again</th>
            <th scope="col">Linked later</th>
          </tr>
        </thead>
        <tbody>
          ${report.phases.map(
            (phase) =>
              html`<tr>
                <td>${route(phase)}</td>
                <td class="grow">${shareBar(phase.milliseconds, longest)}</td>
                <td>${duration(phase.milliseconds)}</td>
                <td>${rate(phase)}</td>
                <td>${number(phase.requests)}</td>
                <td>${phase.writes ? bytes(phase.writes.bytes) : '–'}</td>
                ${count(phase.writes?.again ?? 0)}${count(phase.linkedInSecondPass)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function apiUse(api: NonNullable<RunReport['api']>): string {
  const { requests, repeats, bytesSent, waits, waitedMs, tokens, remaining } = api;
  const parts = [
    `${plural(requests, 'request')} of the whole run, ${number(repeats)} of them sent again`,
    `${bytes(bytesSent)} sent`,
    waits === 0 ? 'no wait' : `${plural(waits, 'wait')} for the destination, ${duration(waitedMs)}`,
    ...(tokens === undefined ? [] : [`${number(tokens)} tokens of its budget`]),
    ...(remaining === undefined
      ? []
      : [`${number(remaining)} ${tokens === undefined ? 'requests' : 'tokens'} left today`]),
  ];
  return `${parts.join('; ')}.`;
}

function balanceRow(phase: PhaseReport, states: typeof shownStates): Markup {
  return html`<tr>
    <td>${phase.ordinal}</td>
    <td class="name">${route(phase)}</td>
    <td>${number(phase.inScope)}</td>
    ${states.map(({ state }) => count(phase.counts[state]))}${known(phase.destinationBefore)}${known(phase.destinationAfter)}${count(phase.othersGained ?? 0)}
    <td>
      ${
        phase.state === 'running'
          ? html`<span class="care">not finished</span>`
          : phase.balanced
            ? html`<span class="yes" role="img" aria-label="balances">✓</span>`
            : html`<span class="no">✗ ${imbalance(phase)}</span>`
      }
    </td>
  </tr>`;
}

function imbalance(phase: PhaseReport): string {
  const off = phase.inScope - sum(phase.counts, recordStates);
  if (off > 0) return `${number(off)} unaccounted for`;
  if (off < 0) return `${number(-off)} counted twice`;
  return 'the destination gained another number';
}

function gained({ destinationBefore, destinationAfter, counts }: PhaseReport): string {
  if (destinationBefore === undefined || destinationAfter === undefined)
    return `${number(counts.created)} created`;
  const gain = destinationAfter - destinationBefore;
  return gain < 0 ? `−${number(-gain)}` : `+${number(gain)}`;
}

function barLabel(phase: PhaseReport): string {
  const parts = shownStates
    .filter(({ state }) => phase.counts[state] > 0)
    .map(({ state }) => `${number(phase.counts[state])} ${state}`);
  return `${phase.source} to ${phase.destination}: ${plural(phase.inScope, 'record')}; ${parts.join(', ')}`;
}

function rate(phase: PhaseReport): string {
  return phase.milliseconds === 0 ? '–' : number(Math.round((phase.inScope / phase.milliseconds) * 1000));
}

function count(value: number): Markup {
  return value === 0 ? html`<td class="none">–</td>` : html`<td>${number(value)}</td>`;
}

function known(value: number | undefined): Markup {
  return value === undefined ? html`<td class="none">–</td>` : html`<td>${number(value)}</td>`;
}
