import { html, type Markup } from './markup.ts';

/** From where to where. Each name keeps to itself, whichever way it is written and whatever signs of direction it holds. */
export function route({
  source,
  destination,
}: {
  readonly source: string;
  readonly destination: string;
}): Markup {
  return html`<bdi>${source}</bdi> → <bdi>${destination}</bdi>`;
}
