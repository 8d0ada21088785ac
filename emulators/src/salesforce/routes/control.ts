import { RequestError } from '../errors.ts';
import type { FaultBook } from '../faults/faults.ts';
import type { LoggedRequest } from '../http/serve.ts';
import { json, type Route } from '../http/types.ts';

/** What a test drives the emulator by: faults on demand, and the requests that came. */
export const controlRoutes = (faults: FaultBook, log: readonly LoggedRequest[]): readonly Route[] => [
  {
    method: 'POST',
    path: '/__faults',
    open: true,
    handle: async (exchange) => {
      const body = await exchange.json();
      try {
        return json(201, { added: faults.add(body) });
      } catch (error) {
        throw new RequestError(400, 'INVALID_FAULT', error instanceof Error ? error.message : String(error));
      }
    },
  },
  { method: 'GET', path: '/__faults', open: true, handle: () => json(200, faults.list()) },
  {
    method: 'DELETE',
    path: '/__faults',
    open: true,
    handle: () => {
      faults.clear();
      return { status: 204 };
    },
  },
  { method: 'GET', path: '/__requests', open: true, handle: () => json(200, log) },
];
