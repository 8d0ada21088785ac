import assert from 'node:assert/strict';
import type { RunEvent } from '@migmap/engine/run/events';
import { advance, beforeStart, type RunProgress } from '@migmap/client/features/run/progress';

const counts = { created: 0, updated: 0, unchanged: 0, merged: 0, skipped: 0, held: 0, failed: 0 };

const events: readonly RunEvent[] = [
  {
    event: 'start',
    run: 'r1',
    mapping: 'Acme',
    source: 'export',
    destination: 'local',
    resumed: false,
    phases: [
      { id: 'a', source: 'Company', destination: 'Account' },
      { id: 'b', source: 'Contact', destination: 'Contact' },
    ],
  },
  { event: 'gate', gate: 'schema', state: 'open', open: true, reasons: [] },
  { event: 'phase-start', phase: 'a', ordinal: 1, of: 2, expected: 2000 },
  {
    event: 'progress',
    phase: 'a',
    done: 1000,
    expected: 2000,
    counts: { ...counts, created: 988, held: 12 },
    requests: 5,
  },
  { event: 'phase-end', phase: 'a', counts, inScope: 2000, balanced: true, milliseconds: 9 },
  { event: 'phase-start', phase: 'b', ordinal: 2, of: 2 },
  { event: 'progress', phase: 'b', done: 7, counts, requests: 5 },
  { event: 'phase-end', phase: 'b', counts, inScope: 7, balanced: true, milliseconds: 9 },
  { event: 'end', run: 'r1', state: 'complete', exitCode: 0, counts },
];

function after(count: number): RunProgress {
  return events.slice(0, count).reduce(advance, beforeStart);
}

describe('the progress of a run', () => {
  const messages: readonly [events: number, percent: number, message: string][] = [
    [0, 0, 'starting …'],
    [1, 0, 'run r1'],
    [3, 0, '1/2 Company → Account'],
    [4, 25, '1/2 Company → Account: 1,000 of 2,000, 12 held'],
    [5, 50, '1/2 Company → Account: 1,000 of 2,000, 12 held'],
    [6, 50, '2/2 Contact → Contact'],
    [7, 50, '2/2 Contact → Contact: 7'],
    [8, 100, '2/2 Contact → Contact: 7'],
  ];
  for (const [count, percent, message] of messages) {
    it(`after ${count} events: ${percent} %, ${message}`, () => {
      const progress = after(count);
      assert.deepEqual([progress.percent, progress.message], [percent, message]);
    });
  }

  it('never falls', () => {
    const percents = events.map((_, index) => after(index).percent);
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    );
  });

  it('remembers the gates that are closed, and why', () => {
    const gate: RunEvent = {
      event: 'gate',
      gate: 'owners',
      state: 'closed',
      open: false,
      reasons: ['ada@ex.org'],
      remedy: 'Provision.',
    };
    const progress = [...events.slice(0, 2), gate].reduce(advance, beforeStart);
    assert.deepEqual(progress.closedGates, [gate]);
  });

  it('ends with what the run said', () => assert.equal(after(events.length).end?.state, 'complete'));
});
