import * as z from 'zod';

/** Settings of a Pipedrive connection in `migmap.json`, beside `url` and `stage`. */
export const pipedriveOptions = z.object({
  dailyTokens: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Tokens that the company has for a day; without it 30,000 for each active user, the least of all plans',
    ),
  burst: z.int().min(1).default(20).describe('Requests in two seconds, until the server tells its own limit'),
  requestsInFlight: z.int().min(1).max(25).default(8).describe('Requests at once'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('Currency of amounts that come without one; without it that of the user who loads'),
  searchDelayMinutes: z
    .number()
    .min(0)
    .max(1440)
    .default(15)
    .describe('How far the search index may lag behind; records as young as that are listed, not searched'),
  tokenUrl: z
    .url()
    .default('https://oauth.pipedrive.com/oauth/token')
    .describe('Where an OAuth session is renewed'),
  maxFileMb: z.number().min(1).default(50).describe('Largest file that the account takes'),
});
export type PipedriveOptions = z.infer<typeof pipedriveOptions>;
