import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';

/** Something that goes wrong with the nth request that fits. */
export const fault = z.strictObject({
  method: z.string().optional(),
  /** Regular expression on path and query; every request fits without one. */
  path: z.string().optional(),
  /** The first fitting request that it befalls, from 1. */
  nth: z.int().positive().default(1),
  /** How many fitting requests in a row it befalls. */
  times: z.int().positive().default(1),
  kind: z.enum([
    /** Answers `status` with `code`, and Retry-After where given, without doing anything. */
    'reject',
    /** Reads the body (or `bytes` of it), then closes the connection without doing anything. */
    'dropBeforeCommit',
    /** Does the work, then closes the connection instead of answering. */
    'failAfterCommit',
    /** Does the work, then answers `status` with `code`, as a gateway does that lost patience. */
    'errorAfterCommit',
    /** Waits `ms`, then goes on as always. */
    'slow',
    /** Takes the whole request in and does the work `ms` later, whether anybody still waits for it or not. */
    'late',
    /** Does the work and keeps the answer back for `ms`; without `ms` until the faults are cleared. */
    'hold',
    /** Answers, but closes the connection after `bytes` (half of it by default). */
    'truncate',
    /** Reverses the results of an answer. */
    'permuteResults',
    /** Leaves result `index` out of an answer. */
    'omitResult',
    /** Gives result `index` twice. */
    'doubleResult',
    /** Answers the first half of the results, as if there were no more. */
    'partialResults',
    /** The session ends: 401 now and whenever its token comes again. */
    'expireSession',
    /** Record `index` of the request (every record without one) is refused with `code`. */
    'refuseRecord',
    /** The bulk job that this request closes rests `ms` before it is worked on. */
    'stallJob',
    /** The bulk job that this request closes breaks down after `index` rows (half of them by default). */
    'failJob',
    /** The server's clock goes forward by `ms` (back, where negative) before this request, and stays so. */
    'jumpClock',
  ]),
  status: z.int().min(400).max(599).default(503),
  code: z.string().default('SERVER_UNAVAILABLE'),
  message: z.string().optional(),
  /** Seconds. */
  retryAfter: z.int().nonnegative().optional(),
  ms: z.int().default(0),
  bytes: z.int().nonnegative().optional(),
  index: z.int().nonnegative().optional(),
});
export type Fault = z.infer<typeof fault>;
export type FaultInput = z.input<typeof fault>;

export interface FaultBook {
  readonly add: (input: unknown) => number;
  /** Forgets all of them and lets held answers go. */
  readonly clear: () => void;
  /** Resolves when an answer that this fault keeps back may go. */
  readonly held: (fault: Fault) => Promise<void>;
  /** The faults that befall this request, in the order in which they were added. */
  readonly befalling: (method: string, target: string) => readonly Fault[];
  readonly list: () => readonly (Fault & { readonly seen: number; readonly struck: number })[];
}

/** A held answer must not keep a process alive. */
const idle = { ref: false } as const;

export function faultBook(initial: readonly FaultInput[] = []): FaultBook {
  let faults: { fault: Fault; regex: RegExp | undefined; seen: number; struck: number }[] = [];
  let clearing = Promise.withResolvers<void>();
  const add = (input: unknown): number => {
    const parsed = z.union([fault, z.array(fault)]).parse(input);
    const list = Array.isArray(parsed) ? parsed : [parsed];
    for (const one of list)
      faults.push({
        fault: one,
        regex: one.path === undefined ? undefined : new RegExp(one.path),
        seen: 0,
        struck: 0,
      });
    return list.length;
  };
  if (initial.length > 0) add(initial);
  return {
    add,
    clear: () => {
      faults = [];
      clearing.resolve();
      clearing = Promise.withResolvers();
    },
    held: ({ ms }) =>
      ms > 0 ? Promise.race([wait(ms, undefined, idle), clearing.promise]) : clearing.promise,
    befalling: (method, target) =>
      faults.flatMap((entry) => {
        const { fault: one, regex } = entry;
        if (one.method !== undefined && one.method.toUpperCase() !== method) return [];
        if (regex !== undefined && !regex.test(target)) return [];
        entry.seen++;
        if (entry.seen < one.nth || entry.seen >= one.nth + one.times) return [];
        entry.struck++;
        return [one];
      }),
    list: () => faults.map(({ fault: one, seen, struck }) => ({ ...one, seen, struck })),
  };
}
