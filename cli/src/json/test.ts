import * as z from 'zod';
import { mappingTestResult } from '@migmap/engine/mapping/test-result';

/** What `migmap test --format json` prints. */
export const testResult = z.object({
  formatVersion: z.literal(1),
  tests: z.array(mappingTestResult),
  passed: z.number(),
  failed: z.number(),
});
export type TestResult = z.infer<typeof testResult>;
