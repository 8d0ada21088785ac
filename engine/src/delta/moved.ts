import { lineOf } from '../journal/journal.ts';
import type { Decided, DecideScope } from '../run/decide.ts';
import { settled } from '../run/decide.ts';
import type { Ready } from '../run/item.ts';

/**
 * Passes on what is new. A record that another branch of its split has loaded already, as something else, is held: a second
 * destination record would stand beside the first.
 */
export async function holdMoved(
  { context, map }: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<readonly Ready[]> {
  if (map.split === undefined || map.each !== undefined || items.length === 0) return items;
  const { maps } = context.options.mapping;
  const branches = new Set(
    maps
      .filter((m) => m.split?.id === map.split?.id && m.split?.branch !== map.split?.branch)
      .map((m) => m.id),
  );
  const ids = items.map((i) => i.sourceId);
  const made = (await context.journal.records.made([map.sourceObject], ids)).filter(
    (m) => branches.has(m.map) && m.destinationId !== null,
  );
  if (made.length === 0) return items;
  const there = new Set<string>();
  for (const [object, of] of Map.groupBy(made, (m) => m.destinationObject)) {
    const wanted = [...new Set(of.flatMap((m) => m.destinationId ?? []))];
    for (const r of await context.options.destination.read(object, wanted, [])) there.add(r.id);
  }
  const before = new Map(
    made.flatMap((m) => (there.has(m.destinationId ?? '') ? [[m.sourceId, m] as const] : [])),
  );
  return items.filter((item) => {
    const other = before.get(item.sourceId);
    if (other === undefined) return true;
    decided.ended.push({
      ...settled(item),
      state: 'held',
      reason: `it is ${other.destinationObject} {} in the destination and would now become ${map.destinationObject}: convert or delete that one there, then run the delta again`,
      detail: other.destinationId,
      line: lineOf(map.at),
    });
    return false;
  });
}
