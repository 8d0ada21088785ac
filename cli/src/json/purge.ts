import * as z from 'zod';

/** What `migmap purge --format json` prints. */
export const purgeResult = z.object({
  formatVersion: z.literal(1),
  done: z.boolean().describe('false: this is what --yes would remove; nothing was touched'),
  runs: z.array(z.string()).describe('runs whose values go'),
  removed: z.array(z.string()).describe('files and folders, absolute'),
  keptIds: z
    .boolean()
    .describe('the journals still know which source record became which destination record'),
});
export type PurgeResult = z.infer<typeof purgeResult>;
