import assert from 'node:assert/strict';
import type { PreviewReport } from '@migmap/engine/preview/types';
import { previewPage } from '@migmap/client/features/preview/page';
import { lockedPage } from '@migmap/client/features/report/locked-page';

const hostile = `<img src=x onerror="alert('1')">`;

const report: PreviewReport = {
  formatVersion: 1,
  mapping: hostile,
  sample: 1,
  counts: { load: 0, held: 1, skipped: 0 },
  warnings: [hostile],
  maps: [
    {
      map: hostile,
      source: hostile,
      destination: hostile,
      lookedAt: 1,
      records: [
        {
          id: hostile,
          at: hostile,
          outcome: 'held',
          reason: hostile,
          flags: [hostile],
          fields: [
            {
              field: hostile,
              label: hostile,
              line: hostile,
              source: [{ field: hostile, value: hostile }],
              value: hostile,
              problem: hostile,
            },
          ],
        },
      ],
    },
    { map: 'Company->Account', source: 'Company', destination: 'Account', lookedAt: 7, records: [] },
    { map: 'Lead split', source: 'Lead', destination: null, lookedAt: 7, records: [] },
  ],
};
const parts = {
  nonce: 'NONCE',
  cspSource: 'https://origin.example',
  script: 'preview.js',
  style: 'preview.css',
};

describe('pages in the editor', () => {
  const page = previewPage(report, parts);

  it('show the data of customers as text, never as markup', () => {
    assert.ok(page.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;'));
    assert.ok(!page.includes('<img'));
  });

  it('let only their own script run and fetch nothing', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const quoted = policy?.replaceAll('&#39;', "'");
    assert.equal(quoted, "default-src 'none'; style-src https://origin.example; script-src 'nonce-NONCE'");
  });

  it('say where nothing came, and which records no branch takes', () => {
    assert.match(page, /None of the 7 records looked at comes here/);
    assert.match(page, /Lead: no branch takes it/);
  });

  it('lock a report before anything else in its head', () => {
    const locked = lockedPage('<!doctype html><html><head lang="en"><script>steal()</script></head></html>');
    assert.match(
      locked,
      /<head lang="en"><meta http-equiv="Content-Security-Policy" content="default-src 'none';/,
    );
  });

  it('lock a report that has no head', () => {
    assert.match(lockedPage('<p>report</p>'), /^<meta http-equiv="Content-Security-Policy"/);
  });
});
