import * as z from 'zod';

/** What `migmap discover --format json` prints. */
export const discoverResult = z.object({
  connections: z.array(
    z.object({
      connection: z.string(),
      system: z.string(),
      objects: z.number(),
      fields: z.number(),
      records: z.number().optional().describe('Readable records, of a source'),
      badRows: z.number().optional().describe('Rows that could not be read as a record, of a source'),
      users: z.number().optional(),
      schema: z.string().describe('Folder of the schema files, absolute'),
      manifest: z.string().describe('The schema as a page of Markdown, absolute'),
      profile: z.string().optional().describe('What was seen in the data, of a source, absolute'),
      changes: z
        .array(z.string())
        .describe('What mappings could rely on by the snapshot before, and no longer can'),
      warnings: z.array(z.string()),
    }),
  ),
});
export type DiscoverResult = z.infer<typeof discoverResult>;
