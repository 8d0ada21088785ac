import assert from 'node:assert/strict';
import type { BatchRow } from '@migmap/engine/journal/journal';
import { workTimes } from '@migmap/engine/rollback/work-times';

const batch = (sentAt: string, endedAt: string | null, handle: string | null = null): BatchRow =>
  ({ id: 1, sentAt, endedAt, handle }) as BatchRow;
const at = (time: string) => `2026-03-01T${time}.000Z`;

describe('whether a record was changed since the load', () => {
  const run = [batch(at('09:00:00'), at('09:01:00')), batch(at('09:01:00'), at('09:02:00'))];
  const died = [batch(at('09:00:00'), at('18:00:00'))];
  const job = [batch(at('09:00:00'), at('18:00:00'), 'job 750')];
  const undone = new Map([[1, { beganAt: at('12:00:00'), endedAt: at('12:01:00') }]]);
  const cases: [string, readonly BatchRow[], string, boolean, number?][] = [
    ['before the load', run, '2026-02-01T00:00:00.000Z', false],
    ['while it ran', run, at('09:00:30'), false],
    ['after it', run, at('09:10:00'), true],
    ['an hour later by a clock that is an hour ahead', run, at('10:00:30'), false, 3_600_000],
    ['while it was undone', run, at('12:00:30'), false],
    ['without a zone, in UTC', run, '2026-03-01 09:00:30', false],
    ['hours after a process died that was found dead later', died, at('15:00:00'), true],
    ['while a job went on at the server', job, at('15:00:00'), false],
    ['at no time that is told', run, '', false],
  ];
  for (const [what, batches, changedAt, since, ahead = 0] of cases)
    it(`${what}: ${since ? 'yes' : 'no'}`, () =>
      assert.equal(workTimes(batches, undone, ahead).changedSince(changedAt), since));

  it('takes a roll-back that goes on for its own work', () => {
    const work = workTimes(run, new Map(), 0, at('20:00:00'));
    assert.deepEqual([work.changedSince(at('19:00:00')), work.changedSince(at('23:00:00'))], [true, false]);
  });
});
