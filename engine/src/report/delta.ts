import type { Journal } from '../journal/journal.ts';
import type { DeltaReport } from './types.ts';

/** Rows told in the report; the hand-off files have every one. */
const most = 100;

export async function deltaPart(
  journal: Journal,
  run: string,
  link: (object: string, id: string) => string,
): Promise<DeltaReport | undefined> {
  const facts = (await journal.runs.get(run))?.facts.delta;
  if (facts === undefined) return undefined;
  const page = { after: 0, limit: most };
  const conflicts = await journal.delta.conflicts(run, page);
  const departed = await journal.delta.departed(run, page);
  const plain = (value: unknown) => value as DeltaReport['conflicts'][number]['source'];
  return {
    ...facts,
    counts: { ...(await journal.delta.counts(run)) },
    conflicts: conflicts.map(({ sourceId: _, element: __, sent, source, destination, ...c }) => ({
      ...c,
      link: link(c.object, c.id),
      ...(sent !== undefined && { sent: plain(sent) }),
      source: plain(source),
      destination: plain(destination),
    })),
    departed: departed.map(({ sourceId: _, element: __, ...d }) => ({ ...d, link: link(d.object, d.id) })),
  };
}
