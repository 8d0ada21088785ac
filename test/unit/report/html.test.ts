import assert from 'node:assert/strict';
import { reportHtml } from '@migmap/engine/report/html';
import { duration, share } from '@migmap/engine/report/format';
import { runReport } from '@migmap/engine/report/types';
import { hardReport } from './hard-sample.ts';
import { phase, sampleReport } from './sample.ts';

const text = (page: string) =>
  page
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('report page', () => {
  it('shows the sample, which is a report', () => assert.ok(runReport.parse(sampleReport())));

  const shown: [string, RegExp][] = [
    ['how it ended', /Complete, records wait/],
    ['what arrived, of what was in scope', /3,758 of 3,827 records in scope arrived/],
    ['what needs a person', /56 records need a person/],
    ['the reason of a failure', /INVALID_EMAIL_ADDRESS.*ada@@example/],
    ['the mapping line', /main\.migmap:79/],
    ['source rows', /contacts\.csv:17/],
    ['the owner queue', /gone@example\.com 23/],
    ['a closed gate and its remedy', /2 owners without a user To go on: create the users/],
    ['flags', /31 no assignee: given to the migration user/],
    ['an object nobody decided on', /Territory 6 – undecided/],
    ['what others gained', /Activity → Task 1,026 1,004 .* 310 ✓/],
    ['warnings', /Modified times are not kept/],
    ['files', /held\.csv runs\/2026-03-01-0930-7f3a\/held\.csv/],
    [
      'the use of the API',
      /203 requests of the whole run, 3 of them sent again; 1\.7 MB sent; 2 waits for the destination, 4\.1 s; 14,797 requests left today/,
    ],
    ['that nobody has verified it', /This run has not been read back and compared yet/],
    ['signatures', /For the client Name Date Signature/],
  ];
  for (const [what, expected] of shown)
    it(`shows ${what}`, () => assert.match(text(reportHtml(sampleReport())), expected));

  it('says when a phase does not balance, and by how much', () => {
    const phases = [phase(1, ['Deal', 'Opportunity'], { created: 5 }, { inScope: 8, balanced: false })];
    const page = text(reportHtml(sampleReport({ state: 'stopped', phases })));
    assert.match(page, /1 phase does not balance/);
    assert.match(page, /✗ 3 unaccounted for/);
  });

  it('of a closed gate says that nothing was written, and leaves empty sections out', () => {
    const page = text(reportHtml(sampleReport({ state: 'gate-closed', phases: [] })));
    assert.match(page, /Nothing was written\. The owners gate is closed\./);
    assert.doesNotMatch(page, /What became of every record|Time and requests/);
  });

  it('says what was verified, and who has signed that and why', () => {
    const page = text(reportHtml(hardReport()));
    assert.match(
      page,
      /Read back and compared on 2 Mar 2026, .* a sample of 25 of each map: 200 records, and 3 values differ/,
    );
    assert.match(page, /Accepted all the same: Names were mended by hand/);
    assert.match(page, /Name ד״ר עדה לאבלייס Date 2 Mar 2026/);
  });

  it('says nothing of the balance of a phase in which the run ended', () => {
    const cutOff = phase(
      1,
      ['Deal', 'Opportunity'],
      { created: 5 },
      { inScope: 0, balanced: false, state: 'running' },
    );
    const page = text(reportHtml(sampleReport({ state: 'stopped', phases: [cutOff] })));
    assert.match(page, /not finished/);
    assert.match(page, /The run ended within the phase Deal → Opportunity/);
    assert.doesNotMatch(page, /counted twice|not balance:/);
  });

  it('escapes every value', () => {
    const nasty = `<script>alert("1")</script>&'`;
    const poisoned = JSON.parse(
      JSON.stringify(sampleReport({ warnings: ['w'] }), (key, value: unknown) =>
        typeof value === 'string' && !['state', 'fate', 'startedAt', 'endedAt'].includes(key) ? nasty : value,
      ),
    );
    const page = reportHtml(poisoned);
    assert.doesNotMatch(page, /<script|alert\("1"\)|&'/);
    assert.match(page, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/);
  });

  it('loads nothing from anywhere', () => {
    const page = reportHtml(sampleReport());
    assert.doesNotMatch(page, /<(link|script|img|iframe|object)|@import|url\(|\b(src|href)=/);
  });
});

describe('formats', () => {
  const durations: [number, string][] = [
    [350, '350 ms'],
    [42_040, '42.0 s'],
    [102_500, '1 min 43 s'],
    [4_320_000, '1 h 12 min'],
  ];
  for (const [ms, expected] of durations) it(expected, () => assert.equal(duration(ms), expected));
  const shares: [number, number, string][] = [
    [0, 0, '–'],
    [0, 9, '0 %'],
    [1, 1_000_000, '< 0.1 %'],
    [999_999, 1_000_000, '> 99.9 %'],
    [1, 3, '33.3 %'],
    [9, 9, '100 %'],
  ];
  for (const [part, whole, expected] of shares)
    it(`${part} of ${whole} is ${expected}`, () => assert.equal(share(part, whole), expected));
});
