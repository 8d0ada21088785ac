/** What came of one test of a mapping. Apart from what runs them, so that reading a result loads nothing else. */
import * as z from 'zod';

export const mappingTestResult = z.object({
  name: z.string(),
  /** `main.migmap:12` */
  line: z.string(),
  passed: z.boolean(),
  /** What was expected and what came instead, one sentence each. */
  failures: z.array(z.string()),
});
export type MappingTestResult = z.infer<typeof mappingTestResult>;
