/** `migmap.json`: its one definition. Types, validation and the editor's JSON schema come from here. Secrets never stand in it. */
import * as z from 'zod';
import { secretNames, variablePrefix } from './secrets.ts';

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
  .superRefine((connection, context) => {
    for (const key of Object.keys(connection)) {
      if (!isSecretName(key)) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `a secret never stands in migmap.json: take "${key}" out, and give it in the environment or in the editor`,
      });
    }
  })
  .describe(
    'How to reach a system. Secrets come from MIGMAP_<CONNECTION>_<NAME>, the editor or an OAuth flow.',
  );

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    connections: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/), connectionSchema),
    source: z.string().optional().describe('Connection that mappings read from'),
    destination: z
      .string()
      .optional()
      .describe('Connection that mappings write to unless --to names another'),
    rules: z
      .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
      .optional()
      .describe('Severity of a check, by its code'),
  })
  .superRefine((config, context) => {
    const prefixes = new Map<string, string>();
    for (const name of Object.keys(config.connections)) {
      if (stateFolders.includes(name)) {
        const message = `"${name}" is a folder of .migmap/ already: give the connection another name`;
        context.addIssue({ code: 'custom', path: ['connections', name], message });
      }
      const other = prefixes.get(variablePrefix(name));
      if (other !== undefined) {
        const message = `would read the same secrets (${variablePrefix(name)}…) as "${other}": give one of them another name`;
        context.addIssue({ code: 'custom', path: ['connections', name], message });
      }
      prefixes.set(variablePrefix(name), name);
    }
    for (const role of ['source', 'destination'] as const) {
      const name = config[role];
      if (name === undefined || Object.hasOwn(config.connections, name)) continue;
      const names = Object.keys(config.connections).join(', ') || 'none yet';
      const message = `there is no connection "${name}"; the connections are: ${names}`;
      context.addIssue({ code: 'custom', path: [role], message });
    }
  });

export type Config = z.infer<typeof configSchema>;
export type ConnectionConfig = z.infer<typeof connectionSchema>;

/** Folders of `.migmap/` beside those that are named after a connection. */
const stateFolders = ['profiles', 'drift', 'emulators'];

const plain = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();

/** `accessToken`, `access-token` and `ACCESS_TOKEN` are the same name. */
function isSecretName(key: string): boolean {
  return secretNames.some((name) => plain(name) === plain(key));
}
