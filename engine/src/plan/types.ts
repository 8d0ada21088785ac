/** The plan of a load as data: what `migmap plan --format json` prints. Counts are records unless said otherwise. */
import * as z from 'zod';

/** How sure a number is: `exact`; `estimated` from the profile; `atMost`/`atLeast` where the profile does not tell. */
export const certainty = z.enum(['exact', 'estimated', 'atMost', 'atLeast']);
export type Certainty = z.infer<typeof certainty>;

export const deferredField = z.object({
  field: z.string(),
  label: z.string().optional().describe('What people call the field, where its name says nothing'),
  on: z
    .array(z.string())
    .describe(
      'The phases (map ids) whose records the field points at and that come later, or are this very phase',
    ),
});

export const phaseEstimate = z.object({
  records: z.number(),
  certainty,
  secondPassRecords: z.number().describe('Updates of the second pass, which links deferred fields'),
  channel: z.string().describe('Way of writing, as the capabilities name it'),
  requests: z.number(),
  cost: z.number().describe("In the unit of the destination's rate model: requests or tokens"),
  storageBytes: z.number().optional(),
  seconds: z.number(),
});
export type PhaseEstimate = z.infer<typeof phaseEstimate>;

export const planPhase = z.object({
  ordinal: z.number().describe('From 1'),
  map: z.string().describe('Id of the object map'),
  source: z.string(),
  destination: z.string(),
  dependsOn: z.array(z.string()).describe('Maps of earlier phases whose records this one points at'),
  deferred: z.array(deferredField),
  estimate: phaseEstimate
    .optional()
    .describe("Absent where the number of source records or the destination's capabilities are not known"),
});
export type PlanPhase = z.infer<typeof planPhase>;

export const planTotals = z.object({
  records: z.number(),
  requests: z.number(),
  cost: z.number(),
  unit: z.enum(['requests', 'tokens']),
  shareOfDay: z
    .number()
    .optional()
    .describe('Of what the destination still gives today, 1 being all of it; absent where it counts no days'),
  storageMb: z.number().optional(),
  seconds: z.number(),
});

export const loadPlan = z.object({
  formatVersion: z.literal(1),
  mapping: z.string(),
  phases: z.array(planPhase),
  totals: planTotals.optional().describe('Absent where no phase could be estimated'),
  warnings: z.array(z.string()),
});
export type LoadPlan = z.infer<typeof loadPlan>;
