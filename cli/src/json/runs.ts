import * as z from 'zod';

/** What `migmap runs --format json` prints. */
export const runsResult = z.object({
  formatVersion: z.literal(1),
  runs: z
    .array(
      z.object({
        run: z.string(),
        state: z
          .enum(['running', 'complete', 'incomplete', 'stopped', 'interrupted', 'gate-closed', 'rolled-back'])
          .describe('running: going on, or its process died'),
        delta: z.string().optional().describe('a delta, upon this run'),
        mapping: z.string(),
        file: z.string().describe('relative to the workspace'),
        source: z.string().describe('connection'),
        destination: z.string().describe('connection'),
        startedAt: z.string(),
        endedAt: z.string().optional(),
        directory: z.string().describe('its files, absolute'),
        report: z.object({ json: z.string(), html: z.string() }).optional().describe('absolute paths'),
      }),
    )
    .describe('oldest first'),
});
export type RunsResult = z.infer<typeof runsResult>;
