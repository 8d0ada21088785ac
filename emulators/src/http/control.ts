import type { FaultBook } from '../faults/faults.ts';
import { json, type LoggedRequest, type Reply, type WireRequest } from './types.ts';

export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  /** Answers without a session. */
  readonly open: true;
  readonly handle: (request: Pick<WireRequest, 'json'>) => Promise<Reply> | Reply;
}

/** What a test drives any emulator by: faults on demand, and the requests that came. */
export const controlRoutes = (
  faults: FaultBook,
  log: readonly LoggedRequest[],
  /** A complaint in the system's own shape. */
  complaint: (message: string) => unknown,
): readonly ControlRoute[] => [
  {
    method: 'POST',
    path: '/__faults',
    open: true,
    handle: async (request) => {
      const body = await request.json();
      try {
        return json(201, { added: faults.add(body) });
      } catch (error) {
        return json(400, complaint(error instanceof Error ? error.message : String(error)));
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
