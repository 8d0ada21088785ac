/** What a delta has kept as people made it, and what the source has no longer. */
import { cut, number, plural } from '../format.ts';
import type { DeltaReport, RunReport } from '../types.ts';
import { html, type Markup } from './markup.ts';

const kinds: Record<DeltaReport['conflicts'][number]['kind'], string> = {
  both: 'changed on both sides',
  destination: 'changed in the destination alone',
  unknown: 'never written by a load',
  fixed: 'cannot be changed there',
};
const outcomes = { listed: 'listed', deleted: 'deleted too', left: 'left' } as const;

export function delta(report: RunReport): Markup | undefined {
  const told = report.delta;
  if (told === undefined) return undefined;
  const { counts, since, from } = told;
  const departed = counts.listed + counts.deleted + counts.left;
  return html`<section>
    <h2>Since the last run</h2>
    <p class="lead">
      A delta upon run <code>${since}</code>:
      ${from === undefined ? 'every record of the source was compared with what was loaded.' : html`what the source has changed since ${from} (its own clock) was compared with what was loaded.`}
      ${counts.conflicts === 0 ? 'No field was in conflict.' : `${plural(counts.conflicts, 'field was', 'fields were')} kept as the destination has them.`}
      ${departed === 0 ? 'Nothing has left the source.' : `${plural(departed, 'loaded record has', 'loaded records have')} left the source.`}
    </p>
    ${counts.conflicts > 0 && conflicts(told)} ${departed > 0 && gone(told, departed)}
  </section>`;
}

function conflicts({ conflicts: rows, counts }: DeltaReport): Markup {
  return html`<h3>Kept as they are in the destination</h3>
    <div class="wide">
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">What</th>
            <th scope="col">Sent last</th>
            <th scope="col">Source now</th>
            <th scope="col">Destination, kept</th>
            <th scope="col">Mapping line</th>
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (c) =>
              html`<tr>
                <td>${c.object}.<code>${c.field}</code></td>
                <td>${kinds[c.kind]}</td>
                <td>${shown(c.sent)}</td>
                <td>${shown(c.source)}</td>
                <td>${shown(c.destination)}</td>
                <td class="place">${c.line && html`<code>${c.line}</code>`}</td>
                <td class="samples"><a href="${c.link}">${c.id}</a> <code>${c.at}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${counts.conflicts > rows.length && html`<p class="lead">The first ${number(rows.length)}; conflicts.csv has all.</p>`}`;
}

function gone({ departed: rows }: DeltaReport, all: number): Markup {
  return html`<h3>No longer in the source</h3>
    <div class="wide">
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Why</th>
            <th scope="col">In the destination</th>
            <th scope="col">It stood in</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (d) =>
              html`<tr>
                <td>${d.object} <a href="${d.link}">${d.id}</a></td>
                <td>${d.why}</td>
                <td>${outcomes[d.outcome]}${d.note && html`: ${cut(d.note, 200)}`}</td>
                <td class="samples"><code>${d.at}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${all > rows.length && html`<p class="lead">The first ${number(rows.length)}; deleted.csv has all.</p>`}`;
}

function shown(value: DeltaReport['conflicts'][number]['source'] | undefined): Markup | string {
  if (value === undefined || value === null || value === '') return html`<span class="none">–</span>`;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return cut(text, 200);
}
