import * as z from 'zod';
import { controlRoutes, type ControlRoute } from '../../http/control.ts';
import type { FaultBook } from '../../faults/faults.ts';
import { json, type LoggedRequest } from '../../http/types.ts';
import type { Account } from '../account/account.ts';
import { ApiError, errorBody } from '../errors.ts';

const clockChange = z.union([
  z.strictObject({ advanceMs: z.int().nonnegative() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

const complaint = (message: string): unknown => errorBody(new ApiError(400, message));

const clock = ({ clock: { now }, limits }: Account): unknown => ({
  now: new Date(now()).toISOString(),
  dailyTokens: limits.dailyTokens,
  spent: limits.spent(),
});

/** What every emulator is driven by, and the clock: `POST /__clock {"advanceMs": 86400000}` makes it tomorrow. */
export const pipedriveControl = (
  account: Account,
  faults: FaultBook,
  log: readonly LoggedRequest[],
): readonly ControlRoute[] => [
  ...controlRoutes(faults, log, complaint),
  { method: 'GET', path: '/__clock', open: true, handle: () => json(200, clock(account)) },
  {
    method: 'POST',
    path: '/__clock',
    open: true,
    handle: async (request) => {
      const change = clockChange.safeParse(await request.json());
      if (!change.success) return json(400, complaint(z.prettifyError(change.error)));
      const ms =
        'to' in change.data ? Date.parse(change.data.to) - account.clock.now() : change.data.advanceMs;
      if (ms < 0) return json(400, complaint('the clock runs forward only'));
      account.clock.advance(ms);
      return json(200, clock(account));
    },
  },
];
