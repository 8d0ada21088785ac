import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';

/** What a delta knows of one map. */
export interface DeltaScope {
  /** Records into which others were merged: source id and element, joined by NUL. */
  readonly survivors: ReadonlySet<string>;
}

export async function deltaScope(context: RunContext, map: ObjectMap): Promise<DeltaScope | undefined> {
  if (context.delta === undefined) return undefined;
  return { survivors: await context.journal.records.survivors(map.id) };
}
