import * as z from 'zod';

/** What `migmap owners --format json` prints. */
export const ownersResult = z.object({
  formatVersion: z.literal(1),
  matched: z.number().describe('owners with a user in the destination'),
  unmatched: z.number().describe('owners without; while there is one, the owner gate is closed'),
  problem: z.string().optional().describe('why the owners rule itself cannot work here'),
  owners: z.array(
    z.object({
      value: z.string().describe('as met in the data'),
      email: z.string().nullable(),
      name: z.string().optional(),
      records: z.number().describe('records that name this owner'),
      user: z.string().optional().describe('id of the destination user'),
      substituted: z.boolean().optional().describe('given to the user that "unmatched use" names'),
      problem: z.string().optional().describe('why there is no user'),
    }),
  ),
});
export type OwnersResult = z.infer<typeof ownersResult>;
