/**
 * The reconciliation report as data (`report.json`); the HTML page shows the same and nothing else.
 * Counts are records unless said otherwise.
 */
import * as z from 'zod';
import { gate } from '../run/events.ts';
import { signoff } from '../signoff/types.ts';
import { recordStates } from '../run/states.ts';

const counts = z.record(z.enum(recordStates), z.number());

export const reasonRow = z.object({
  state: z.enum(['skipped', 'held', 'failed', 'merged']),
  reason: z.string(),
  field: z.string().optional(),
  line: z.string().optional().describe('`main.migmap:41`'),
  count: z.number(),
  samples: z.array(z.string()).describe('A few source rows (`contacts.csv:17`)'),
});

export const phaseReport = z.object({
  id: z.string(),
  ordinal: z.number(),
  source: z.string(),
  destination: z.string(),
  inScope: z.number().describe("Source records the map's condition lets through"),
  counts,
  balanced: z.boolean(),
  state: z
    .enum(['running', 'done', 'unbalanced'])
    .optional()
    .describe('running: the run ended within this phase, so that nothing is said of its balance'),
  destinationBefore: z
    .number()
    .optional()
    .describe('Live records of the destination object before and after this phase'),
  destinationAfter: z.number().optional(),
  othersGained: z
    .number()
    .optional()
    .describe("Gained but not created by this run: made by the platform, or other people's work meanwhile"),
  linkedInSecondPass: z.number(),
  milliseconds: z.number(),
  requests: z.number(),
  writes: z
    .object({
      requests: z.number().describe('that wrote records'),
      bytes: z.number().describe('of the records in them'),
      again: z.number().describe('of those requests, second and later attempts'),
    })
    .optional(),
  reasons: z.array(reasonRow),
  flags: z.array(z.object({ why: z.string(), count: z.number() })),
});

const fieldValue = z.json();

/** What a delta found beside the states of the records. */
export const deltaReport = z.object({
  since: z.string().describe('the run that it builds upon'),
  from: z
    .string()
    .optional()
    .describe("changes since then were read, by the source's own clock; absent: every record was compared"),
  counts: z.object({
    conflicts: z.number().describe('fields left as they are in the destination'),
    listed: z
      .number()
      .describe('loaded records that the source no longer has, or the mapping no longer takes'),
    deleted: z.number().describe('of the same kind, deleted in the destination too'),
    left: z.number().describe('of the same kind, to be deleted and yet left'),
  }),
  conflicts: z
    .array(
      z.object({
        map: z.string(),
        object: z.string().describe('of the destination'),
        id: z.string(),
        link: z.string(),
        field: z.string(),
        kind: z
          .enum(['both', 'destination', 'unknown', 'fixed'])
          .describe(
            'changed on both sides; in the destination alone; never written by a load and not empty; not changeable',
          ),
        sent: fieldValue.optional().describe('what the load wrote last'),
        source: fieldValue.describe('what the mapping makes of the source now'),
        destination: fieldValue.describe('what the destination holds, and keeps'),
        line: z.string().optional(),
        at: z.string().describe('source row'),
      }),
    )
    .describe('the first hundred; conflicts.csv has all'),
  departed: z
    .array(
      z.object({
        map: z.string(),
        object: z.string(),
        id: z.string(),
        link: z.string(),
        at: z.string().describe('where it last stood in the source'),
        why: z.string(),
        outcome: z.enum(['listed', 'deleted', 'left']),
        note: z.string().optional().describe('why it was left'),
      }),
    )
    .describe('the first hundred; deleted.csv has all'),
});
export type DeltaReport = z.infer<typeof deltaReport>;

export const runReport = z.object({
  formatVersion: z.literal(1),
  run: z.string(),
  mapping: z.object({ name: z.string(), file: z.string(), hash: z.string() }),
  source: z.object({ connection: z.string(), system: z.string() }),
  destination: z.object({
    connection: z.string(),
    system: z.string(),
    stage: z.string().optional(),
    url: z.string().optional(),
  }),
  startedAt: z.string(),
  endedAt: z.string(),
  state: z.enum(['complete', 'incomplete', 'stopped', 'interrupted', 'gate-closed']),
  gates: z.array(gate.extend({ gate: z.string() })).describe('In the order in which a load passes them'),
  phases: z.array(phaseReport),
  totals: counts,
  /** Source objects: records read, and what becomes of those that no phase takes. */
  sources: z.array(
    z.object({
      object: z.string(),
      records: z.number(),
      badRows: z.number(),
      fate: z.enum(['mapped', 'exported', 'skipped', 'undecided']),
      why: z.string().optional(),
    }),
  ),
  owners: z.object({
    matched: z.number(),
    unmatched: z.array(z.object({ email: z.string(), records: z.number() })),
  }),
  requests: z.number().describe('sent while the phases were loaded'),
  api: z
    .object({
      requests: z.number().describe('of the whole run, looks before it and repetitions included'),
      repeats: z.number().describe('requests that were sent again'),
      bytesSent: z.number().describe("of the requests' bodies"),
      waits: z.number().describe('pauses that the destination asked for, or between two attempts'),
      waitedMs: z.number(),
      tokens: z.number().optional().describe('gone from a budget of tokens meanwhile'),
      remaining: z.number().optional().describe("left of the day's requests or tokens"),
    })
    .optional(),
  warnings: z.array(z.string()),
  verification: z
    .object({
      at: z.string(),
      compared: z.number().describe('records read back'),
      sample: z.number().nullable().describe('records of each map; null: all'),
      differing: z.number().describe('values that are not as the mapping says'),
      clean: z.boolean(),
      problems: z.array(z.string()),
    })
    .optional()
    .describe('Once the run has been verified'),
  signoff: signoff
    .pick({ by: true, at: true, accepted: true })
    .optional()
    .describe('Once the run has been signed off'),
  files: z.record(z.string(), z.string()),
  delta: deltaReport.optional().describe('only of a delta'),
});
export type RunReport = z.infer<typeof runReport>;
export type PhaseReport = z.infer<typeof phaseReport>;
