/** What `migmap preview --format json` prints: what would become of a few records, nothing written. */
import * as z from 'zod';

export const previewField = z.object({
  /** Destination API name and label. */
  field: z.string(),
  label: z.string(),
  /** `main.migmap:41` */
  line: z.string(),
  /** The source fields that the line reads, with their values as text. */
  source: z.array(z.object({ field: z.string(), value: z.string() })),
  /** What would be written, readable: `→ Company CO-1 (Acme)` for what is settled only once it is loaded. */
  value: z.string(),
  /** Why this field would hold the record. */
  problem: z.string().optional(),
});
export type PreviewField = z.infer<typeof previewField>;

export const previewRecord = z.object({
  id: z.string(),
  /** `contacts.csv:17` */
  at: z.string(),
  /** Position in the list of an `each`, from 0. */
  element: z.number().optional(),
  outcome: z.enum(['load', 'held', 'skipped']),
  /** One sentence, where it would not be loaded. */
  reason: z.string().optional(),
  flags: z.array(z.string()),
  fields: z.array(previewField),
});
export type PreviewRecord = z.infer<typeof previewRecord>;

export const previewMap = z.object({
  map: z.string(),
  source: z.string(),
  /** `null` for the records that no branch of a split takes. */
  destination: z.string().nullable(),
  records: z.array(previewRecord),
  /** Fewer than asked for because that many of the source's records had been looked at. */
  lookedAt: z.number(),
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
