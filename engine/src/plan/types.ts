/** The plan of a load as data: what `migmap plan --format json` prints. Counts are records unless said otherwise. */
import * as z from 'zod';

/** How sure a number is: `exact`; `estimated` from the profile; `atMost`/`atLeast` where the profile does not tell. */
export const certainty = z.enum(['exact', 'estimated', 'atMost', 'atLeast']);
export type Certainty = z.infer<typeof certainty>;

export const deferredField = z.object({
  field: z.string(),
  /** The phases (map ids) whose records the field points at and that come later, or are this very phase. */
  on: z.array(z.string()),
});

export const phaseEstimate = z.object({
  records: z.number(),
  certainty,
  /** Updates of the second pass, which links deferred fields. */
  secondPassRecords: z.number(),
  /** Way of writing, as the capabilities name it. */
  channel: z.string(),
  requests: z.number(),
  /** In the unit of the destination's rate model: requests or tokens. */
  cost: z.number(),
  storageBytes: z.number().optional(),
  seconds: z.number(),
});
export type PhaseEstimate = z.infer<typeof phaseEstimate>;

export const planPhase = z.object({
  /** From 1. */
  ordinal: z.number(),
  /** Id of the object map. */
  map: z.string(),
  source: z.string(),
  destination: z.string(),
  /** Maps of earlier phases whose records this one points at. */
  dependsOn: z.array(z.string()),
  deferred: z.array(deferredField),
  /** Absent where the number of source records or the destination's capabilities are not known. */
  estimate: phaseEstimate.optional(),
});
export type PlanPhase = z.infer<typeof planPhase>;

export const planTotals = z.object({
  records: z.number(),
  requests: z.number(),
  cost: z.number(),
  unit: z.enum(['requests', 'tokens']),
  /** Of what the destination still gives today, 1 being all of it; absent where it counts no days. */
  shareOfDay: z.number().optional(),
  storageMb: z.number().optional(),
  seconds: z.number(),
});

export const loadPlan = z.object({
  formatVersion: z.literal(1),
  mapping: z.string(),
  phases: z.array(planPhase),
  /** Absent where no phase could be estimated. */
  totals: planTotals.optional(),
  warnings: z.array(z.string()),
});
export type LoadPlan = z.infer<typeof loadPlan>;
