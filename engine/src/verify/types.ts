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
  samples: z
    .array(z.object({ id: z.string(), at: z.string(), expected: z.json(), actual: z.json() }))
    .describe('the first mismatches, with the source row'),
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
      inSource: z.number().describe('of those, records that the source still has'),
      checked: z.number().describe('records read back'),
      missing: z.number().describe('of those, records that the destination no longer has'),
      missingSamples: z.array(z.object({ id: z.string(), at: z.string() })),
      underived: z.number().describe('records that the mapping no longer takes as the source is now'),
      underivedSamples: z.array(z.object({ at: z.string(), reason: z.string() })),
      lines: z.array(line),
      notCompared: z.array(z.string()).describe('fields that cannot be read back: bytes of files'),
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
