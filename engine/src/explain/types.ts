import * as z from 'zod';

const value = z.json();

/** What `migmap explain RUN ID --format json` prints. */
export const explanation = z.object({
  formatVersion: z.literal(1),
  run: z.string(),
  delta: z.string().optional().describe('the run is a delta, upon this one: it sent only what had changed'),
  mapping: z.string().describe('file of the mapping, relative to the workspace'),
  object: z.string().describe('of the destination'),
  id: z.string().describe('of the destination record'),
  createdBy: z
    .string()
    .nullable()
    .describe('run that made the record; null where the destination had it before'),
  lastRun: z.string().describe('run that settled it last'),
  rolledBack: z.boolean().describe('a roll-back of the run has deleted it'),
  beside: z
    .object({ object: z.string(), id: z.string() })
    .optional()
    .describe(
      'the platform made this record by itself, with one of the load; `object`, `id` and what follows are of that one',
    ),
  sources: z
    .array(
      z.object({
        map: z.string().describe('as in the plan: `Contact->Contact`'),
        line: z.string().describe('where the map stands: `main.migmap:17`'),
        object: z.string().describe('of the source'),
        id: z.string().describe('of the source record'),
        element: z.string().optional().describe('index in the list, for a map of an `each`'),
        at: z.string().describe('source row: `contacts.csv:17`'),
        state: z.string(),
        merged: z.boolean().describe('shares the destination record with the first source listed'),
        reason: z.string().optional(),
        fields: z
          .array(
            z.object({
              field: z.string(),
              label: z.string().optional().describe('what people call it, where its name says nothing'),
              value: value.describe('as sent last in this run'),
              line: z.string().optional().describe('mapping line; absent where the file did not keep it'),
              reads: z.array(z.string()).describe('source fields that the line reads'),
              batch: z.number().describe('request that carried it last'),
            }),
          )
          .describe('what this run sent for it'),
        requests: z
          .array(
            z.object({
              batch: z.number(),
              operation: z.string(),
              channel: z.string(),
              attempt: z.number().describe('from 1'),
              sentAt: z.string(),
              endedAt: z.string().optional(),
              handle: z.string().optional().describe("the server's name for the work"),
              fields: z.array(z.string()),
              before: z
                .record(z.string(), value)
                .optional()
                .describe('what the destination held, where the record was there'),
              answers: z.array(
                z.object({
                  outcome: z.string().describe('created, updated, refused, unknowable, again'),
                  id: z.string().optional(),
                  error: z.string().optional(),
                }),
              ),
              error: z.string().optional().describe('of the request as a whole'),
            }),
          )
          .describe('requests of this run that carried the record, in order'),
      }),
    )
    .describe('source records that became it, the one it is made of first'),
});
export type Explanation = z.infer<typeof explanation>;
