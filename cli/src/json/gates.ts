import * as z from 'zod';
import { gate } from '@migmap/engine/run/events';

/** What `migmap gates --format json` prints. */
export const gatesResult = z.object({
  formatVersion: z.literal(1),
  mapping: z.string(),
  destination: z.string().describe('connection'),
  stage: z.enum(['local', 'sandbox', 'production']),
  lastRun: z
    .string()
    .optional()
    .describe('the run of this mapping into this destination that the gates within a load are told from'),
  gates: z.array(gate).describe('in the order in which a load passes them'),
});
export type GatesResult = z.infer<typeof gatesResult>;
