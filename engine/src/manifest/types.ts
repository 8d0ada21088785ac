/** The custom-field manifest: what a destination must have before a load, and what it has. */
import * as z from 'zod';

export const manifestEntry = z.object({
  what: z.enum(['object', 'field', 'pipeline', 'stage']),
  object: z.string().describe('Destination object'),
  name: z.string().describe('API name of the object or field; name of the pipeline or stage'),
  label: z.string().optional(),
  kind: z.string().optional().describe('Field type in the language’s own terms'),
  nativeType: z.string().optional().describe('Field type in the destination’s terms'),
  length: z.number().optional(),
  values: z.array(z.string()).optional().describe('Options of a picklist'),
  references: z.string().optional(),
  externalId: z.boolean().optional(),
  unique: z.boolean().optional(),
  required: z.boolean().optional(),
  field: z.string().optional().describe('Of a stage or pipeline: the field that holds it'),
  pipeline: z.string().optional().describe('Of a stage: the pipeline it belongs to'),
  probability: z.number().optional().describe('Of a stage: percent'),
  state: z
    .enum(['present', 'missing', 'different', 'unknown'])
    .describe('unknown: the destination was not discovered yet'),
  differences: z.array(z.string()).describe('For different: what, one sentence each'),
  lacks: z
    .array(z.string())
    .optional()
    .describe('For a field that differs in nothing else: the options it lacks'),
  problem: z
    .string()
    .optional()
    .describe('What keeps a field that is not present from being made as declared, and what to do'),
  line: z.string().describe('Where the mapping asks for it: file:line'),
});
export type ManifestEntry = z.infer<typeof manifestEntry>;

export const manifestReport = z.object({
  formatVersion: z.literal(1),
  mapping: z.string(),
  destination: z.object({
    connection: z.string(),
    system: z.string(),
    discoveredAt: z.string().optional().describe('Age of the snapshot that the states come from'),
  }),
  entries: z.array(manifestEntry),
});
export type ManifestReport = z.infer<typeof manifestReport>;
