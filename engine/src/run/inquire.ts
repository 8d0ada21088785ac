import type { ObjectMap } from '../mapping/ir.ts';
import type { Row } from '../values.ts';
import type { RunContext } from './context.ts';
import type { Outgoing } from './item.ts';

/** What asking the destination has told about records in doubt. */
export interface Answer {
  readonly found: ReadonlyMap<Outgoing, string>;
  /** Not there (or safe to send again): may be sent. */
  readonly absent: readonly Outgoing[];
  /** Nothing identifies them: sending again could make a second one. */
  readonly unknowable: ReadonlySet<Outgoing>;
}

export interface InquireScope {
  readonly context: RunContext;
  readonly map: ObjectMap;
  readonly object: string;
  /** Ids given to in-doubt records before: no id is given twice. */
  readonly assigned: Set<string>;
}

/** An upsert counts as ours if the record is no older than the run; clocks may differ by this much. */
const clockSlackMs = 300_000;

/** Looks up records of which it is not known whether they were written. Updates are simply safe to send again. */
export async function inquire(scope: InquireScope, items: readonly Outgoing[]): Promise<Answer> {
  const found = new Map<Outgoing, string>();
  const unknowable = new Set<Outgoing>();
  const asked: Outgoing[] = [];
  for (const item of items) {
    if (item.operation === 'update') continue;
    if (Object.keys(item.identity).length === 0) unknowable.add(item);
    else asked.push(item);
  }
  for (const group of Map.groupBy(asked, (i) => `${i.operation} ${Object.keys(i.identity).join()}`).values())
    await look(scope, group, found);
  return { found, unknowable, absent: items.filter((i) => !found.has(i) && !unknowable.has(i)) };
}

async function look(
  { context, map, object, assigned }: InquireScope,
  items: readonly Outgoing[],
  found: Map<Outgoing, string>,
): Promise<void> {
  const first = items[0] as Outgoing;
  // What an upsert finds may be older than this load; sending it again says truly whether it was updated.
  const since =
    first.operation === 'upsert'
      ? { createdByMeSince: new Date(Date.parse(context.startedAt) - clockSlackMs).toISOString() }
      : {};
  const rows = items.map((i): Row => i.identity);
  const answers = await context.options.destination.find(object, Object.keys(first.identity), rows, since);
  const ids = [...new Set(answers.map((a) => a.record.id))];
  const holders = ids.length === 0 ? [] : await context.journal.records.holders(object, ids);
  const held = new Map(holders.map((h) => [h.destinationId, h]));
  for (const { row, record } of answers) {
    const item = items[row] as Outgoing;
    if (found.has(item) || assigned.has(record.id)) continue;
    const holder = held.get(record.id);
    if (
      holder !== undefined &&
      (holder.map !== map.id || holder.sourceId !== item.sourceId || holder.element !== item.element)
    )
      continue;
    assigned.add(record.id);
    found.set(item, record.id);
  }
}
