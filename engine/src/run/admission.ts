import type { Capabilities } from '../connectors/capabilities.ts';
import type { Source } from '../connectors/source.ts';
import { markReading } from '../delta/watermark.ts';
import type { Journal } from '../journal/journal.ts';
import { ownerFacts, type OwnerReconciliation } from '../owners/owners.ts';
import { readDecisions, writeQueue } from '../owners/queue.ts';
import { planLoad } from '../plan/plan.ts';
import { standingSignoff } from '../signoff/signoff.ts';
import type { RunContext } from './context.ts';
import type { GateBoard } from './gates/board.ts';
import { checkGates } from './gates/check.ts';
import { confirmationGate } from './gates/confirmation.ts';
import type { Groundwork } from './groundwork.ts';
import type { RunOptions } from './options.ts';
import { makePlaceholders, ownersNow } from './placeholders.ts';
import type { StartedRun } from './start.ts';
import { survey, type Survey } from './survey.ts';

/** What a load has to show before it may begin. */
export interface Admission {
  readonly options: RunOptions;
  /** The source as it is, whole: a delta reads of it what has changed. */
  readonly source: Source;
  readonly journal: Journal;
  /** `.migmap/<connection>` */
  readonly folder: string;
  readonly started: StartedRun;
  readonly ground: Groundwork;
  readonly schemas: RunContext['schemas'];
  readonly capabilities: Capabilities;
  readonly board: GateBoard;
  readonly stop: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Surveys the source, matches owners and judges the gates that stand before a load; `undefined` where one is closed. */
export async function admit(
  asked: Admission,
): Promise<{ readonly owners: OwnerReconciliation; readonly seen: Survey } | undefined> {
  const { options, journal, folder, started, ground, capabilities, board, warn } = asked;
  const { mapping, destination } = options;
  const seen = await surveyed(asked);
  await journal.runs.tell(started.run, { sources: seen.sources });
  for (const warning of volumeWarnings(asked, seen)) warn(warning);
  const decided = await readDecisions(folder);
  const match = () => ownersNow(mapping.owners, seen, destination, capabilities, decided);
  const owners = await match();
  await writeQueue(folder, owners.matches, decided);
  await journal.runs.tell(started.run, { owners: ownerFacts(owners, decided) });
  checkGates(board, {
    mapping,
    schemas: asked.schemas,
    rules: options.rules,
    owners,
    holdUnmatched: options.holdUnmatched === true,
    stage: options.stage,
    signoff: await standingSignoff(options.stateDir, { mapping: mapping.name, ...ground.hashes }),
    ...ground.hashes,
    shape: ground.shape,
  });
  if (board.closed().length === 0) board.judge('confirmation', await confirmationGate(options));
  if (board.closed().length > 0) return undefined;
  if (owners.placeholders.length === 0) return { owners, seen };
  await makePlaceholders(owners, destination, warn);
  return { owners: await match(), seen };
}

/** One pass over what the mapping reads. A delta notes meanwhile which records there are, to tell who has left. */
async function surveyed({ options, source, journal, started, ground, stop }: Admission): Promise<Survey> {
  const { run, delta } = started;
  await markReading(journal, run, source);
  if (delta) await journal.delta.clearSourceIds();
  return survey(
    options,
    journal,
    run,
    ground.ready,
    stop,
    delta && {
      source,
      onRecords: (object, records) =>
        journal.delta.sawSourceIds(
          object,
          records.map((r) => r.id),
          false,
        ),
    },
  );
}

/** What the volume will cost here: a daily quota that is too small is told before anything is sent. */
function volumeWarnings({ options, ground, capabilities }: Admission, seen: Survey): readonly string[] {
  const { mapping, destinationCatalog, rules } = options;
  const counts = Object.fromEntries(seen.sources.map((s) => [s.object, s.records]));
  const { warnings } = planLoad({ mapping, destinationCatalog, rules, capabilities, counts });
  return warnings.filter((w) => !ground.plan.warnings.includes(w));
}
