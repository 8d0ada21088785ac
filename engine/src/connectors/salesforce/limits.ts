import * as z from 'zod';
import type { Remaining } from '../capabilities.ts';
import type { Reader } from './reader.ts';

const answer = z.record(
  z.string(),
  z.looseObject({ Max: z.number().optional(), Remaining: z.number().optional() }),
);

export type Limits = ReadonlyMap<string, Remaining>;

/** The org's limits by Salesforce's names (`DailyApiRequests`, `DataStorageMB`); units are in the names. */
export async function readLimits(reader: Reader): Promise<Limits> {
  const limits = answer.parse(await reader.get('/limits'));
  return new Map(
    Object.entries(limits).flatMap(([name, { Max, Remaining }]) =>
      Max === undefined || Remaining === undefined
        ? []
        : [[name, { max: Max, remaining: Remaining }] as const],
    ),
  );
}
