import { instance } from '@viz-js/viz';

/** A DOT graph laid out by Graphviz, as the text of an SVG file. */
export async function svgOf(dot: string): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(dot, { format: 'svg' });
  // What stands before the element names a DTD on the web, which no reader should fetch.
  return svg.slice(svg.indexOf('<svg')).trimEnd();
}
