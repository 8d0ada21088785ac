import type { ObjectMap } from '../mapping/ir.ts';
import type { LoadPlan } from '../plan/types.ts';

/** One map in the order of the load. */
export interface Phase {
  /** From 1. */
  readonly ordinal: number;
  readonly map: ObjectMap;
  /** Destination fields that are left out of the first write and linked afterwards. */
  readonly linkedLater: ReadonlySet<string>;
}

/** Links of one map's field, possible once the phases they wait for are through. */
export interface LinkStep {
  readonly phase: Phase;
  readonly field: string;
}

export type Step = { readonly phase: Phase } | { readonly link: LinkStep };

/** The plan as a road: each phase, and after it the links that have become possible. */
export function stepsOf(plan: LoadPlan, maps: readonly ObjectMap[]): readonly Step[] {
  const steps: Step[] = [];
  const through = new Set<string>();
  const waiting: { link: LinkStep; on: readonly string[] }[] = [];
  for (const planned of plan.phases) {
    const map = maps.find((m) => m.id === planned.map);
    if (map === undefined) throw new Error(`The plan names a map that the mapping lacks: ${planned.map}.`);
    const linkedLater = new Set(planned.deferred.map((d) => d.field));
    const phase: Phase = { ordinal: planned.ordinal, map, linkedLater };
    steps.push({ phase });
    through.add(map.id);
    waiting.push(...planned.deferred.map((d) => ({ link: { phase, field: d.field }, on: d.on })));
    for (const entry of waiting.slice())
      if (entry.on.every((id) => through.has(id))) {
        steps.push({ link: entry.link });
        waiting.splice(waiting.indexOf(entry), 1);
      }
  }
  return [...steps, ...waiting.map(({ link }) => ({ link }))];
}
