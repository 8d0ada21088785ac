import assert from 'node:assert/strict';
import { printReconciliation } from '@migmap/cli/output/reconciliation';
import { runProgress } from '@migmap/cli/output/run-progress';
import { table } from '@migmap/cli/output/table';
import { runEvent, type RunEvent } from '@migmap/engine/run/events';
import { phase, sampleReport } from '../report/sample.ts';
import { capturedIo } from './captured-io.ts';

const counts = { created: 0, updated: 0, unchanged: 0, merged: 0, skipped: 0, held: 0, failed: 0 };

describe('tables', () => {
  it('set text left and numbers right, without a frame', () =>
    assert.deepEqual(
      table(
        capturedIo(),
        ['Name', '#Count'],
        [
          ['a', '1'],
          ['long', '1,000'],
        ],
      ).split('\n'),
      ['Name  Count', 'a         1', 'long  1,000'],
    ));
});

describe('a run on standard error', () => {
  const events: RunEvent[] = [
    {
      event: 'start',
      run: 'r1',
      mapping: 'Acme',
      source: 'export',
      destination: 'local',
      resumed: false,
      phases: [{ id: 'C->A', source: 'Company', destination: 'Account' }],
    },
    {
      event: 'gate',
      gate: 'owners',
      state: 'closed',
      open: false,
      reasons: ['gone@example.com has no user'],
      remedy: 'create it',
    },
    { event: 'phase-start', phase: 'C->A', ordinal: 1, of: 1, expected: 1300 },
    {
      event: 'progress',
      phase: 'C->A',
      done: 5,
      expected: 1300,
      counts: { ...counts, created: 5 },
      requests: 1,
    },
    {
      event: 'phase-end',
      phase: 'C->A',
      counts: { ...counts, created: 1298, held: 2 },
      inScope: 1300,
      balanced: true,
      milliseconds: 2500,
    },
    { event: 'note', level: 'warning', message: 'slow' },
  ];

  it('is made of events that are valid', () => events.forEach((event) => assert.ok(runEvent.parse(event))));

  it('tells gates, phases that ended and notes; no bars without a terminal', () => {
    const io = capturedIo();
    const progress = runProgress(io, { gates: true });
    for (const event of events) progress.show(event);
    progress.stop();
    assert.deepEqual(io.errLines, [
      'Run r1: export → local, 1 phase',
      'The owners gate is closed.',
      '  gone@example.com has no user',
      '  To go on: create it',
      '✓ 1/1 Company → Account: 1,300 in scope = 1,298 created + 2 held (2.5 s)',
      'warning slow',
    ]);
    assert.deepEqual(io.outLines, []);
  });

  it('says when a phase does not balance', () => {
    const io = capturedIo();
    runProgress(io, { gates: true }).show({ ...events[4], balanced: false } as RunEvent);
    assert.match(io.errLines[0]!, /^✗ does not balance: C->A/);
  });
});

describe('the reconciliation on standard output', () => {
  const print = (report: Parameters<typeof printReconciliation>[1]) => {
    const io = capturedIo();
    printReconciliation(io, report);
    return io.outLines.join('\n');
  };

  it('shows balance, totals, what waits and where the mapping says so, and the owner queue', () => {
    const text = print(sampleReport());
    assert.match(text, /^2 +Contact → Contact +1,200 +1,152 +12 +– +21 +– +14 +1 +\+1,152 +✓$/m);
    assert.match(text, /^ +total +3,827 +3,716 /m);
    assert.match(text, /Every phase balances/);
    assert.match(
      text,
      /^ +14 +held +AccountId: its Company CO-000881 is not in the source +main\.migmap:79$/m,
    );
    assert.match(text, /^gone@example\.com +23$/m);
  });

  it('names the phases that do not balance', () => {
    const phases = [phase(1, ['Deal', 'Opportunity'], { created: 5 }, { balanced: false })];
    assert.match(print(sampleReport({ phases })), /These phases do not balance: Deal → Opportunity\./);
  });
});
