/**
 * What a run tells while it goes on; `migmap run --format json` prints one per line. The schemas are the documentation
 * of that output (docs/json.md is made from them) and what the editor validates against.
 */
import * as z from 'zod';
import { recordStates } from './states.ts';

const counts = z.record(z.enum(recordStates), z.number());

/** A condition of the load, in the order in which a load passes them. */
export const gate = z.object({
  gate: z.enum(['schema', 'owners', 'values', 'signoff', 'confirmation', 'errors', 'balance']),
  state: z
    .enum(['waiting', 'open', 'held', 'closed'])
    .describe('waiting: not judged yet; held: the load goes on, and what depends on it waits'),
  open: z.boolean().describe('the load may pass, or has not come there yet'),
  reasons: z.array(z.string()).describe('What closed it or is held, one sentence each'),
  remedy: z.string().optional().describe('What opens it'),
});

export const gateEvent = gate.extend({ event: z.literal('gate') });

export const runEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('start'),
    run: z.string(),
    mapping: z.string(),
    source: z.string(),
    destination: z.string(),
    resumed: z.boolean().describe('an interrupted run goes on'),
    delta: z.boolean().optional().describe('only what has changed since the last run, three ways'),
    phases: z
      .array(z.object({ id: z.string(), source: z.string(), destination: z.string() }))
      .describe('in the order of the load'),
  }),
  gateEvent,
  z.object({
    event: z.literal('phase-start'),
    phase: z.string(),
    ordinal: z.number().describe('from 1'),
    of: z.number().describe('number of phases'),
    expected: z.number().optional(),
  }),
  z.object({
    event: z.literal('progress'),
    phase: z.string(),
    done: z.number(),
    expected: z.number().optional(),
    counts,
    requests: z.number().describe('sent in this phase so far'),
  }),
  z.object({
    event: z.literal('phase-end'),
    phase: z.string(),
    counts,
    inScope: z.number(),
    destinationGained: z.number().optional(),
    balanced: z.boolean(),
    milliseconds: z.number(),
  }),
  z
    .object({
      event: z.literal('delta'),
      conflicts: z.number().describe('fields kept as they are in the destination (conflicts.csv)'),
      listed: z.number().describe('records that the source has no longer, listed in deleted.csv'),
      deleted: z.number().describe('of these, deleted in the destination'),
      left: z.number().describe('of these, to be deleted and yet left'),
    })
    .describe('once, after the phases of a delta'),
  z.object({
    event: z.literal('note'),
    level: z.enum(['info', 'warning']),
    message: z.string(),
    until: z.iso
      .datetime()
      .optional()
      .describe('the run waits until then for a budget that is spent, and goes on by itself'),
  }),
  z.object({
    event: z.literal('end'),
    run: z.string(),
    state: z.enum(['complete', 'incomplete', 'stopped', 'interrupted', 'gate-closed']),
    exitCode: z.number(),
    counts,
    report: z
      .object({ json: z.string().describe('absolute path'), html: z.string().describe('absolute path') })
      .optional(),
  }),
]);
export type RunEvent = z.infer<typeof runEvent>;
