import * as z from 'zod';

const counts = z.object({
  deleted: z.number().describe('records that the run had made, with what the platform had made beside them'),
  gone: z.number().describe('of those, records that somebody had deleted before'),
  restored: z.number().describe('updates undone: fields put back as they were'),
  left: z.number().describe('records left as they are, in whole or in part, for a person'),
});

/** What `migmap rollback RUN --format json` prints, and `rollback.json` of the run holds. */
export const rollbackResult = z.object({
  formatVersion: z.literal(1),
  run: z.string(),
  at: z.string(),
  state: z.enum(['rolled-back', 'interrupted']).describe('interrupted: the same command goes on'),
  deletes: z.enum(['hard', 'soft', 'bin']).describe('bin: deleted records can be taken out of the bin again'),
  counts,
  left: z.array(
    z.object({
      object: z.string(),
      id: z.string(),
      at: z.string().describe('source row'),
      why: z.string(),
      url: z.string().optional().describe('of the record'),
    }),
  ),
  why: z.string().optional().describe('of an interruption'),
});
export type RollbackResult = z.infer<typeof rollbackResult>;
export type LeftRecord = RollbackResult['left'][number];

/** What became of one request of the run; kept in the journal. */
export interface UndoneBatch {
  readonly deleted: number;
  readonly gone: number;
  readonly restored: number;
  readonly left: readonly LeftRecord[];
}
