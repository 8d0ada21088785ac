import * as z from 'zod';

/** What `migmap signoff RUN --by NAME --format json` prints, and `signoff.json` of the run holds. */
export const signoff = z.object({
  formatVersion: z.literal(1),
  run: z.string(),
  by: z.string(),
  at: z.string(),
  destination: z.string().describe('connection that was loaded and verified'),
  mapping: z.string().describe('name of the migration'),
  mappingHash: z.string(),
  schemaHash: z.string(),
  verificationHash: z.string(),
  sample: z.number().nullable().describe('records of each map that were verified; null: all'),
  accepted: z
    .object({ why: z.string(), problems: z.array(z.string()) })
    .optional()
    .describe('what the verification found, and why it is accepted all the same'),
});
export type Signoff = z.infer<typeof signoff>;
