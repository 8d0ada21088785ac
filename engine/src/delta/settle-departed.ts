import type { LoadPlan } from '../plan/types.ts';
import type { RunContext } from '../run/context.ts';
import { noteDeleted, type ChangedSource } from './changed-source.ts';
import { deleteDeparted } from './delete-departed.ts';
import { departedOf } from './departed.ts';

/** After the phases of a delta: what the source has no longer is listed and, where it was asked for, deleted; children first. */
export async function settleDeparted(
  context: RunContext,
  changed: ChangedSource,
  plan: LoadPlan,
): Promise<void> {
  const { journal, run, options, delta, emit } = context;
  const maps = plan.phases
    .map((p) => options.mapping.maps.find((m) => m.id === p.map))
    .filter((m) => m !== undefined)
    .toReversed();
  if (delta === undefined) return;
  await noteDeleted(journal, changed, delta, new Set(maps.map((m) => m.sourceObject)), context.stop);
  for (const map of maps)
    for await (const found of departedOf(context, map, changed.whole(map.sourceObject)))
      await journal.delta.putDeparted(
        run,
        map.id,
        options.applyDeletes ? await deleteDeparted(context, map, found) : found,
      );
  emit({ event: 'delta', ...(await journal.delta.counts(run)) });
}
