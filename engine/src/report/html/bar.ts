import { number } from '../format.ts';
import { html, type Markup } from './markup.ts';
import { shownStates, type Counts } from './states.ts';

const width = 1000;
const height = 22;
/** A single held record among a million must still be seen. */
const sliver = 7;

/** One phase as a bar of its states: the full width is everything in scope. */
export function stateBar(counts: Counts, label: string): Markup {
  const present = shownStates
    .map(({ state }) => ({ state, count: counts[state] ?? 0 }))
    .filter((s) => s.count > 0);
  const total = present.reduce((n, s) => n + s.count, 0);
  const room = width - sliver * present.length;
  let x = 0;
  const segments = present.map(({ state, count }) => {
    const length = sliver + (room * count) / total;
    const segment = html`<rect
      class="${state}"
      x="${x.toFixed(1)}"
      y="0"
      width="${length.toFixed(1)}"
      height="${height}"
      ><title>${state}: ${number(count)}</title></rect
    >`;
    x += length;
    return segment;
  });
  return html`<svg
    class="bar"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    <rect class="track" x="0" y="0" width="${width}" height="${height}" />
    ${segments}
  </svg>`;
}

/** A plain bar for a share of a maximum. */
export function shareBar(part: number, whole: number): Markup {
  const length = whole === 0 ? 0 : Math.max(part > 0 ? sliver : 0, (width * part) / whole);
  return html`<svg
    class="bar thin"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="track" x="0" y="0" width="${width}" height="${height}" />
    <rect class="share" x="0" y="0" width="${length.toFixed(1)}" height="${height}" />
  </svg>`;
}
