import type { Destination } from '@migmap/engine/connectors/destination';
import { openSalesforce } from '@migmap/engine/connectors/salesforce/destination';
import type { Describe } from '@migmap/engine/connectors/salesforce/describe/raw';
import { startStub, type Seen, type Stub } from '../http/stub.ts';

export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | 'cut';

export interface Org {
  readonly destination: Destination;
  readonly stub: Stub;
  /** Requests of one path, in order. */
  readonly to: (path: RegExp, method?: string) => Seen[];
  close(): Promise<void>;
}

/** A destination that talks to a stub: describes are answered from the list, everything else as the test says. */
export async function startOrg(
  describes: readonly Describe[],
  answer: (request: Seen, nth: number) => Reply | undefined = () => undefined,
): Promise<Org> {
  const count = new Map<string, number>();
  const stub = await startStub((request) => {
    const bare = `${request.method} ${request.path.split('?')[0]}`;
    count.set(bare, (count.get(bare) ?? 0) + 1);
    const said = answer(request, count.get(bare) ?? 0);
    if (said !== undefined) return said;
    const name = /\/sobjects\/(\w+)\/describe/.exec(request.path)?.[1];
    const describe = describes.find((d) => d.name === name);
    if (describe) return json(describe);
    if (/\/sobjects\/?$/.test(request.path)) return json({ sobjects: describes });
    return { ...json([{ errorCode: 'NOT_FOUND', message: `stub: ${bare}` }]), status: 404 };
  });
  const destination = await openSalesforce({
    name: 'local',
    system: 'salesforce',
    stage: 'local',
    url: stub.url,
    options: {},
    secret: () => Promise.resolve(undefined),
  });
  return {
    destination,
    stub,
    to: (path, method) => stub.seen.filter((s) => path.test(s.path) && (method ?? s.method) === s.method),
    async close() {
      await destination.close();
      await stub.close();
    },
  };
}

export function json(body: unknown): { headers: Record<string, string>; body: unknown } {
  return { headers: { 'content-type': 'application/json' }, body };
}

export function csv(lines: readonly string[]): { headers: Record<string, string>; body: string } {
  return { headers: { 'content-type': 'text/csv' }, body: `${lines.join('\n')}\n` };
}

export function soqlOf(seen: Seen): string {
  return new URL(seen.path, 'http://x').searchParams.get('q') ?? '';
}
