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
    conflicts: conflicts.map((c) => ({
      map: c.map,
      object: c.object,
      id: c.id,
      link: link(c.object, c.id),
      field: c.field,
      kind: c.kind,
      ...(c.sent !== undefined && { sent: plain(c.sent) }),
      source: plain(c.source),
      destination: plain(c.destination),
      ...(c.line !== undefined && { line: c.line }),
      at: c.at,
    })),
    departed: departed.map(({ map, object, id, at, why, outcome, note }) => ({
      map,
      object,
      id,
      link: link(object, id),
      at,
      why,
      outcome,
      ...(note !== undefined && { note }),
    })),
  };
}
