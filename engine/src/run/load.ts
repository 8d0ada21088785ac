import type { Capabilities } from '../connectors/capabilities.ts';
import { ConnectorError } from '../connectors/errors.ts';
import { privateFolder } from '../disk/private.ts';
import type { Journal } from '../journal/journal.ts';
import { mappingHash } from '../mapping/hash.ts';
import { prepareMap, type PreparedMap } from '../mapping/transform.ts';
import { changedSource } from '../delta/changed-source.ts';
import { settleDeparted } from '../delta/settle-departed.ts';
import { markReading, markThrough } from '../delta/watermark.ts';
import { ownerFacts } from '../owners/owners.ts';
import { queueFile, readDecisions, writeQueue } from '../owners/queue.ts';
import { planLoad } from '../plan/plan.ts';
import { settleOpenBatches } from '../reconcile/open-batches.ts';
import { catalogOf } from '../schema/catalog.ts';
import { hashOfShape } from '../schema/hash.ts';
import { schemaShape } from '../schema/shape.ts';
import { keepShape } from '../signoff/shape.ts';
import { standingSignoff } from '../signoff/signoff.ts';
import { readableText } from '../schema/readable-name.ts';
import { addUse, countingPause } from './api-use.ts';
import type { RunContext } from './context.ts';
import { destinationAsItIs } from './destination-now.ts';
import { readableEvent } from './readable-event.ts';
import type { RunEvent } from './events.ts';
import { writeExport } from './exports.ts';
import { writeInventory } from './inventory.ts';
import { runFolder } from './folders.ts';
import { finish } from './finish.ts';
import { interruptible } from './interruptible.ts';
import { keepMapping } from './kept-mapping.ts';
import { gateBoard, type GateBoard } from './gates/board.ts';
import { checkGates } from './gates/check.ts';
import { errorsByKind } from './gates/errors.ts';
import { confirmationGate } from './gates/confirmation.ts';
import { namedRecords } from './named-records.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { patient } from './patience.ts';
import { pause } from './pause.ts';
import { stepsOf } from './phases.ts';
import { makePlaceholders, ownersNow } from './placeholders.ts';
import { openSplits } from './remainder.ts';
import { walkRoad } from './road.ts';
import type { Signals } from './signals.ts';
import { startRun } from './start.ts';
import { GateClosed, RunInterrupted } from './stop.ts';
import { survey, type Survey } from './survey.ts';
import { throttle } from './throttle.ts';

/** How the load ended, before the report is made. */
export type Ending =
  | { readonly kind: 'through' }
  | { readonly kind: 'gate-closed' }
  | { readonly kind: 'stopped'; readonly why: string }
  | { readonly kind: 'interrupted'; readonly why: string };

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
  const plan = planLoad({
    mapping,
    destinationCatalog: catalogOf(whole.destinationCatalog.index, [...schemas.values()]),
    rules: whole.rules,
  });
  const steps = stepsOf(plan, mapping.maps);
  const splits = openSplits(mapping);
  const shape = schemaShape(
    mapping,
    whole.sourceCatalog,
    catalogOf(whole.destinationCatalog.index, [...schemas.values()]),
  );
  const hashes = {
    mappingHash: mappingHash(mapping, whole.destinationCatalog),
    schemaHash: hashOfShape(shape),
  };
  const ready = preparer(whole, schemas);
  for (const map of mapping.maps) ready(map); // a mapping that contradicts itself ends here, before anything is sent

  const started = await startRun(journal, whole, hashes, now());
  const changed = await changedSource(asked.source, started.delta, { mapping, journal, ready });
  const options: RunOptions = { ...whole, source: changed.source };
  const directory = runFolder(folder, started.run);
  privateFolder(directory);
  await keepMapping(directory, mapping);
  await keepShape(directory, shape);
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
    await markReading(journal, started.run, asked.source);
    if (started.delta) await journal.delta.clearSourceIds();
    const seen = await survey(
      options,
      journal,
      started.run,
      ready,
      stop,
      started.delta && {
        source: asked.source,
        onRecords: (object, records) =>
          journal.delta.sawSourceIds(
            object,
            records.map((r) => r.id),
            false,
          ),
      },
    );
    await journal.runs.tell(started.run, { sources: seen.sources });
    for (const warning of volumeWarnings(options, seen, capabilities, plan.warnings)) warn(warning);
    const decided = await readDecisions(folder);
    let owners = await ownersNow(mapping.owners, seen, destination, capabilities, decided);
    await writeQueue(folder, owners.matches, decided);
    await journal.runs.tell(started.run, { owners: ownerFacts(owners, decided) });
    checkGates(board, {
      mapping,
      schemas,
      rules: options.rules,
      owners,
      holdUnmatched: options.holdUnmatched === true,
      stage: options.stage,
      signoff: await standingSignoff(options.stateDir, { mapping: mapping.name, ...hashes }),
      ...hashes,
      shape,
    });
    if (board.closed().length === 0) board.judge('confirmation', await confirmationGate(options));
    if (board.closed().length > 0) return { kind: 'gate-closed' };
    if (owners.placeholders.length > 0) {
      await makePlaceholders(owners, destination, warn);
      owners = await ownersNow(mapping.owners, seen, destination, capabilities, decided);
    }
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

/** What the volume will cost here: a daily quota that is too small is told before anything is sent. */
function volumeWarnings(
  { mapping, destinationCatalog, rules }: RunOptions,
  seen: Survey,
  capabilities: Capabilities,
  told: readonly string[],
): readonly string[] {
  const counts = Object.fromEntries(seen.sources.map((s) => [s.object, s.records]));
  const { warnings } = planLoad({ mapping, destinationCatalog, rules, capabilities, counts });
  return warnings.filter((w) => !told.includes(w));
}

/** Interruptions and gates are endings; anything else is a defect and is thrown on. */
async function endingOf(
  walk: () => Promise<Ending>,
  { journal, run, board, stop }: { journal: Journal; run: string; board: GateBoard; stop: AbortSignal },
): Promise<Ending> {
  try {
    return await walk();
  } catch (error) {
    if (error instanceof RunInterrupted) return { kind: 'interrupted', why: error.message };
    // A source or a destination that heard the signal first.
    if (stop.aborted && (isAbort(error, stop) || error instanceof ConnectorError))
      return { kind: 'interrupted', why: 'The run was stopped.' };
    if (error instanceof ConnectorError)
      return {
        kind: 'interrupted',
        why: `The destination refused to go on (${error.code}: ${error.message}).`,
      };
    if (!(error instanceof GateClosed)) throw error;
    const kinds = error.gate === 'errors' ? await errorsByKind(journal, run, error.map) : [];
    board.judge(error.gate, { ...error.finding, closes: [...error.finding.closes, ...kinds] });
    return { kind: 'stopped', why: error.message };
  }
}

function isAbort(error: unknown, { reason }: AbortSignal): boolean {
  return error === reason || (error instanceof Error && error.name === 'AbortError');
}

function preparer(
  options: RunOptions,
  schemas: RunContext['schemas'],
): (map: RunOptions['mapping']['maps'][number]) => PreparedMap {
  const prepared = new Map<string, PreparedMap>();
  return (map) => {
    let ready = prepared.get(map.id);
    if (ready === undefined)
      prepared.set(map.id, (ready = prepareMap(options.mapping, map, schemas.get(map.destinationObject))));
    return ready;
  };
}
