import type { PreviewField, PreviewMap, PreviewRecord, PreviewReport } from '@migmap/engine/preview/types';
import { html, type Html } from '../../infrastructure/html.ts';
import { pageOf, type PageParts } from '../../infrastructure/page.ts';

/** The preview as a page: per record, the source on the left and what would be written on the right. */
export function previewPage(report: PreviewReport, parts: PageParts): string {
  const { load, held, skipped } = report.counts;
  const heading = `Preview of ${report.mapping}`;
  return pageOf(
    parts,
    heading,
    html`<header>
        <h1>${heading}</h1>
        <p>Up to ${report.sample} records of each map. Nothing was written.</p>
        <nav>
          ${outcomeFilter('load', 'would be loaded', load)} ${outcomeFilter('held', 'held', held)}
          ${outcomeFilter('skipped', 'skipped', skipped)}
          <select id="map" aria-label="Map">
            <option value="">All maps</option>
            ${report.maps.map((map) => html`<option value="${map.map}">${title(map)}</option>`)}
          </select>
          <button id="refresh">Refresh</button>
        </nav>
        ${report.warnings.map((warning) => html`<p class="warning">${warning}</p>`)}
      </header>
      <main>${report.maps.map(mapSection)}</main>`,
  );
}

function outcomeFilter(outcome: string, words: string, count: number): Html {
  return html`<label class="pill ${outcome}"
    ><input type="checkbox" data-outcome="${outcome}" checked /> ${count.toLocaleString('en-US')}
    ${words}</label
  >`;
}

function mapSection(map: PreviewMap): Html {
  return html`<section data-map="${map.map}">
    <h2>${title(map)}</h2>
    ${
      map.records.length === 0
        ? html`<p class="none">
            None of the ${map.lookedAt.toLocaleString('en-US')} records looked at comes here.
          </p>`
        : map.records.map(recordCard)
    }
  </section>`;
}

function title({ source, destination }: PreviewMap): string {
  return destination === null ? `${source}: no branch takes it` : `${source} → ${destination}`;
}

function recordCard(record: PreviewRecord): Html {
  const words = { load: 'would be loaded', held: 'held', skipped: 'skipped' }[record.outcome];
  const element =
    record.element === undefined
      ? ''
      : ` · element ${String(record.element).replaceAll(/\d+/g, (n) => String(Number(n) + 1))}`;
  return html`<article data-outcome="${record.outcome}">
    <h3>
      ${record.id} <small>${record.at}${element}</small> <span class="pill ${record.outcome}">${words}</span>
    </h3>
    ${record.reason === undefined ? '' : html`<p class="reason">${record.reason}</p>`}
    ${record.flags.map((flag) => html`<p class="flag">${flag}</p>`)}
    ${
      record.fields.length === 0
        ? ''
        : html`<table>
            <thead>
              <tr>
                <th>Source</th>
                <th>Destination</th>
              </tr>
            </thead>
            <tbody>
              ${record.fields.map(fieldRow)}
            </tbody>
          </table>`
    }
  </article>`;
}

function fieldRow(field: PreviewField): Html {
  return html`<tr class="${field.problem === undefined ? '' : 'problem'}">
    <td>${field.source.map(({ field: name, value }) => nameAndValue(html`${name}`, value))}</td>
    <td>
      ${nameAndValue(
        html`<span title="${field.label}">${field.field}</span>
          <a href="#" data-line="${field.line}" title="${field.line}"
            >line ${field.line.replace(/^.*:/, '')}</a
          >`,
        field.value,
      )}
      ${field.problem === undefined ? '' : html`<p class="reason">${field.problem}</p>`}
    </td>
  </tr>`;
}

function nameAndValue(name: Html, value: string): Html {
  return html`<dl>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </dl>`;
}
