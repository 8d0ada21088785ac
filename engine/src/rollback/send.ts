import type { WriteRecord, WriteResult } from '../connectors/destination.ts';
import { ConnectorError, type RecordError } from '../connectors/errors.ts';
import type { RunContext } from '../run/context.ts';
import { pair } from '../run/pairing.ts';
import { backoffMs, pause } from '../run/pause.ts';
import { RunInterrupted } from '../run/stop.ts';

const maxAttempts = 8;

/**
 * Sends deletions or updates until each record has its answer; both are safe to send again. Answers the refused ones by key.
 */
export async function sendUndoing(
  context: RunContext,
  object: string,
  operation: 'delete' | 'update',
  records: readonly WriteRecord[],
): Promise<ReadonlyMap<string, RecordError>> {
  const refused = new Map<string, RecordError>();
  // The smallest channel takes every object, and answers record by record.
  const channel = context.capabilities.channels[0];
  if (channel === undefined) throw new Error('The destination offers no way to write.');
  for (let i = 0; i < records.length; i += channel.maxRecords) {
    let open = records.slice(i, i + channel.maxRecords);
    for (let attempt = 1; open.length > 0; attempt++) {
      if (context.stop.aborted) throw new RunInterrupted('The roll-back was stopped.');
      if (attempt > maxAttempts)
        throw new RunInterrupted(`${object}: records stay unanswered after ${maxAttempts} attempts.`);
      const { answer, waitMs } = await once(context, object, operation, channel.name, open, attempt);
      open = sort(open, answer, refused);
      if (open.length > 0) await (context.options.pause ?? pause)(waitMs, context.stop);
    }
  }
  return refused;
}

async function once(
  { options, stop }: RunContext,
  object: string,
  operation: 'delete' | 'update',
  channel: string,
  records: readonly WriteRecord[],
  attempt: number,
): Promise<{ answer: readonly WriteResult[]; waitMs: number }> {
  const context = { signal: stop, remember: async () => {} };
  try {
    const answer = await options.destination.write({ object, operation, channel, records }, context);
    return { answer, waitMs: backoffMs(attempt, undefined) };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.class === 'transient' || error.class === 'rate' || error.class === 'doubt')
      return { answer: [], waitMs: backoffMs(attempt, error.retryAfterMs) };
    if (records.length === 1 && error.class !== 'quota' && error.class !== 'auth') {
      const { class: cls, code, message } = error;
      const only = records[0] as WriteRecord;
      return {
        answer: [{ key: only.key, outcome: 'failed', error: { class: cls, code, message } }],
        waitMs: 0,
      };
    }
    throw new RunInterrupted(`The destination refused to go on (${error.code}: ${error.message}).`, {
      cause: error,
    });
  }
}

/** Keeps what is to be sent again; refusals are noted. */
function sort(
  records: readonly WriteRecord[],
  answer: readonly WriteResult[],
  refused: Map<string, RecordError>,
): WriteRecord[] {
  const again: WriteRecord[] = [];
  const answered = new Set<string>();
  const { results, doubtful } = pair(records as never, answer) as unknown as {
    results: readonly { item: WriteRecord; result: WriteResult }[];
    doubtful: readonly WriteRecord[];
  };
  for (const { item, result } of results) {
    answered.add(item.key);
    if (result.outcome !== 'failed') continue;
    if (['transient', 'rate', 'doubt', 'quota', 'auth'].includes(result.error.class)) again.push(item);
    else refused.set(item.key, result.error);
  }
  return [...again, ...doubtful];
}
