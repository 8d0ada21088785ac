import * as z from 'zod';

const line = z.object({
  field: z.string(),
  label: z.string().optional().describe('what people call the field, where its name says nothing'),
  line: z.string().optional().describe('mapping line: `main.migmap:41`'),
  checked: z.number(),
  mismatches: z.number(),
  filled: z
    .number()
    .describe('the mapping gave nothing and the destination put a value of its own; no mismatch'),
  held: z
    .number()
    .describe('links that the load has held: nothing of them is in the destination; no mismatch'),
  kept: z
    .number()
    .describe(
      'a delta has left what people wrote in the destination, and listed it as a conflict; no mismatch',
    ),
  reckoned: z
    .number()
    .describe('the platform has reckoned the value anew from other records (a sum of products); no mismatch'),
  samples: z
    .array(
      z.object({
        id: z.string(),
        at: z.string(),
        url: z.string().describe('of the destination record'),
        expected: z.json(),
        actual: z.json(),
      }),
    )
    .describe('the first mismatches, with the source row; of a file its size and the MD5 of its bytes'),
});

/** What `migmap verify RUN --format json` prints, and `verification.json` of the run holds. */
export const verification = z.object({
  formatVersion: z.literal(1),
  run: z.string(),
  at: z.string(),
  mappingHash: z.string(),
  schemaHash: z.string(),
  sample: z
    .object({ records: z.number().describe('of each map'), seed: z.number() })
    .nullable()
    .describe('null: every record was compared'),
  maps: z.array(
    z.object({
      map: z.string(),
      object: z.string().describe('of the destination'),
      loaded: z
        .number()
        .describe('records that the journal says this run created, updated or left unchanged'),
      merged: z
        .number()
        .describe('records that share the destination record of another; what both give it is compared'),
      inSource: z.number().describe('of those, records that the source still has'),
      checked: z.number().describe('records read back'),
      missing: z.number().describe('of those, records that the destination no longer has'),
      missingSamples: z.array(z.object({ id: z.string(), at: z.string(), url: z.string() })),
      underived: z.number().describe('records that the mapping no longer takes as the source is now'),
      underivedSamples: z.array(z.object({ at: z.string(), reason: z.string() })),
      lines: z.array(line),
      notCompared: z.array(z.string()).describe('fields that cannot be read back'),
    }),
  ),
  objects: z.array(
    z.object({
      object: z.string(),
      loaded: z.number().describe('destination records that this run accounts for'),
      live: z.number().describe('records that the destination has'),
    }),
  ),
  problems: z.array(z.string()).describe('why it is not clean, a sentence each'),
  clean: z.boolean(),
  hash: z.string().describe('SHA-256 of all of the above; a sign-off names it'),
});
export type Verification = z.infer<typeof verification>;
export type VerifiedMap = Verification['maps'][number];
