import * as z from 'zod';

/** What `migmap owners --format json` prints. */
export const ownersResult = z.object({
  formatVersion: z.literal(1),
  matched: z.number().describe('owners with a user in the destination'),
  unmatched: z.number().describe('owners without; while there is one, the owner gate is closed'),
  problems: z
    .array(z.string())
    .describe('why the owners rule itself, or owners.csv, cannot work here, a sentence each'),
  queue: z
    .string()
    .describe('owners.csv, absolute: a user named in its column "give to" takes the records of that owner'),
  owners: z.array(
    z.object({
      value: z.string().describe('as met in the data'),
      email: z.string().nullable(),
      name: z.string().optional(),
      records: z.number().describe('records that name this owner'),
      user: z.string().optional().describe('id of the destination user'),
      substituted: z.boolean().optional().describe('given to the user that "unmatched use" names'),
      givenTo: z.string().optional().describe('user to whom owners.csv gives their records'),
      problem: z.string().optional().describe('why there is no user'),
    }),
  ),
});
export type OwnersResult = z.infer<typeof ownersResult>;
