import type { Destination } from '../connectors/destination.ts';
import type { AnsweredRecord, Journal, OpenBatch, SettledRecord } from '../journal/journal.ts';

/** How long a server may go on with a request whose sender is gone. */
const mostMsAtWork = 10_000;

/** Milliseconds before it is of use to ask for what was sent last: a record that is not there yet would be sent a second time. */
function stillAtWork(open: readonly OpenBatch[]): number {
  const sent = open
    .filter((b) => b.handle === null && b.operation !== 'update')
    .map((b) => Date.parse(b.sentAt));
  return Math.min(mostMsAtWork, Math.max(0, ...sent) + mostMsAtWork - Date.now());
}

/**
 * After a death: brings work that goes on at the server (a bulk job whose name is journalled) to an end and books the
 * results it still has. Records without one stay in doubt; the phase asks for them before it sends them again.
 */
export async function settleOpenBatches(
  journal: Journal,
  destination: Destination,
  pause?: (ms: number) => Promise<void>,
): Promise<void> {
  const open = await journal.batches.open();
  const wait = stillAtWork(open);
  if (wait > 0) await pause?.(wait);
  for (const batch of open) {
    if (batch.handle === null) {
      await journal.batches.finish(batch.id, 'done', {
        settled: [],
        error: 'the process ended before the answer',
      });
      continue;
    }
    const results = new Map<string, { state: 'created' | 'updated'; id: string } | 'doubled'>();
    for (const r of await destination.settle(batch.object, batch.handle))
      if (r.outcome === 'created' || r.outcome === 'updated')
        results.set(r.key, results.has(r.key) ? 'doubled' : { state: r.outcome, id: r.id });
    const settled: SettledRecord[] = [];
    const answers: AnsweredRecord[] = [];
    for (const record of await journal.batches.sentRecords(batch.id)) {
      const result = results.get(record.key);
      if (result === undefined || result === 'doubled') continue;
      const state = batch.operation === 'update' ? 'updated' : result.state;
      answers.push({
        sourceId: record.sourceId,
        element: record.element,
        outcome: state,
        id: result.id,
      });
      settled.push({ ...record, state, destinationId: result.id, reason: null });
    }
    await journal.batches.finish(batch.id, 'done', {
      settled,
      answers,
      error: 'settled after the process had ended',
    });
  }
}
