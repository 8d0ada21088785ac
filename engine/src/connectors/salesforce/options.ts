import * as z from 'zod';

/** Settings of a Salesforce connection in `migmap.json`, beside `url` and `stage`. */
export const salesforceOptions = z.object({
  apiVersion: z
    .string()
    .regex(/^\d{2}\.0$/)
    .default('67.0')
    .describe('API version, "67.0"'),
  login: z
    .enum(['token', 'clientCredentials', 'jwt', 'refreshToken', 'sf'])
    .optional()
    .describe('How to log in; without it the secrets that are set decide'),
  sf: z.string().optional().describe('Alias or user name of an org that the Salesforce CLI is logged in to'),
  loginUrl: z
    .url()
    .optional()
    .describe('Where tokens come from when it is not the url (test.salesforce.com)'),
  duplicateRules: z
    .enum(['bypassAlerts', 'obey'])
    .default('bypassAlerts')
    .describe('bypassAlerts: rules that only alert do not stop a record; rules that block always do'),
  assignmentRules: z.boolean().default(false).describe('Let lead and case assignment rules change owners'),
  permissionSet: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
    .default('Migmap_Fields')
    .describe('Permission set through which created fields become visible'),
  requestsInFlight: z.int().min(1).max(25).default(8).describe('Requests at once'),
});
export type SalesforceOptions = z.infer<typeof salesforceOptions>;
