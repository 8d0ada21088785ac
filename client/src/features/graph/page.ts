import { html, markup } from '../../infrastructure/html.ts';
import { pageOf, type PageParts } from '../../infrastructure/page.ts';

/** The load order as a page: a node per phase, each a link to its map. `svg`: an element of our own making. */
export function graphPage(name: string, svg: string, parts: PageParts): string {
  const title = `Load order of ${name}`;
  return pageOf(
    parts,
    title,
    html`<header>
        <h1>${title}</h1>
        <p>
          An arrow leads to what is loaded later and waits; a dashed one is linked in a second pass. A click
          on a node opens its map.
        </p>
        <nav>
          <button id="fit" aria-pressed="true">Fit</button>
          <button id="refresh">Refresh</button>
        </nav>
      </header>
      <main class="fit">${markup(svg)}</main>`,
  );
}
