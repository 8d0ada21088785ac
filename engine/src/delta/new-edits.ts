import type { Desk } from '../run/desk.ts';
import type { Outgoing } from '../run/item.ts';
import { sameValue } from '../verify/same.ts';
import { conflictOf, fieldsOf } from './fields.ts';

/**
 * A record may wait for its batch to fill. What a person has changed between the look at the destination and the image that
 * is taken just before sending is left out of the request, and told as a conflict.
 */
export async function withoutNewEdits(desk: Desk, items: readonly Outgoing[]): Promise<readonly Outgoing[]> {
  const { context, map, object } = desk;
  if (context.delta === undefined) return items;
  const fields = fieldsOf(context, object);
  const { journal, run } = context;
  const out: Outgoing[] = [];
  for (const item of items) {
    const { seen, before, write } = item;
    const edited = Object.keys(write.values).filter((f) => {
      const now = before?.[f];
      if (seen === undefined || now === undefined) return false;
      const schema = fields.get(f);
      return !sameValue(schema, seen[f] ?? null, now) && !sameValue(schema, write.values[f] ?? null, now);
    });
    if (edited.length === 0) {
      out.push(item);
      continue;
    }
    const { sourceId, element, at } = item;
    await journal.delta.putConflicts(
      run,
      map.id,
      edited.map((field) =>
        conflictOf(
          map,
          { sourceId, element, at, id: write.id ?? '' },
          {
            field,
            kind: 'both',
            sent: seen?.[field] ?? null,
            source: write.values[field] ?? null,
            destination: before?.[field] ?? null,
          },
        ),
      ),
    );
    const values = Object.fromEntries(Object.entries(write.values).filter(([f]) => !edited.includes(f)));
    // Without the hash of what the source says, the next delta looks again.
    const rest: Outgoing = { ...item, hash: '', write: { ...write, values } };
    if (Object.keys(values).length > 0 || write.files !== undefined) out.push(rest);
    else await journal.records.settle(run, map.id, [leftAlone(rest)]);
  }
  return out;
}

function leftAlone({ sourceId, element, at, key, flags, found, write }: Outgoing) {
  return {
    sourceId,
    element,
    at,
    key,
    flags,
    found,
    hash: '',
    state: 'unchanged' as const,
    destinationId: write.id ?? null,
  };
}
