/** `migmap.json`: its one definition. Types, validation and the editor's JSON schema come from here. Secrets never stand in it. */
import * as z from 'zod';

export const connectionSchema = z
  .looseObject({
    system: z.string().describe('The CRM: smartdesk, salesforce, pipedrive …'),
    stage: z
      .enum(['local', 'sandbox', 'production'])
      .optional()
      .describe('local: an emulator that the tool starts itself; production: needs a sign-off before a run'),
    url: z.url().optional().describe('Where the system answers; any host, also a server of your own'),
    path: z.string().optional().describe('Folder or .zip of an export, relative to this file'),
  })
  .describe(
    'How to reach a system. Secrets come from MIGMAP_<CONNECTION>_<NAME>, the editor or an OAuth flow.',
  );

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  connections: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/), connectionSchema),
  source: z.string().optional().describe('Connection that mappings read from'),
  destination: z.string().optional().describe('Connection that mappings write to unless --to names another'),
  rules: z
    .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
    .optional()
    .describe('Severity of a check, by its code'),
});
export type Config = z.infer<typeof configSchema>;
export type ConnectionConfig = z.infer<typeof connectionSchema>;
