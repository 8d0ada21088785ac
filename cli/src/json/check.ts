import * as z from 'zod';

const position = z.object({ line: z.number().describe('from 1'), column: z.number().describe('from 1') });

/** What `migmap check --format json` prints. */
export const checkResult = z.object({
  formatVersion: z.literal(1),
  diagnostics: z.array(
    z.object({
      file: z.string().describe('absolute'),
      start: position,
      end: position,
      severity: z.enum(['error', 'warning', 'info', 'hint']),
      code: z.string(),
      message: z.string(),
      doc: z.string().optional().describe('page that explains the code'),
    }),
  ),
  errors: z.number(),
  warnings: z.number(),
});
export type CheckResult = z.infer<typeof checkResult>;
