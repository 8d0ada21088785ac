import { privateFolder } from '../disk/private.ts';
import type { Journal } from '../journal/journal.ts';
import { changedSource } from '../delta/changed-source.ts';
import { settleDeparted } from '../delta/settle-departed.ts';
import { markThrough } from '../delta/watermark.ts';
import { queueFile } from '../owners/queue.ts';
import { settleOpenBatches } from '../reconcile/open-batches.ts';
import { keepShape } from '../signoff/shape.ts';
import { readableText } from '../schema/readable-name.ts';
import { admit } from './admission.ts';
import { addUse, countingPause } from './api-use.ts';
import type { RunContext } from './context.ts';
import { destinationAsItIs } from './destination-now.ts';
import { endingOf, type Ending } from './ending.ts';
import { readableEvent } from './readable-event.ts';
import type { RunEvent } from './events.ts';
import { writeExport } from './exports.ts';
import { writeInventory } from './inventory.ts';
import { runFolder } from './folders.ts';
import { finish } from './finish.ts';
import { interruptible } from './interruptible.ts';
import { keepMapping } from './kept-mapping.ts';
import { gateBoard } from './gates/board.ts';
import { groundwork } from './groundwork.ts';
import { namedRecords } from './named-records.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { patient } from './patience.ts';
import { pause } from './pause.ts';
import { stepsOf } from './phases.ts';
import { openSplits } from './remainder.ts';
import { walkRoad } from './road.ts';
import type { Signals } from './signals.ts';
import { startRun } from './start.ts';
import { throttle } from './throttle.ts';

/** From a locked journal to the outcome. */
export async function load(
  asked: RunOptions,
  journal: Journal,
  folder: string,
  { stop, giveUp }: Signals,
): Promise<RunOutcome> {
  const { mapping } = asked;
  const now = asked.now ?? (() => new Date());
  let readable = (text: string): string => text;
  const emit = (event: RunEvent): void => asked.onEvent?.(readableEvent(event, readable));
  const pauses = countingPause(asked.pause ?? pause);
  const destination = patient(interruptible(asked.destination, giveUp), {
    pause: (ms) => pauses.pause(ms, stop),
    stopped: () => stop.aborted,
    onWait: (message, until) =>
      emit({ event: 'note', level: 'warning', message, until: until.toISOString() }),
  });
  const whole: RunOptions = { ...asked, destination, pause: pauses.pause };
  const capabilities = await destination.capabilities();
  const schemas = await destinationAsItIs(whole, stop);
  readable = readableText(schemas.values());
  await whole.onDestination?.(schemas);
  const ground = groundwork(whole, schemas);
  const { plan, hashes, ready } = ground;
  const steps = stepsOf(plan, mapping.maps);
  const splits = openSplits(mapping);

  const started = await startRun(journal, whole, hashes, now());
  const changed = await changedSource(asked.source, started.delta, { mapping, journal, ready });
  const options: RunOptions = { ...whole, source: changed.source };
  const directory = runFolder(folder, started.run);
  privateFolder(directory);
  await keepMapping(directory, mapping);
  await keepShape(directory, ground.shape);
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
    emit({ event: 'note', level: 'warning', message });
  };
  emit({
    event: 'start',
    run: started.run,
    mapping: mapping.name,
    source: options.sourceName,
    destination: options.destinationName,
    resumed: started.resumed,
    ...(started.delta && { delta: true }),
    phases: plan.phases.map((p) => ({ id: p.map, source: p.source, destination: p.destination })),
  });
  if (started.note !== undefined) emit({ event: 'note', level: 'info', message: started.note });
  for (const warning of plan.warnings) warn(warning);

  let context: RunContext | undefined;
  const board = gateBoard((gate) => emit({ event: 'gate', ...gate }));
  const walk = async (): Promise<Ending> => {
    const { source } = asked;
    const admitted = await admit({
      options,
      source,
      journal,
      folder,
      started,
      ground,
      schemas,
      capabilities,
      board,
      stop,
      warn,
    });
    if (admitted === undefined) return { kind: 'gate-closed' };
    const { owners, seen } = admitted;
    context = {
      options,
      run: started.run,
      startedAt: started.startedAt,
      directory,
      journal,
      capabilities,
      schemas,
      owners,
      me: await destination.me(),
      names: namedRecords(destination, schemas),
      stop,
      giveUp,
      throttle: throttle(),
      ...(started.delta && { delta: started.delta }),
      ready,
      emit,
      warn,
    };
    await settleOpenBatches(journal, destination, (ms) => {
      const message = `The server may still be at work on what the stopped run sent last: waiting ${Math.ceil(ms / 1000)} s before asking for it.`;
      emit({ event: 'note', level: 'info', message });
      return (asked.pause ?? pause)(ms, stop);
    });
    if (started.delta) await journal.delta.takeUp();
    await walkRoad(context, { steps, splits, expected: seen.expected });
    if (started.delta && !options.retryHeld) await settleDeparted(context, changed, plan);
    for (const gate of ['errors', 'balance'] as const) board.judge(gate, { closes: [], remedy: '' });
    const exports = [];
    if (!options.retryHeld) {
      for (const map of mapping.exports) exports.push(await writeExport({ ...context, options: whole }, map));
      for (const skip of mapping.skips) if (skip.inventory) exports.push(await writeInventory(context, skip));
    }
    await journal.runs.tell(started.run, { exports });
    if (!options.retryHeld) await markThrough(journal, started.run);
    return { kind: 'through' };
  };
  const ending = await endingOf(walk, { journal, run: started.run, board, stop });
  const api = addUse(started.api, destination.usage(), pauses.waited());
  await journal.runs.tell(started.run, { warnings, gates: board.all(), api });
  return finish({
    options,
    journal,
    run: started.run,
    directory,
    queue: queueFile(folder),
    context,
    ending,
    now,
    emit,
    ready,
    readable,
  });
}
