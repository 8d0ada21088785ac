import type { SourceRecord } from '../connectors/source.ts';
import { chooseChannel } from './channel.ts';
import { arrive } from './arrivals.ts';
import { buffer } from './buffer.ts';
import type { RunContext } from './context.ts';
import { decide, type DecideScope } from './decide.ts';
import { pairElements } from '../delta/elements.ts';
import { deliver, type Desk } from './desk.ts';
import { errorBudget } from './gates/errors.ts';
import type { Outgoing } from './item.ts';
import { keepLinks } from './links.ts';
import { mergeLater } from './merge.ts';
import { operations } from './operations.ts';
import type { Phase } from './phases.ts';
import { placed } from './placed.ts';
import { pace } from './pace.ts';
import { pool } from './pool.ts';
import type { Progress } from './progress.ts';
import { rechunk } from './rechunk.ts';
import { recordBook } from './record-book.ts';
import { sameIdentity } from './same-identity.ts';
import { settler } from './settle.ts';
import { RunInterrupted } from './stop.ts';

/** Records that are looked up, transformed and settled together. */
const chunk = 1000;

/** What may wait for answers, by its weight in memory: three of the largest batches. */
const mostKilobytes = 50_000;

export interface PhaseInput {
  readonly phase: Phase;
  /** Records to expect; decides the channel. */
  readonly expected: number;
  /** Live records of the destination object before this phase, in any run. */
  readonly before: number;
  readonly progress: Progress;
}

/** Loads one map: streams its source, decides per batch, sends, and merges what shares a destination record. */
export async function loadPhase(context: RunContext, input: PhaseInput): Promise<{ inScope: number }> {
  const { map, linkedLater } = input.phase;
  const { journal, run, options, capabilities } = context;
  const object = map.destinationObject;
  const schema = context.schemas.get(object);
  const channel = chooseChannel(capabilities, object, input.expected);
  const ops = operations(map, schema, capabilities, options.destination);
  const settle = settler(context, map, linkedLater);
  const waiting = buffer(channel, schema);
  const scope: DecideScope = {
    context,
    map,
    operations: ops,
    occupied: input.before > 0,
    sharedKey: sharesKey(context, map.id),
    assigned: new Set(),
    sameIdentity: sameIdentity(),
  };
  const budget = errorBudget(map.id);
  const paced = pace(Math.min(channel.inFlight, capabilities.maxInFlight));
  const desk: Desk = {
    context,
    map,
    object,
    keyField: ops.keyField,
    channel,
    book: recordBook(context, map, channel.name),
    pace: paced,
    occupied: scope.occupied,
    assigned: scope.assigned,
    sameIdentity: scope.sameIdentity,
    asUpdate: ops.asUpdate,
    onOutcomes: (outcomes) => {
      input.progress.sent(outcomes);
      budget.count(outcomes);
    },
  };
  const inFlight = pool(() => paced.limit(), mostKilobytes);
  const send = async (rest: boolean): Promise<void> => {
    for (const batch of waiting.cut(rest)) {
      budget.check();
      await inFlight.start(() => deliver(desk, batch), kilobytesOf(batch));
    }
  };
  const place = placed(map);
  let inScope = 0;

  const take = async (records: readonly SourceRecord[]): Promise<void> => {
    const arrived = await arrive(context, map, records, waiting);
    inScope += arrived.inScope;
    const settled = await settle(arrived.arrivals);
    const items = await pairElements(scope, settled.ready);
    const decided = await decide(scope, items);
    const ended = [...arrived.ended, ...settled.ended, ...decided.ended].map(place);
    await journal.records.settle(run, map.id, ended);
    if (linkedLater.size > 0) await keepLinks(journal, run, map.id, settled.ready, linkedLater);
    if (decided.merges.length > 0) await journal.merges.put(map.id, decided.merges);
    waiting.add(decided.outgoing);
    input.progress.read(arrived.inScope, ended);
    await send(false);
  };

  try {
    const stream = options.source.read(map.sourceObject, {
      catalog: options.sourceCatalog,
      signal: context.stop,
    });
    for await (const records of rechunk(stream, chunk)) {
      if (context.stop.aborted) throw new RunInterrupted('The run was stopped.');
      await take(records);
    }
    if (context.stop.aborted) throw new RunInterrupted('The run was stopped.');
    await send(true);
  } catch (error) {
    // What is in flight is journalled before the run ends; the grace bounds it.
    await inFlight.drain().catch(() => undefined);
    throw error;
  }
  await inFlight.drain();
  if (context.stop.aborted) throw new RunInterrupted('The run was stopped.');
  budget.check();
  await mergeLater({ ...desk, operations: ops, onConflict: map.match?.onConflict ?? 'fill' });
  return { inScope };
}

/** Two maps that write one key field of one object may meet in a key. */
function sharesKey({ options }: RunContext, id: string): boolean {
  const { maps } = options.mapping;
  const own = maps.find((m) => m.id === id);
  return maps.some(
    (m) =>
      m.id !== id &&
      m.destinationObject === own?.destinationObject &&
      m.key?.destination !== undefined &&
      m.key.destination === own.key?.destination,
  );
}

/** About a kilobyte of objects for each record, and its values twice. */
function kilobytesOf(batch: readonly Outgoing[]): number {
  return batch.reduce((sum, item) => sum + 1 + (2 * item.bytes) / 1000, 0);
}
