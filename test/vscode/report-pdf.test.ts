/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { reportHtml } from '@migmap/engine/report/html';
import { hardReport, names } from '../unit/report/hard-sample.ts';
import { sampleReport } from '../unit/report/sample.ts';
import { needChromium } from './bed/needed.ts';

const artifacts = join(import.meta.dirname, '../../artifacts/report');

/** Width of an A4 page between its margins, at 96 dots an inch. */
const a4 = Math.floor(((210 - 24) / 25.4) * 96);
/** Its height. */
const a4High = Math.floor(((297 - 28) / 25.4) * 96);
const pages = { sample: sampleReport(), hard: hardReport() };

describe('the report, printed', function () {
  this.timeout(120_000);
  let browser: Browser | undefined;

  before(async function () {
    const executablePath = needChromium(this);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    mkdirSync(artifacts, { recursive: true });
  });
  after(() => browser?.close());

  const open = async (which: keyof typeof pages, width: number): Promise<Page> => {
    const page = await browser!.newPage({ viewport: { width, height: 1000 } });
    const heard: string[] = [];
    page.on('request', (request) => heard.push(request.url()));
    page.on('console', (message) => heard.push(message.text()));
    await page.setContent(reportHtml(pages[which]));
    assert.deepEqual(heard, [], 'loads nothing, and the browser has nothing to say about it');
    return page;
  };
  /** What stands out of the page, or is cut off by it. */
  const tooWide = (page: Page) =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      return [...document.querySelectorAll('main *')]
        .filter((e) => !(e instanceof SVGElement) && e.getBoundingClientRect().right > width + 1)
        .filter((e) => e.closest('.wide') === null || matchMedia('print').matches)
        .map((e) => `${e.tagName} ${e.className}: ${(e.textContent ?? '').trim().slice(0, 60)}`);
    });

  for (const which of ['sample', 'hard'] as const) {
    it(`${which}: nothing stands out of an A4 page, and the PDF has its pages`, async () => {
      const page = await open(which, a4);
      await page.emulateMedia({ media: 'print' });
      assert.deepEqual(await tooWide(page), []);
      const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
      writeFileSync(join(artifacts, `${which}.pdf`), pdf);
      const count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(which === 'sample' ? count >= 2 && count <= 6 : count > 8, `${count} pages`);
      await page.close();
    });

    for (const scheme of ['light', 'dark'] as const)
      for (const width of [1280, 390])
        it(`${which}: fits a ${scheme} screen ${width} wide`, async () => {
          const page = await open(which, width);
          await page.emulateMedia({ media: 'screen', colorScheme: scheme });
          assert.deepEqual(await tooWide(page), []);
          // The hard one is many screens high.
          if (which === 'sample')
            await page.screenshot({
              path: join(artifacts, `${which}-${scheme}-${width}.png`),
              fullPage: true,
            });
          await page.close();
        });
  }

  it('splits no row and repeats the headings of every table', async () => {
    const page = await open('hard', a4);
    await page.emulateMedia({ media: 'print' });
    const styles = await page.evaluate(() => ({
      rows: [...document.querySelectorAll('tr, .lane, .party, .notice li')].map(
        (e) => getComputedStyle(e).breakInside,
      ),
      heads: [...document.querySelectorAll('thead')].map((e) => getComputedStyle(e).display),
      titles: [...document.querySelectorAll('h2')].map((e) => getComputedStyle(e).breakAfter),
      tallest: Math.max(...[...document.querySelectorAll('tr')].map((e) => e.getBoundingClientRect().height)),
    }));
    assert.deepEqual([...new Set(styles.rows)], ['avoid']);
    assert.deepEqual([...new Set(styles.heads)], ['table-header-group']);
    assert.deepEqual([...new Set(styles.titles)], ['avoid']);
    // A row that is higher than a page would be split all the same.
    assert.ok(styles.tallest < a4High, `${styles.tallest} px`);
    await page.close();
  });

  it('keeps a text that runs from right to left apart from its neighbours', async () => {
    const page = await open('hard', a4);
    const [, hebrew] = names;
    const bidi = await page
      .locator('td, .lane b', { hasText: hebrew![0] })
      .first()
      .evaluate((e) => getComputedStyle(e).unicodeBidi);
    assert.equal(bidi, 'plaintext');
    await page.close();
  });

  it('can be read by a screen reader: every heading cell has text and a scope, levels are not skipped', async () => {
    const page = await open('hard', 1280);
    const found = await page.evaluate(() => ({
      unscoped: [...document.querySelectorAll('th')].filter((th) => !th.scope).length,
      empty: [...document.querySelectorAll('thead th')].filter((th) => !th.textContent?.trim()).length,
      levels: [...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.tagName[1])),
      unnamed: [...document.querySelectorAll('svg')].filter(
        (s) => s.getAttribute('aria-hidden') !== 'true' && !s.getAttribute('aria-label'),
      ).length,
      language: document.documentElement.lang,
    }));
    assert.deepEqual([found.unscoped, found.empty, found.unnamed, found.language], [0, 0, 0, 'en']);
    assert.equal(found.levels.filter((l) => l === 1).length, 1);
    assert.ok(found.levels.every((l, i) => i === 0 || l - found.levels[i - 1]! <= 1));
    await page.close();
  });
});
