/** What `migmap preview --format json` prints: what would become of a few records, nothing written. */
import * as z from 'zod';

export const previewField = z.object({
  field: z.string().describe('Destination API name and label'),
  label: z.string(),
  line: z.string().describe('`main.migmap:41`'),
  source: z
    .array(z.object({ field: z.string(), value: z.string() }))
    .describe('The source fields that the line reads, with their values as text'),
  value: z
    .string()
    .describe(
      'What would be written, readable: `→ Company CO-1 (Acme)` for what is settled only once it is loaded',
    ),
  problem: z.string().optional().describe('Why this field would hold the record'),
});
export type PreviewField = z.infer<typeof previewField>;

export const previewRecord = z.object({
  id: z.string(),
  at: z.string().describe('`contacts.csv:17`'),
  element: z
    .union([z.number(), z.string()])
    .optional()
    .describe('Position in the list of an `each`, from 0; in a list within a list `2.0`'),
  outcome: z.enum(['load', 'held', 'skipped']),
  reason: z.string().optional().describe('One sentence, where it would not be loaded'),
  flags: z.array(z.string()),
  fields: z.array(previewField),
});
export type PreviewRecord = z.infer<typeof previewRecord>;

export const previewMap = z.object({
  map: z.string(),
  source: z.string(),
  destination: z.string().nullable().describe('`null` for the records that no branch of a split takes'),
  records: z.array(previewRecord),
  lookedAt: z
    .number()
    .describe("Fewer than asked for because that many of the source's records had been looked at"),
});
export type PreviewMap = z.infer<typeof previewMap>;

export const previewReport = z.object({
  formatVersion: z.literal(1),
  mapping: z.string(),
  sample: z.number(),
  maps: z.array(previewMap),
  counts: z.object({ load: z.number(), held: z.number(), skipped: z.number() }),
  warnings: z.array(z.string()),
});
export type PreviewReport = z.infer<typeof previewReport>;
