/** The top of the page: what was moved, how it ended, and the numbers a client asks for first. */
import type { PhaseReport, RunReport } from '../types.ts';
import { duration, number, plural, share, time } from '../format.ts';
import { gateTitles } from '../gate-titles.ts';
import { html, type Markup } from './markup.ts';
import { arrived, waiting } from './states.ts';

const endings: Readonly<Record<RunReport['state'], { readonly badge: string; readonly tone: string }>> = {
  complete: { badge: 'Complete', tone: 'good' },
  incomplete: { badge: 'Complete, records wait', tone: 'care' },
  stopped: { badge: 'Stopped', tone: 'bad' },
  interrupted: { badge: 'Interrupted, can be resumed', tone: 'care' },
  'gate-closed': { badge: 'Not started: a gate is closed', tone: 'care' },
};

export function head(report: RunReport): Markup {
  const { badge, tone } = endings[report.state];
  return html`<header>
    <p class="eyebrow">Migration report${report.destination.stage ? ` · ${report.destination.stage}` : ''}</p>
    <h1>${report.mapping.name}</h1>
    <p class="route">
      <span>${report.source.system}</span><span class="arrow" aria-label="to">→</span
      ><span>${report.destination.system}</span> <span class="badge ${tone}">${badge}</span>
    </p>
    <p class="verdict">${verdict(report)}</p>
  </header>`;
}

export function tiles(report: RunReport): Markup {
  const inScope = scope(report);
  const there = arrived(report.totals);
  const took = Date.parse(report.endedAt) - Date.parse(report.startedAt);
  return html`<section class="tiles" aria-label="Key numbers">
    ${tile('In scope', number(inScope), plural(report.phases.length, 'phase'))}
    ${tile('Arrived', number(there), share(there, inScope), 'good')}
    ${tile('Held', number(report.totals.held), 'wait for a decision', report.totals.held ? 'care' : '')}
    ${tile('Failed', number(report.totals.failed), 'refused', report.totals.failed ? 'bad' : '')}
    ${tile('Skipped', number(report.totals.skipped), 'on purpose')}
    ${tile('Time', duration(took), plural(report.requests, 'request'))}
  </section>`;
}

export function facts(report: RunReport): Markup {
  const { source, destination, mapping } = report;
  const rows: [string, Markup | string][] = [
    ['Run', html`<code>${report.run}</code>`],
    ['Source', `${source.system}, connection “${source.connection}”`],
    [
      'Destination',
      `${destination.system}, connection “${destination.connection}”${destination.url ? `, ${destination.url}` : ''}`,
    ],
    ['Mapping', html`${mapping.file} <code class="hash">${mapping.hash}</code>`],
    ['Started', time(report.startedAt)],
    ['Ended', time(report.endedAt)],
  ];
  return html`<section>
    <h2>The run</h2>
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function verdict(report: RunReport): string {
  const inScope = scope(report);
  const closed = report.gates.filter((gate) => !gate.open);
  const cut = report.phases.find((phase) => phase.state === 'running');
  if (report.state === 'gate-closed') {
    return `Nothing was written. ${closed.map((gate) => `The ${gateTitles[gate.gate] ?? gate.gate} gate is closed.`).join(' ')}`;
  }
  const unbalanced = report.phases.filter((phase) => !phase.balanced && phase.state !== 'running').length;
  const sentences = [
    `${number(arrived(report.totals))} of ${plural(inScope, 'record')} in scope arrived.`,
    waiting(report.totals) > 0
      ? `${plural(waiting(report.totals), 'record needs', 'records need')} a person; each is listed with its reason.`
      : 'No record was refused and none waits.',
    balances(unbalanced, cut),
  ];
  return sentences.join(' ');
}

function scope(report: RunReport): number {
  return report.phases.reduce((total, phase) => total + phase.inScope, 0);
}

function tile(name: string, value: string, note: string, tone = ''): Markup {
  return html`<div class="tile ${tone}">
    <span>${name}</span><strong>${value}</strong><small>${note}</small>
  </div>`;
}

function balances(unbalanced: number, cut: PhaseReport | undefined): string {
  if (unbalanced > 0)
    return `${plural(unbalanced, 'phase does', 'phases do')} not balance: see the balance below before anything else.`;
  return cut === undefined
    ? 'Every phase balances: each source record is accounted for exactly once.'
    : `The run ended within the phase ${cut.source} → ${cut.destination}; every phase before it balances.`;
}
